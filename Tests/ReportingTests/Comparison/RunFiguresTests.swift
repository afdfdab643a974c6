import Metrics
import Testing

@testable import Reporting

@Suite struct RunFiguresTests {
    @Test func messagesAreWhatCostsAreDividedBy() {
        let figures = RunFigures(SampleRuns.result(rate: 500, p50: 200, bytes: 150))
        #expect(figures.work == .message)
        #expect(figures[.throughput] == 500)
        #expect(figures[.bytes] == 150)
        #expect(figures[.cpu] == 4.56)
        #expect(figures[.serverCPU] == 3.98)
        #expect(figures[.p50].map { abs($0 - 200) < 1 } == true)
        #expect(figures[.p99].map { abs($0 - 400) < 1 } == true)
    }

    /// As CPU time is.
    @Test func bytesAreByTheMessagesOfWhichThereAreMore() {
        var result = SampleRuns.result()
        let counted = { (count: Int) in CounterValue(total: count, window: count, perSecond: 1) }
        result.metrics = RunMetrics(
            basis: .due, trends: [:],
            counters: [
                .wsMsgsSent: counted(10), .wsMsgsReceived: counted(100), .dataSent: counted(1000),
                .dataReceived: counted(9000),
            ], peakOpen: 1, closes: [], errors: [])
        #expect(RunFigures(result)[.bytes] == 100)
    }

    @Test func withoutMessagesSessionsTakeTheirPlace() {
        var result = SampleResult.open
        var recorder = LatencyRecorder()
        recorder.record(50_000)
        result.metrics = RunMetrics(
            basis: nil, trends: [.wsConnecting: LatencyHistogram(recorder)],
            counters: [
                .wsSessions: CounterValue(total: 100, window: 0, perSecond: 0),
                .dataSent: CounterValue(total: 20_000, window: 0, perSecond: 0),
                .dataReceived: CounterValue(total: 10_000, window: 0, perSecond: 0),
            ], peakOpen: 100, closes: [], errors: [])
        let figures = RunFigures(result)
        #expect(figures.work == .session)
        #expect(figures[.throughput].map { abs($0 - 100 / 12.001) < 0.001 } == true)
        #expect(figures[.bytes] == 300)
        #expect(figures[.cpu].map { abs($0 - 46_900) < 0.001 } == true)
        #expect(figures[.p50] == 50)
    }

    @Test func messagesThatAreLostAreNoThroughput() {
        var result = SampleRuns.result()
        let sent = CounterValue(total: 100, window: 100, perSecond: 10)
        result.metrics = RunMetrics(
            basis: .due, trends: [:], counters: [.wsMsgsSent: sent, .wsMsgsLost: sent], peakOpen: 1, closes: [],
            errors: [])
        #expect(RunFigures(result)[.throughput] == nil)
        result.metrics = RunMetrics(
            basis: .due, trends: [:], counters: [.wsMsgsSent: sent], peakOpen: 1, closes: [], errors: [])
        #expect(RunFigures(result)[.throughput] == 10)
    }

    @Test func whatIsNotThereHasNoFigure() {
        var result = SampleRuns.result()
        result.target = nil
        result.generator.cpuMicrosecondsPerMessage = 0
        #expect(RunFigures(result)[.serverCPU] == nil)
        #expect(RunFigures(result)[.cpu] == nil)
    }
}
