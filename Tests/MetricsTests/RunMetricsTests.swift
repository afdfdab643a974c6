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

@Test func whatHandshakesAgreedOnIsCountedByWorkersKindsAndRuns() throws {
    let (old, new) = (
        TLSAgreement(version: "1.2", cipherSuite: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        TLSAgreement(version: "1.3", cipherSuite: "TLS_AES_128_GCM_SHA256", alpn: "http/1.1")
    )
    var accumulator = RunAccumulator(workers: 1, origin: 0, kinds: [KindLabels(name: "a"), KindLabels(name: "b")])
    for kind in 0..<2 {
        let metrics = WorkerMetrics(worker: 0, kind: kind, now: 0)
        metrics.secured(new)
        metrics.secured(kind == 0 ? old : new)
        for number in 0..<2 {
            let end = Int64(number + 1) * 1_000_000_000
            accumulator.ingest(metrics.takeInterval(at: end), phase: .measure, second: number)
        }
    }
    let whole = accumulator.metrics(windowSeconds: 1, basis: nil)
    #expect(whole.tlsAgreements == [TLSAgreementCount(new, count: 3), TLSAgreementCount(old, count: 1)])
    let kinds = try #require(accumulator.kindReports(windowSeconds: 1, bases: [nil, nil]))
    #expect(kinds.map { $0.metrics.tlsAgreements.map(\.count) } == [[1, 1], [2]])
    let read = try JSONDecoder().decode(RunMetrics.self, from: JSONEncoder().encode(whole))
    #expect(read.tlsAgreements == whole.tlsAgreements)
    #expect(read.merged(with: whole).tlsAgreements.map(\.count) == [6, 2])
}

@Test func ratiosAreOfCompressedBytesByPayload() throws {
    var accumulator = RunAccumulator(workers: 1, origin: 0)
    let metrics = WorkerMetrics(worker: 0, now: 0)
    for (second, (phase, packed)) in [(Phase.warmUp, 500), (.measure, 100)].enumerated() {
        metrics.add(.wsDeflateIn, 1000)
        metrics.add(.wsDeflateOut, packed)
        let end = Int64(second + 1) * 1_000_000_000
        accumulator.ingest(metrics.takeInterval(at: end), phase: phase, second: second)
    }
    metrics.add(.wsInflateIn, 12)
    metrics.add(.wsInflateOut, 10)
    accumulator.ingest(metrics.takeInterval(at: 3_000_000_000), phase: .rampDown, second: 2)
    let figures = accumulator.metrics(windowSeconds: 1, basis: nil)
    #expect(figures.deflateRatio?.total == 0.3)
    #expect(figures.deflateRatio?.window == 0.1)
    #expect(figures.inflateRatio?.total == 1.2)
    #expect(figures.inflateRatio?.window == nil)
    let text = String(decoding: try JSONEncoder().encode(figures), as: UTF8.self)
    for name in ["ratios", "ws_deflate_ratio", "ws_inflate_ratio"] { #expect(text.contains("\"\(name)\":{")) }
    #expect(run([1], code: 1000, error: "none", at: 0).deflateRatio == nil)
}
