import Metrics
import WebSocketCore

/// What a worker writes down for each message.
let recordingBenchmarks = [
    Benchmark("record a latency") { operations in
        let metrics = WorkerMetrics(worker: 0, now: 0)
        var random = FastRandom(seed: 1)
        for _ in 0..<operations { metrics.record(.wsMsgRTT, latency(&random)) }
        return metrics.takeInterval(at: 0).trends.count
    },
    Benchmark("  of that, drawing the latency") { operations in
        var random = FastRandom(seed: 1)
        var sum: Int64 = 0
        for _ in 0..<operations { sum &+= latency(&random) }
        return Int(sum)
    },
    Benchmark("hand over an interval of 3 trends") { operations in
        let metrics = WorkerMetrics(worker: 0, now: 0)
        var trends = 0
        for number in 0..<operations {
            metrics.record(.wsMsgRTT, 50_000)
            metrics.record(.genSendLag, 500)
            metrics.record(.genLoopLag, 5_000)
            trends += metrics.takeInterval(at: Int64(number)).trends.count
        }
        return trends
    },
]

/// Some 16 to 147 µs, so that the counts of a usual run are touched and no more.
@inline(__always)
private func latency(_ random: inout FastRandom) -> Int64 {
    16_384 + Int64(truncatingIfNeeded: random.next() & 0x1_FFFF)
}
