import Metrics
import Testing

@Test func verdictsAreOrderedFromGoodToBad() {
    #expect([VerdictStatus.invalid, .valid, .suspect].sorted() == [.valid, .suspect, .invalid])
}
