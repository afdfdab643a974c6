import Scenario
import Testing

@Suite struct BinaryIntegerGroupedTests {
    @Test func groupsThousands() {
        #expect([0, 999, 1000, 1_234_567].map(\.grouped) == ["0", "999", "1,000", "1,234,567"])
        #expect((-1000).grouped == "-1,000")
    }
}
