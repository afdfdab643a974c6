import Testing

@testable import Statistics

@Suite struct SampleStatisticsTests {
    private static let comparisons = 200

    @Test(arguments: [0, 0.5, 0.8]) func dependentSecondsGiveFewFalseAlarms(kept: Double) throws {
        var machine = SyntheticMachine(seed: 7)
        let alarms = try (0..<Self.comparisons).count { _ in
            let runs = (0..<2).map { _ in machine.seconds(60, kept: kept, noise: 0.05) }
            return try #require(SampleStatistics.series(runs[0], against: runs[1], comparisons: 1)).excludes(0)
        }
        #expect(alarms <= Self.comparisons / 20)
    }

    @Test func aShiftOfASteadySeriesIsFound() throws {
        var machine = SyntheticMachine(seed: 8)
        let hits = try (0..<Self.comparisons).count { _ in
            let (slow, fast) = (
                machine.seconds(60, kept: 0.3, noise: 0.04, level: 0.05), machine.seconds(60, kept: 0.3, noise: 0.04)
            )
            return try #require(SampleStatistics.series(slow, against: fast, comparisons: 1)).excludes(0)
        }
        #expect(hits >= Self.comparisons * 9 / 10)
    }

    @Test func aShortSeriesTellsNothing() {
        let short = [Double](repeating: 1, count: 19)
        let long = [Double](repeating: 1, count: 20)
        #expect(SampleStatistics.series(short, against: long, comparisons: 1, confidence: 0.95) == nil)
        #expect(SampleStatistics.series(long, against: long, comparisons: 1, confidence: 0.95)?.interval == 0...0)
    }

    @Test func runsGiveStudentsInterval() throws {
        let found = SampleStatistics.runs([3, 4, 5], against: [1, 2, 3], comparisons: 1, confidence: 0.95)
        // t(4) = 2.7764, error = sqrt(1 * (1/3 + 1/3)).
        let interval = try #require(found.interval)
        #expect(found.value == 2)
        #expect(abs(interval.lowerBound - (2 - 2.2670)) < 0.001)
        #expect(abs(interval.upperBound - (2 + 2.2670)) < 0.001)
    }

    @Test func oneRunIsHeldAgainstSeveral() {
        let near = SampleStatistics.runs([2.1], against: [1, 2, 3, 2, 2], comparisons: 1, confidence: 0.95)
        let far = SampleStatistics.runs([9], against: [1, 2, 3, 2, 2], comparisons: 1, confidence: 0.95)
        #expect(!near.excludes(0) && far.excludes(0))
    }

    @Test func twoRunsTellNothing() {
        let found = SampleStatistics.runs([2], against: [1], comparisons: 1, confidence: 0.95)
        #expect(found == Estimate(value: 1, interval: nil))
    }

    @Test func moreComparisonsWidenTheInterval() throws {
        let intervals = try [1, 6].map { comparisons in
            try #require(
                SampleStatistics.runs([3, 4, 5], against: [1, 2, 3], comparisons: comparisons, confidence: 0.95)
                    .interval)
        }
        #expect(intervals[1].lowerBound < intervals[0].lowerBound)
    }
}
