import Metrics
import Testing

/// Times from 20 µs to some 60 ms, most of them short; the same at every call.
private func sampleTimes(_ count: Int) -> [Int64] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let share = Double(state >> 11) / Double(1 << 53)
        return Int64(20_000 / (1.0003 - share))
    }
}

private func histogram(of times: some Sequence<Int64>) -> LatencyHistogram {
    var recorder = LatencyRecorder()
    for time in times { recorder.record(time) }
    return LatencyHistogram(recorder)
}

@Test func percentilesAreTrueToThreeDigitsAndNeverTooLow() throws {
    let times = sampleTimes(100_000)
    let sorted = times.sorted().map(UInt64.init)
    let summary = try #require(histogram(of: times).summary())
    let figures: [(Int, UInt64)] = [
        (50_000, summary.p50), (90_000, summary.p90), (95_000, summary.p95), (99_000, summary.p99),
        (99_900, summary.p999), (99_990, summary.p9999),
    ]
    for (rank, figure) in figures {
        let exact = sorted[rank - 1]
        #expect(figure >= exact)
        #expect(figure <= exact + max(64, exact / 1000))
    }
}

@Test func aPercentileOfFewTimesIsOneOfThem() throws {
    let summary = try #require(histogram(of: [1_000, 2_000, 3_000]).summary())
    #expect((2_000..<2_064).contains(summary.p50))
    #expect(summary.p90 == 3_000)
    #expect(summary.p9999 == 3_000)
}

@Test func aPercentileIsNeverAboveTheMaximum() throws {
    let summary = try #require(histogram(of: [1_000_001]).summary())
    #expect(summary.p50 == 1_000_001)
}

@Test func anExactRankIsNotRoundedUp() throws {
    let times = (1...1000).map { Int64($0) * 1_000_000 }
    let summary = try #require(histogram(of: times).summary())
    #expect(summary.p999 / 1_000_000 == 999)
}

@Test func partsMergeToTheWhole() {
    let times = sampleTimes(20_000)
    var merged = LatencyHistogram()
    for part in 0..<7 {
        merged.merge(histogram(of: times.enumerated().filter { $0.offset % 7 == part }.map(\.element)))
    }
    #expect(merged == histogram(of: times))
}

@Test func anyPercentileIsNeverShownLower() {
    var recorder = LatencyRecorder()
    for time in 1...1000 { recorder.record(Int64(time) * 64) }
    let times = LatencyHistogram(recorder)
    #expect(times.percentile(0) == 64)
    #expect(times.percentile(50) == times.summary()?.p50)
    #expect(times.percentile(99.9) == times.summary()?.p999)
    #expect(times.percentile(99.95) == 64_000)
    #expect(times.percentile(100) == 64_000)
    #expect(LatencyHistogram().percentile(50) == nil)
}
