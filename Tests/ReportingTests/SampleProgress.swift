import Metrics

@testable import Reporting

/// A run at four moments.
enum SampleProgress {
    static let start = ProgressSnapshot(
        phase: .warmUp, elapsed: 0.2, planned: 12, gauges: SessionGauges(connecting: 40, open: 160), sessionsClosed: 0,
        sessionsFailed: 0, messagesSent: 0, messagesReceived: 0, errors: 0, lastSecond: nil)

    static let measuring = ProgressSnapshot(
        phase: .measure, elapsed: 6.23, planned: 12, gauges: SessionGauges(open: 1_000), sessionsClosed: 0,
        sessionsFailed: 3, messagesSent: 42_000, messagesReceived: 41_990, errors: 4, lastSecond: row)

    static let closing = ProgressSnapshot(
        phase: .rampDown, elapsed: 11.9, planned: 12, gauges: SessionGauges(open: 20, closing: 7), sessionsClosed: 973,
        sessionsFailed: 3, messagesSent: 100_000, messagesReceived: 100_000, errors: 4, lastSecond: row)

    static let endless = ProgressSnapshot(
        phase: .measure, elapsed: 3_725, planned: nil, gauges: SessionGauges(open: 1_000), sessionsClosed: 0,
        sessionsFailed: 0, messagesSent: 0, messagesReceived: 0, errors: 0, lastSecond: nil)

    /// Of a run with scripts.
    static let script: ProgressSnapshot = {
        var snapshot = measuring
        snapshot.iterations = 1_234
        snapshot.checksFailed = 5
        return snapshot
    }()

    static let snapshots = [start, measuring, script, closing, endless]

    static var row: TimeSeriesRow {
        let worker = WorkerMetrics(worker: 0, now: 0)
        for index in 1...100 { worker.record(.wsMsgRTT, Int64(index) * 1_000) }
        worker.record(.genSendLag, 2_560)
        worker.open = 1_000
        worker.add(.wsConnectsAttempted, 250)
        worker.add(.wsSessions, 247)
        worker.add(.wsSessionsFailed, 3)
        worker.add(.wsMsgsSent, 10_012)
        worker.add(.wsMsgsReceived, 10_009)
        worker.add(.dataSent, 1_402_000)
        worker.add(.dataReceived, 1_321_000)
        worker.error(kind: "timeout", message: "none", at: 1)
        var accumulator = RunAccumulator(workers: 1, origin: 0)
        accumulator.ingest(worker.takeInterval(at: 1_000_000_000), phase: .measure, second: 6)
        return accumulator.takeSeconds().map(\.row)[0]
    }
}
