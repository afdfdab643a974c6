import Metrics
import Testing

@testable import Reporting

@Test func theDistributionOfAMetricEndsWithAllOfIt() {
    let worker = WorkerMetrics(worker: 0, now: 0)
    for time: Int64 in [1_000, 1_000, 1_000, 2_000_500] { worker.record(.wsPing, time) }
    var accumulator = RunAccumulator(workers: 1, origin: 0)
    accumulator.ingest(worker.takeInterval(at: 1), phase: .measure, second: 0)
    #expect(accumulator.takeSeconds().map(\.row).count == 1)
    var result = SampleResult.open
    result.metrics = accumulator.metrics(windowSeconds: 1, basis: nil)
    let csv = HistogramCSV.bytes(result)
    #expect(
        String(decoding: csv, as: UTF8.self) == """
            metric,value_us,percentile,total_count,inverse_percentile
            ws_ping,1.023,0.0,3,1.0
            ws_ping,1.023,0.1,3,1.1111111111111112
            ws_ping,1.023,0.2,3,1.25
            ws_ping,1.023,0.3,3,1.4285714285714286
            ws_ping,1.023,0.4,3,1.6666666666666667
            ws_ping,1.023,0.5,3,2.0
            ws_ping,1.023,0.55,3,2.2222222222222223
            ws_ping,1.023,0.6,3,2.5
            ws_ping,1.023,0.65,3,2.857142857142857
            ws_ping,1.023,0.7,3,3.3333333333333335
            ws_ping,1.023,0.75,3,4.0
            ws_ping,2000.500,1,4,

            """)
}

@Test func aRowIsThePercentileOfItsLevel() throws {
    let result = SampleResult.open
    let rows = String(decoding: HistogramCSV.bytes(result), as: UTF8.self).split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        .filter { $0[0] == "ws_msg_rtt" }
    let times = try #require(result.metrics.trends[.wsMsgRTT])
    // Above the 67th level there is less than one of the 10,000 times.
    #expect(rows.count == 68)
    for row in rows {
        let level = try #require(Double(row[2]))
        let value = try #require(Double(row[1]))
        let percentile = try #require(times.percentile(level * 100))
        // The level has ten decimals more than the percentile looks at.
        #expect(level == 0 || abs(value - Double(percentile) / 1000) <= value * 0.02, "\(row)")
        let within = times.buckets.filter { Double($0.lowest) / 1000 <= value }.reduce(0) { $0 + $1.count }
        #expect(row[3] == "\(within)")
    }
}

@Test func severalKindsAndTimersHaveTheirOwnRows() {
    let text = String(decoding: HistogramCSV.bytes(SampleScript.result), as: UTF8.self)
    #expect(text.hasPrefix("kind,metric,value_us,"))
    for name in ["", "publishers"] {
        #expect(text.contains("\n\(name),ws_msg_rtt,"))
        #expect(text.contains("\n\(name),post and confirm,"))
    }
    #expect(text.contains("\nsubscribers,ws_fanout_latency,"))
    #expect(!text.contains("\nsubscribers,ws_msg_rtt,"))
}
