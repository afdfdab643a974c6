import Testing

@testable import Statistics

@Suite struct SampleStatisticsTests {
    private static let comparisons = 200

    /// How long each series is, and how much each second keeps of the one before it.
    private static let counts = [20, 30, 60]
    private static let keeps = [0, 0.5, 0.8, 0.9]

    private func isAlarm(_ series: [[Double]], comparisons: Int) -> Bool {
        let difference = SeriesDifference(series[0], series[1])
        return difference.chance(beyond: abs(difference.value))
            < (1 - RoundStatistics.confidence) / Double(comparisons)
    }

    @Test(arguments: counts, keeps) func dependentSecondsGiveFewFalseAlarms(count: Int, kept: Double) {
        var machine = SyntheticMachine(seed: 7)
        let pairs = (0..<400).map { _ in (0..<2).map { _ in machine.seconds(count, kept: kept, noise: 0.05) } }
        #expect(pairs.count { isAlarm($0, comparisons: 1) } <= pairs.count / 20)
        // All six together have the 3 %.
        #expect(6 * pairs.count { isAlarm($0, comparisons: 6) } <= pairs.count / 12)
    }

    /// What wanders slowly hides in what is each second's own.
    @Test(arguments: [20, 30, 60]) func aHiddenWanderGivesFewFalseAlarms(count: Int) {
        var machine = SyntheticMachine(seed: 9)
        let pairs = (0..<400).map { _ in
            (0..<2).map { _ in
                machine.seconds(count, kept: 0.9, noise: 0.05).map { $0 + 0.05 * machine.normal() }
            }
        }
        #expect(pairs.count { isAlarm($0, comparisons: 1) } <= pairs.count / 20)
    }

    @Test func theIntervalEndsWhereChanceDoes() throws {
        var machine = SyntheticMachine(seed: 10)
        let series = (0..<2).map { _ in machine.seconds(30, kept: 0.5, noise: 0.05) }
        let found = try #require(
            SampleStatistics.series(series[0], against: series[1], comparisons: 2, confidence: 0.9))
        let interval = try #require(found.interval)
        let chance = SeriesDifference(series[0], series[1]).chance(beyond: interval.upperBound - found.value)
        #expect(abs(chance - 0.05) < 1e-6)
    }

    @Test func theMeansAreWhatDiffers() throws {
        let series = (0..<20).map { Double($0 * 7 % 5) }
        let found = try #require(
            SampleStatistics.series(series.map { $0 + 3 }, against: series.reversed(), comparisons: 1))
        #expect(abs(found.value - 3) < 1e-9)
    }

    @Test(arguments: [(1, 3), (2, 2), (1, 5), (3, 3), (5, 8)])
    func runsThatDoNotDifferAlarmAsOftenAsIsPromised(candidates: Int, baselines: Int) {
        var machine = SyntheticMachine(seed: 11)
        let alarms = (0..<1000).count { _ in
            let runs = [candidates, baselines].map { count in (0..<count).map { _ in machine.normal() } }
            return SampleStatistics.runs(runs[0], against: runs[1], comparisons: 1).excludes(0)
        }
        #expect((15...45).contains(alarms))
    }

    @Test func aShiftOfASteadySeriesIsFound() throws {
        var machine = SyntheticMachine(seed: 8)
        let hits = try (0..<Self.comparisons).count { _ in
            let (slow, fast) = (
                machine.seconds(60, kept: 0.3, noise: 0.04, level: 0.06), machine.seconds(60, kept: 0.3, noise: 0.04)
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

    @Test(arguments: [([2], [1]), ([2, 2.1], [1.05]), ([2.05], [1, 1.1])])
    func fewerThanFourRunsTellNothing(candidate: [Double], baseline: [Double]) {
        let found = SampleStatistics.runs(candidate, against: baseline, comparisons: 1, confidence: 0.95)
        #expect(abs(found.value - 1) < 1e-9 && found.interval == nil)
    }

    @Test func whatReachesBeyondAnySenseTellsNothing() {
        let all = SampleStatistics.telling
        #expect(all(Estimate(value: 2, interval: -1...5)).interval == nil)
        #expect(all(Estimate(value: -2, interval: -5...1)).interval == nil)
        #expect(all(Estimate(value: 2, interval: -1...4)).interval == -1...4)
        // A difference that is there may be as large as it is.
        #expect(all(Estimate(value: 6, interval: 5...7)).interval == 5...7)
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
