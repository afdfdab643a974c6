import Metrics
import Testing

@Test func aFreshRecorderIsEmptyAndGivesNoFigures() {
    #expect(LatencyRecorder().isEmpty)
    #expect(LatencyHistogram(LatencyRecorder()).summary() == nil)
}

@Test func freshRecordersDoNotShareWhatTheyRecord() {
    var first = LatencyRecorder()
    first.record(500)
    #expect(LatencyRecorder().isEmpty)
    #expect(first.count == 1)
}

@Test func sumAndExtremesAreExact() throws {
    var recorder = LatencyRecorder()
    for value: Int64 in [7, 1_234_567, 8_901] { recorder.record(value) }
    let summary = try #require(LatencyHistogram(recorder).summary())
    #expect(summary.min == 7)
    #expect(summary.max == 1_234_567)
    #expect(summary.mean == Double(7 + 1_234_567 + 8_901) / 3)
}

@Test func whatIsTooLongCountsAsOneHourAndIsCounted() {
    var recorder = LatencyRecorder()
    recorder.record(.max)
    recorder.record(-5)
    let histogram = LatencyHistogram(recorder)
    #expect(histogram.clamped == 1)
    #expect(histogram.max == LatencyHistogram.highestTrackable)
    #expect(histogram.min == 0)
    #expect(histogram.count == 2)
}

@Test func mergedRecordersHoldBoth() {
    var (left, right, both) = (LatencyRecorder(), LatencyRecorder(), LatencyRecorder())
    for value: Int64 in 1...500 {
        left.record(value * 997)
        both.record(value * 997)
        right.record(value * value * 31)
        both.record(value * value * 31)
    }
    left.merge(right)
    left.merge(LatencyRecorder())
    #expect(LatencyHistogram(left) == LatencyHistogram(both))
}
