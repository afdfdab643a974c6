import Testing

@testable import Scenario

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("abc", "", 3), ("duration", "duration", 0), ("duraton", "duration", 1),
        ("durtaion", "duration", 1),
        ("kitten", "sitting", 3), ("size", "seize", 1), ("rate", "name", 2),
    ])
    func counts(_ first: String, _ second: String, _ distance: Int) {
        #expect(editDistance(first, second) == distance)
        #expect(editDistance(second, first) == distance)
    }

    @Test func nearnessHasALimit() {
        #expect(areNear("rate", "rat"))
        #expect(areNear("duration", "durtion"))
        #expect(!areNear("rate", "name"))
        #expect(!areNear("rate", String(repeating: "rate", count: 100_000)))
    }
}
