import Metrics
import Testing

private let second: Int64 = 1_000_000_000

/// One worker's second with a message of a given time.
private func interval(
    worker: Int, from start: Int64, rtt: Int64 = 1_000_000, sessions: Int = 0, fill: (WorkerMetrics) -> Void = { _ in }
) -> WorkerInterval {
    let metrics = WorkerMetrics(worker: worker, now: start)
    metrics.record(.wsMsgRTT, rtt)
    metrics.add(.wsMsgsSent)
    metrics.open = sessions
    fill(metrics)
    return metrics.takeInterval(at: start + second)
}

@Test func aRowIsReadyWhenAllWorkersHaveDelivered() {
    var accumulator = RunAccumulator(workers: 2, origin: 0)
    accumulator.ingest(interval(worker: 0, from: 0, sessions: 3), phase: .measure, second: 0)
    #expect(accumulator.takeSeconds().map(\.row).isEmpty)
    accumulator.ingest(interval(worker: 1, from: 0, sessions: 4), phase: .measure, second: 0)
    let rows = accumulator.takeSeconds().map(\.row)
    #expect(rows.count == 1)
    #expect(rows.first?[.wsMsgsSent] == 2)
    #expect(rows.first?.gauges.open == 7)
    #expect(rows.first?.roundTrip?.count == 2)
    #expect(rows.first?.seconds == 1)
    #expect(accumulator.takeSeconds().map(\.row).isEmpty)
}

@Test func rowsWaitForTheLastWorkerAndComeInOrder() {
    var accumulator = RunAccumulator(workers: 2, origin: 0)
    accumulator.ingest(interval(worker: 0, from: 0), phase: .warmUp, second: 0)
    accumulator.ingest(interval(worker: 0, from: second), phase: .warmUp, second: 1)
    accumulator.ingest(interval(worker: 0, from: second), phase: .measure, second: 1)
    #expect(accumulator.takeSeconds().map(\.row).isEmpty)
    accumulator.ingest(interval(worker: 1, from: 0), phase: .warmUp, second: 0)
    #expect(accumulator.takeSeconds().map(\.row).map(\.second) == [0])
    accumulator.ingest(interval(worker: 1, from: second), phase: .warmUp, second: 1)
    accumulator.ingest(interval(worker: 1, from: second), phase: .measure, second: 1)
    let rows = accumulator.takeSeconds().map(\.row)
    #expect(rows.map(\.second) == [1, 1])
    #expect(rows.map(\.phase) == [.warmUp, .measure])
    #expect(rows.map { $0[.wsMsgsSent] } == [2, 2])
}

@Test func aWorkerThatLeavesSecondsOutHoldsNoRowUp() {
    var accumulator = RunAccumulator(workers: 2, origin: 0)
    for number in 0..<3 {
        accumulator.ingest(interval(worker: 0, from: Int64(number) * second), phase: .measure, second: number)
    }
    accumulator.ingest(interval(worker: 1, from: 0), phase: .measure, second: 2)
    #expect(accumulator.takeSeconds().map(\.row).map(\.second) == [0, 1, 2])
}

@Test func noRowWaitsForAWorkerThatHasEnded() {
    var accumulator = RunAccumulator(workers: 2, origin: 0)
    accumulator.ingest(interval(worker: 0, from: 0), phase: .measure, second: 0)
    #expect(accumulator.takeSeconds().map(\.row).isEmpty)
    accumulator.end(worker: 1)
    #expect(accumulator.takeSeconds().map(\.row).map(\.second) == [0])
}

@Test func whatComesLateIsInTheFiguresAndInNoRow() {
    var accumulator = RunAccumulator(workers: 1, origin: 0)
    accumulator.ingest(interval(worker: 0, from: 0), phase: .measure, second: 0)
    accumulator.ingestLate(interval(worker: 0, from: 0), phase: .warmUp)
    #expect(accumulator.takeSeconds().map(\.row).map { $0[.wsMsgsSent] } == [1])
    #expect(accumulator[.wsMsgsSent] == 2)
    #expect(accumulator.inWindow(.wsMsgsSent) == 1)
}

