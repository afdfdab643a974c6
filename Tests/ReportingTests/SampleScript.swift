import Metrics

/// A run of two kinds of session with scripts, in which a threshold ended the run.
enum SampleScript {
    private static let kinds = [
        KindLabels(
            name: "publishers", tags: ["scenario": "publishers", "role": "writer"],
            timers: ["login", "post and confirm"],
            checks: ["has token", "answer is in time"]),
        KindLabels(name: "subscribers", tags: ["scenario": "subscribers"], checks: ["has token"]),
    ]

    static let result: RunResult = {
        let accumulator = Self.accumulator
        var result = SampleResult.open
        result.scenarioName = "chat room"
        result.status = .aborted
        result.metrics = accumulator.metrics(windowSeconds: 10, basis: .due)
        result.kinds = accumulator.kindReports(windowSeconds: 10, bases: [.due, nil])
        result.recovery = accumulator.recoveryReport
        result.littlesLaw = nil
        result.target = nil
        result.thresholds = [
            ThresholdReport(metric: "ws_msg_rtt", text: "p(99)<50", measured: 2.043, unit: "ms", passed: true),
            ThresholdReport(
                metric: "ws_msg_rtt{scenario:publishers}", text: "max<3ms over 30s", measured: 4.04, unit: "ms",
                passed: false, aborted: true),
            ThresholdReport(metric: "checks", text: "rate>0.99", measured: 0.998, unit: "share", passed: true),
            ThresholdReport(metric: "ws_fanout_lost", text: "count==0", measured: 3, unit: "count", passed: false),
            ThresholdReport(metric: "data_sent", text: "count<1000000", measured: 524_288, unit: "bytes", passed: true),
            ThresholdReport(metric: "iterations", text: "rate>=12.5", measured: 12.5, unit: "per_second", passed: true),
            ThresholdReport(metric: "ws_ping", text: "avg<1", measured: nil, unit: "ms", passed: false),
        ]
        return result
    }()

    private static var accumulator: RunAccumulator {
        var accumulator = RunAccumulator(workers: 1, origin: 0, kinds: kinds)
        let run = SessionLevel()
        for (kind, fill) in [publishers, subscribers].enumerated() {
            let metrics = WorkerMetrics(
                worker: 0, kind: kind, now: 0, timers: kinds[kind].timers.count, checks: kinds[kind].checks.count,
                runLevel: run)
            fill(metrics)
            accumulator.ingest(metrics.takeInterval(at: 10_000_000_000), phase: .measure, second: 0)
        }
        _ = accumulator.takeSeconds()
        return accumulator
    }

    private static func publishers(_ metrics: WorkerMetrics) {
        for index in 1...1_000 {
            metrics.record(.wsMsgRTT, Int64(40_000 + 400_000_000 / (1_100 - index)))
            metrics.record(timer: 0, Int64(index) * 10_000)
            metrics.record(timer: 1, Int64(index) * 2_000)
            metrics.check(0, passed: true)
            metrics.check(1, passed: index % 250 != 0)
        }
        for index in 1...125 { metrics.record(.iterationDuration, Int64(index) * 8_000_000) }
        for (counter, count) in [
            (Counter.wsSessions, 125), (.iterations, 125), (.droppedIterations, 2), (.wsMsgsSent, 1_000),
            (.wsMsgsReceived, 1_000), (.wsFanoutExpected, 50_000), (.dataSent, 524_288),
        ] { metrics.add(counter, count) }
        metrics.open = 10
    }

    private static func subscribers(_ metrics: WorkerMetrics) {
        for index in 1...1_000 { metrics.record(.wsFanoutLatency, Int64(index) * 1_000) }
        for _ in 0..<50 { metrics.check(0, passed: true) }
        for (counter, count) in [
            (Counter.wsSessions, 50), (.wsMsgsReceived, 49_997), (.wsFanoutReceived, 49_997),
            (.wsFanoutDuplicated, 1), (.wsReconnects, 50),
        ] { metrics.add(counter, count) }
        metrics.error(kind: "connection-reset", message: "the connection was reset", at: 4_000_000_000)
        for index in 0..<50 {
            metrics.lost(at: 4_000_000_000 + Int64(index))
            metrics.back(at: 4_500_000_000 + Int64(index) * 10_000_000)
            metrics.record(.wsReconnectDuration, 500_000_000 + Int64(index) * 10_000_000)
        }
        metrics.open = 50
    }
}
