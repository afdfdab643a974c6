import Testing

@testable import Statistics

@Suite struct SignFlipsTests {
    /// Wilcoxon's table, two-sided 5 %: the largest smaller sum at which the middle is ruled out.
    @Test(arguments: zip([6, 7, 8, 9, 10, 15, 20, 25], [0, 2, 3, 5, 8, 25, 52, 89]))
    func aSingleMetricHasTheBoundsOfWilcoxonsTable(rounds: Int, smaller: Int) {
        let size = rounds * (rounds + 1) / 2 - 2 * smaller
        #expect(SignFlips.critical(rounds: rounds, level: 0.05) == size)
    }

    @Test func goingThroughAllFlipsOfOneMetricGivesTheSame() {
        let differences = (0..<12).map { Double($0 % 5) - 2.3 }
        #expect(SignFlips.critical([differences], level: 0.05) == SignFlips.critical(rounds: 12, level: 0.05))
    }

    @Test func metricsThatTellTheSameCountAsOne() {
        let differences = (0..<10).map { Double($0 * 7 % 10) - 4.5 }
        let one = SignFlips.critical([differences], level: 0.05)
        #expect(SignFlips.critical([differences, differences.map { $0 * -3 }], level: 0.05) == one)
    }

    @Test func metricsThatTellSomethingElseRaiseTheBound() throws {
        let first = (0..<10).map { Double($0 * 7 % 10) - 4.5 }
        let second = (0..<10).map { Double($0 * 3 % 10) - 4.5 }
        let one = try #require(SignFlips.critical([first], level: 0.05))
        let both = try #require(SignFlips.critical([first, second], level: 0.05))
        #expect(both > one)
        #expect(try both <= #require(SignFlips.critical(rounds: 10, level: 0.025)))
    }

    @Test func fiveRoundsReachNothing() {
        #expect(SignFlips.critical(rounds: 5, level: 0.05) == nil)
    }
}
