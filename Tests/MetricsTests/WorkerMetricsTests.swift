import Metrics
import Testing

@Test func anIntervalHoldsWhatCameSinceTheLast() {
    let metrics = WorkerMetrics(worker: 3, now: 1_000)
    metrics.record(.wsMsgRTT, 500)
    metrics.add(.wsMsgsSent)
    metrics.add(.dataSent, 64)
    metrics.open = 7
    let first = metrics.takeInterval(at: 2_000)
    metrics.add(.wsMsgsSent)
    let second = metrics.takeInterval(at: 3_500)

    #expect((first.worker, first.start, first.end) == (3, 1_000, 2_000))
    #expect(first[.wsMsgsSent] == 1)
    #expect(first[.dataSent] == 64)
    #expect(first.trends.map(\.trend) == [.wsMsgRTT])
    #expect((second.start, second.end) == (2_000, 3_500))
    #expect(second[.wsMsgsSent] == 1)
    #expect(second[.dataSent] == 0)
    #expect(second.trends.isEmpty)
    #expect(second.gauges == SessionGauges(open: 7))
}

@Test func errorsAreCountedByKindWithTheFirstMessage() {
    let metrics = WorkerMetrics(worker: 0, now: 0)
    var made = 0
    for index in 1...3 {
        metrics.error(
            kind: "connect-refused",
            message: {
                made += 1
                return "refused \(index)"
            }(), at: Int64(index * 10))
    }
    let record = metrics.takeInterval(at: 100).errors["connect-refused"]
    #expect(record == ErrorRecord(count: 3, first: 10, last: 30, example: "refused 1"))
    #expect(made == 1)
    #expect(metrics.takeInterval(at: 200).errors.isEmpty)
}

@Test func closesAreCountedByCodeAndInitiator() {
    let metrics = WorkerMetrics(worker: 0, now: 0)
    metrics.closed(code: 1000, initiator: .client)
    metrics.closed(code: 1000, initiator: .client)
    metrics.closed(code: 1000, initiator: .server)
    metrics.closed(code: 1006, initiator: .none)
    #expect(
        metrics.takeInterval(at: 1).closes == [
            CloseKind(code: 1000, initiator: .client): 2, CloseKind(code: 1000, initiator: .server): 1,
            CloseKind(code: 1006, initiator: .none): 1,
        ])
}

@Test func timersChecksAndLossesAreHandedOverOnce() {
    let metrics = WorkerMetrics(worker: 0, kind: 2, now: 0, prepared: [], timers: 2, checks: 2)
    metrics.record(timer: 1, 5_000)
    metrics.check(0, passed: true)
    metrics.check(1, passed: false)
    metrics.check(1, passed: false)
    metrics.lost(at: 3)
    metrics.back(at: 4)
    metrics.gaveUp(at: 5)
    metrics.record(.iterationDuration, 7)
    let first = metrics.takeInterval(at: 10)
    let second = metrics.takeInterval(at: 20)
    #expect(first.kind == 2)
    #expect(first.timers.map(\.index) == [1])
    #expect(first.checks.map(\.passes) == [1, 0])
    #expect(first.checks.map(\.fails) == [0, 2])
    #expect((first.losses.lost, first.losses.back, first.losses.gaveUp) == ([3], [4], [5]))
    #expect(first.trends.map(\.trend) == [.iterationDuration])
    #expect(second.timers.isEmpty)
    #expect(second.checks.map(\.fails) == [0, 0])
    #expect(second.losses.isEmpty)
}

@Test func onlyWhatIsFarTooLateIsOverdue() {
    let metrics = WorkerMetrics(worker: 0, now: 1_000_000_000)
    metrics.addOverdue(.genMsgsOverdue, due: 1_000_000_000, at: 1_500_000_000)
    metrics.addOverdue(.genMsgsOverdue, due: 999_000_000, at: 1_001_000_000)
    #expect(metrics.takeInterval(at: 2_000_000_000)[.genMsgsOverdue] == 0)
    metrics.addOverdue(.genMsgsOverdue, due: 1_900_000_000, at: 2_100_000_000)
    #expect(metrics.takeInterval(at: 3_000_000_000)[.genMsgsOverdue] == 1)
}