@Test func aForcedRowHoldsWhatIsThereAndLateOnesStillCount() {
    var accumulator = RunAccumulator(workers: 2, origin: 0)
    accumulator.ingest(interval(worker: 0, from: 0), phase: .measure, second: 0)
    #expect(accumulator.takeSeconds(forcedThrough: 0).map(\.row).map { $0[.wsMsgsSent] } == [1])
    let late = interval(worker: 1, from: 0) { $0.add(.wsSessionsClosed, 5) }
    accumulator.ingest(late, phase: .measure, second: 0)
    #expect(accumulator.takeSeconds(forcedThrough: .max).map(\.row).isEmpty)
    #expect(accumulator[.wsMsgsSent] == 2)
    #expect(accumulator.histogram(.wsMsgRTT)?.count == 2)
    accumulator.ingest(interval(worker: 0, from: second), phase: .measure, second: 1)
    #expect(accumulator.takeSeconds(forcedThrough: .max).map(\.row).first?.sessionsClosed == 5)
}

@Test func theWarmUpIsLeftOutOfMessageFiguresOnly() throws {
    var accumulator = RunAccumulator(workers: 1, origin: 0)
    for (index, phase) in Phase.allCases.enumerated() {
        let interval = interval(worker: 0, from: Int64(index) * second) {
            $0.record(.wsConnecting, 5_000)
            $0.record(.genSendLag, 100)
            $0.add(.wsMsgsReceived, 10)
            $0.add(.wsMsgsMatched, 10)
            $0.add(.wsSessions)
        }
        accumulator.ingest(interval, phase: phase, second: index)
    }
    #expect(accumulator.takeSeconds().map(\.row).count == 3)
    let metrics = accumulator.metrics(windowSeconds: 2, basis: .due)
    #expect(metrics.summary(.wsMsgRTT)?.count == 2)
    #expect(metrics.summary(.genSendLag)?.count == 1)
    #expect(metrics.summary(.wsConnecting)?.count == 3)
    #expect(metrics[.wsMsgsReceived] == CounterValue(total: 30, window: 10, perSecond: 5))
    #expect(metrics[.wsMsgsMatched] == CounterValue(total: 30, window: 20, perSecond: 10))
    #expect(metrics[.wsSessions].total == 3)
}

@Test func aWorkerThatIsLateKeepsItsLastSessions() {
    var accumulator = RunAccumulator(workers: 2, origin: 0)
    accumulator.ingest(interval(worker: 0, from: 0, sessions: 10), phase: .measure, second: 0)
    accumulator.ingest(interval(worker: 1, from: 0, sessions: 20), phase: .measure, second: 0)
    accumulator.ingest(interval(worker: 0, from: second, sessions: 11), phase: .measure, second: 1)
    #expect(accumulator.takeSeconds(forcedThrough: 1).map(\.row).map(\.gauges.open) == [30, 31])
    #expect(accumulator.metrics(windowSeconds: 1, basis: .due).peakOpen == 31)
}

@Test func errorsAndClosesAddUpOverWorkersAndSeconds() {
    var accumulator = RunAccumulator(workers: 2, origin: second)
    for worker in [1, 0] {
        let interval = interval(worker: worker, from: second) {
            $0.error(kind: "timeout", message: "worker \(worker)", at: second * Int64(2 + worker))
            $0.closed(code: 1001, initiator: .server)
        }
        accumulator.ingest(interval, phase: .measure, second: 0)
    }
    #expect(accumulator.takeSeconds().map(\.row).map(\.errors) == [2])
    let metrics = accumulator.metrics(windowSeconds: 1, basis: nil)
    #expect(
        metrics.errors == [
            ErrorCount(kind: "timeout", count: 2, firstSeconds: 1, lastSeconds: 2, example: "worker 0")
        ])
    #expect(metrics.closes == [CloseCount(code: 1001, initiator: .server, count: 2)])
}

@Test func progressShowsTheLastRowAndTheTotals() {
    var accumulator = RunAccumulator(workers: 1, origin: 0)
    accumulator.ingest(interval(worker: 0, from: 0, sessions: 2), phase: .warmUp, second: 0)
    let rows = accumulator.takeSeconds().map(\.row)
    accumulator.ingest(interval(worker: 0, from: second, sessions: 5), phase: .measure, second: 1)
    let progress = accumulator.progress(phase: .measure, elapsed: 1.5, planned: 10)
    #expect(progress.lastSecond == rows.first)
    #expect(progress.gauges.open == 5)
    #expect(progress.messagesSent == 2)
}
