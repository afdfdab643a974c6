import FoundationEssentials
import Metrics
import Testing

private func run(_ times: [Int64], code: UInt16, error: String, at moment: Int64) -> RunMetrics {
    var accumulator = RunAccumulator(workers: 1, origin: 0)
    let metrics = WorkerMetrics(worker: 0, now: 0)
    for time in times { metrics.record(.wsMsgRTT, time) }
    metrics.add(.wsMsgsSent, times.count)
    metrics.open = times.count
    metrics.closed(code: code, initiator: .client)
    metrics.closed(code: 1000, initiator: .server)
    metrics.error(kind: error, message: error, at: moment)
    metrics.error(kind: "timeout", message: "at \(moment)", at: moment)
    accumulator.ingest(metrics.takeInterval(at: 1_000_000_000), phase: .measure, second: 0)
    #expect(accumulator.takeSeconds().map(\.row).count == 1)
    return accumulator.metrics(windowSeconds: 1, basis: .due)
}

@Test func twoRunsMergeAsIfOneHadRecordedAll() {
    let (early, late) = ((1...500).map { Int64($0 * 333) }, (1...900).map { Int64($0 * $0) })
    let merged = run(early, code: 1001, error: "refused", at: 2_000_000_000)
        .merged(with: run(late, code: 1006, error: "reset", at: 1_000_000_000))
    let whole = run(early + late, code: 1001, error: "refused", at: 0)
    #expect(merged.trends == whole.trends)
    #expect(merged[.wsMsgsSent] == CounterValue(total: 1_400, window: 1_400, perSecond: 1_400))
    #expect(merged.peakOpen == 1_400)
    #expect(merged.closes.first == CloseCount(code: 1000, initiator: .server, count: 2))
    #expect(merged.closes.count == 3)
    #expect(
        merged.errors.first
            == ErrorCount(kind: "timeout", count: 2, firstSeconds: 1, lastSeconds: 2, example: "at 1000000000"))
    #expect(merged.errors.map(\.kind) == ["timeout", "refused", "reset"])
}

@Test func figuresSurviveTheirText() throws {
    let metrics = run((1...500).map { Int64($0 * 333) }, code: 1001, error: "refused", at: 5)
    let text = try JSONEncoder().encode(metrics)
    #expect(try JSONDecoder().decode(RunMetrics.self, from: text) == metrics)
}
