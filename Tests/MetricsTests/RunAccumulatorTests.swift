import FoundationEssentials
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
}

/// Two workers: 3 and 4 are open together in the middle of a second, of which 2 are left at its end.
@Test func thePeakIsThatOfOneMomentAndOfAllWorkers() {
    let (level, run) = (SessionLevel(), SessionLevel())
    var accumulator = RunAccumulator(workers: 2, origin: 0)
    let workers = (0..<2).map { WorkerMetrics(worker: $0, now: 0, level: level, runLevel: run) }
    func handOver(_ index: Int) {
        for worker in workers {
            accumulator.ingest(
                worker.takeInterval(at: Int64(index + 1) * second), phase: .measure, second: index)
        }
    }
    for _ in 0..<3 { workers[0].open += 1 }
    for _ in 0..<4 { workers[1].open += 1 }
    for _ in 0..<3 { workers[0].open -= 1 }
    for _ in 0..<2 { workers[1].open -= 1 }
    handOver(0)
    handOver(1)
    workers[0].open += 1
    workers[0].open -= 1
    handOver(2)
    let rows = accumulator.takeSeconds().map(\.row)
    #expect(rows.map(\.mostOpen) == [7, 2, 3] && rows.map(\.gauges.open) == [2, 2, 2])
    #expect(accumulator.metrics(windowSeconds: 3, basis: nil).peakOpen == 7)
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

@Test func kindsHaveTheirOwnFiguresAndTheRunHasAll() throws {
    let kinds = [
        KindLabels(name: "chat", timers: ["login", "post"], checks: ["ok"]),
        KindLabels(name: "feed", timers: ["login"], checks: ["ok", "fresh"]),
    ]
    var accumulator = RunAccumulator(workers: 1, origin: 0, kinds: kinds)
    let run = SessionLevel()
    for (kind, labels) in kinds.enumerated() {
        let metrics = WorkerMetrics(
            worker: 0, kind: kind, now: 0, timers: labels.timers.count, checks: labels.checks.count, runLevel: run)
        metrics.record(.wsMsgRTT, Int64(kind + 1) * 1_000_000)
        metrics.record(timer: 0, Int64(kind + 1) * 5_000_000)
        metrics.add(.iterations, kind + 1)
        metrics.check(0, passed: kind == 0)
        metrics.open = 10 * (kind + 1)
        accumulator.ingest(metrics.takeInterval(at: second), phase: .measure, second: 0)
        #expect(accumulator.takeSeconds().isEmpty == (kind == 0), "a second is complete with its last kind")
    }
    let whole = accumulator.metrics(windowSeconds: 1, basis: .due)
    #expect(whole.summary(.wsMsgRTT)?.count == 2)
    #expect(whole[.iterations].total == 3)
    #expect(whole.timers.map(\.name) == ["login", "post"])
    #expect(whole.timers.map(\.times.count) == [2, 0])
    #expect(
        whole.checks == [CheckCount(name: "ok", passes: 1, fails: 1), CheckCount(name: "fresh", passes: 0, fails: 0)])
    #expect(whole.peakOpen == 30)
    let reports = try #require(accumulator.kindReports(windowSeconds: 1, bases: [.due, nil]))
    #expect(reports.map(\.name) == ["chat", "feed"])
    #expect(reports.map { $0.metrics[.iterations].total } == [1, 2])
    #expect(reports.map { $0.metrics.summary(.wsMsgRTT)?.max } == [1_000_000, 2_000_000])
    #expect(reports.map(\.metrics.peakOpen) == [10, 20])
    #expect(reports.map(\.metrics.basis) == [.due, nil])
}

@Test func noKindHasWhatIsCountedForTheRunAlone() throws {
    var accumulator = RunAccumulator(
        workers: 1, origin: 0, kinds: [KindLabels(name: "chat"), KindLabels(name: "feed")])
    for kind in 0..<2 {
        let metrics = WorkerMetrics(worker: 0, kind: kind, now: 0)
        if kind == 0 { metrics.add(.dataSent, 1000) }
        metrics.add(.wsMsgsSent, 5)
        accumulator.ingest(metrics.takeInterval(at: second), phase: .measure, second: 0)
    }
    #expect(accumulator.metrics(windowSeconds: 1, basis: nil)[.dataSent].total == 1000)
    let reports = try #require(accumulator.kindReports(windowSeconds: 1, bases: [nil, nil]))
    for report in reports {
        let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        for counter in Counter.allCases { #expect(text.contains("\"\(counter.name)\"") == !counter.isOfRun) }
        #expect(report.metrics[.wsMsgsSent].total == 5)
        #expect(report.metrics[.dataSent].total == 0)
    }
}

@Test func oneKindHasNoFiguresOfItsOwn() {
    #expect(RunAccumulator(workers: 1, origin: 0).kindReports(windowSeconds: 1, bases: [.due]) == nil)
}

@Test func timersOfTheWarmUpAreLeftOutAndChecksAreNot() {
    var accumulator = RunAccumulator(workers: 1, origin: 0, kinds: [KindLabels(timers: ["login"], checks: ["ok"])])
    for (index, phase) in Phase.allCases.enumerated() {
        let metrics = WorkerMetrics(worker: 0, now: Int64(index) * second, timers: 1, checks: 1)
        metrics.record(timer: 0, 1_000)
        metrics.check(0, passed: false)
        accumulator.ingest(metrics.takeInterval(at: Int64(index + 1) * second), phase: phase, second: index)
    }
    #expect(accumulator.takeSeconds().map(\.row.checksFailed) == [1, 1, 1])
    let metrics = accumulator.metrics(windowSeconds: 1, basis: nil)
    #expect(metrics.timers.map(\.times.count) == [2])
    #expect(metrics.checks == [CheckCount(name: "ok", passes: 0, fails: 3)])
    #expect(accumulator.progress(phase: .rampDown, elapsed: 3, planned: nil).checksFailed == 3)
}

@Test func whatAFanoutLostIsWhatWasExpectedLessWhatCame() {
    var accumulator = RunAccumulator(workers: 1, origin: 0, kinds: [KindLabels(name: "pub"), KindLabels(name: "sub")])
    let publisher = WorkerMetrics(worker: 0, kind: 0, now: 0)
    publisher.add(.wsFanoutExpected, 100)
    let subscriber = WorkerMetrics(worker: 0, kind: 1, now: 0)
    subscriber.add(.wsFanoutReceived, 97)
    for metrics in [publisher, subscriber] {
        accumulator.ingest(metrics.takeInterval(at: second), phase: .measure, second: 0)
    }
    let metrics = accumulator.metrics(windowSeconds: 2, basis: nil)
    #expect(metrics.fanoutLost == CounterValue(total: 3, window: 3, perSecond: 1.5))
}

@Test func lossesOfAllWorkersMakeOneOutage() throws {
    var accumulator = RunAccumulator(workers: 2, origin: second)
    for worker in 0..<2 {
        let metrics = WorkerMetrics(worker: worker, now: second)
        metrics.lost(at: second + Int64(100 - worker * 50) * 1_000_000)
        metrics.back(at: second + Int64(400 + worker * 200) * 1_000_000)
        accumulator.ingest(metrics.takeInterval(at: 2 * second), phase: .measure, second: 0)
    }
    #expect(accumulator.recoveryReport == nil)
    _ = accumulator.takeSeconds()
    let report = try #require(accumulator.recoveryReport)
    #expect(
        report.worst == [
            Outage(
                startSeconds: 0.05, lost: 2, back: 2, halfBackSeconds: 0.35, mostBackSeconds: 0.55,
                allBackSeconds: 0.55)
        ])
}
