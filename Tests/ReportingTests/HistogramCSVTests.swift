import Metrics
import Testing

@testable import Reporting

@Test func theDistributionOfAMetricEndsWithAllOfIt() {
    let worker = WorkerMetrics(worker: 0, now: 0)
    for time: Int64 in [1_000, 1_000, 1_000, 2_000_500] { worker.record(.wsPing, time) }
    var accumulator = RunAccumulator(workers: 1, origin: 0)
    accumulator.ingest(worker.takeInterval(at: 1), phase: .measure, second: 0)
    #expect(accumulator.takeSeconds().map(\.row).count == 1)
    let csv = HistogramCSV.bytes(accumulator.metrics(windowSeconds: 1, basis: nil))
    #expect(
        String(decoding: csv, as: UTF8.self) == """
            metric,value_us,percentile,total_count,inverse_percentile
            ws_ping,1.023,0.75,3,4.0
            ws_ping,2000.500,1.0,4,

            """)
}
