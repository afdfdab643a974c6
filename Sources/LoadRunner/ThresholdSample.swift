import Metrics
import Scenario

/// What one threshold looks at, over some time.
struct ThresholdSample {
    /// By the clock.
    var seconds = 0.0
    /// What was counted or timed; of metrics of the whole run, in all of it.
    var count = 0
    /// What was counted in the measured window, which makes the rate.
    var countInWindow = 0
    private var times = LatencyHistogram()
    /// Nil where it is not a question of checks.
    private var passes: Int?
    /// Of a gauge, as it stood at the end.
    var level: Int?

    mutating func take(_ histogram: LatencyHistogram?) {
        guard let histogram else { return }
        times.merge(histogram)
        count = Int(times.count)
        countInWindow = count
    }

    mutating func take(_ check: CheckCount) {
        passes = (passes ?? 0) + check.passes
        count += check.count
        countInWindow = count
    }

    /// Takes in what came after.
    mutating func merge(later: ThresholdSample) {
        merge(beside: later)
        seconds += later.seconds
        level = later.level ?? level
    }

    /// Takes in what other kinds of session did in the same time.
    mutating func merge(beside other: ThresholdSample) {
        times.merge(other.times)
        count += other.count
        countInWindow += other.countInWindow
        if let others = other.passes { passes = (passes ?? 0) + others }
    }

    /// The figure in the unit of ``unit(_:)``; nil where there is nothing to make it from.
    func value(_ aggregation: ThresholdPlan.Aggregation) -> Double? {
        let isEmpty = times.isEmpty
        return switch aggregation {
        case .avg: isEmpty ? nil : Double(times.sum) / Double(times.count) / 1e6
        case .min: isEmpty ? nil : Double(times.min) / 1e6
        case .max: isEmpty ? nil : Double(times.max) / 1e6
        case .med: times.percentile(50).map { Double($0) / 1e6 }
        case .percentile(let share): times.percentile(share).map { Double($0) / 1e6 }
        case .count: Double(count)
        case .rate: rate
        case .value: level.map { Double($0) }
        }
    }

    private var rate: Double? {
        if let passes { return count > 0 ? Double(passes) / Double(count) : nil }
        return seconds > 0 ? Double(countInWindow) / seconds : nil
    }

    /// Of the figure.
    func unit(_ aggregation: ThresholdPlan.Aggregation, of subject: ThresholdSubject) -> String {
        switch (subject, aggregation) {
        case (.vus, _), (.sessionsOpen, _): "count"
        case (.counter(let counter), .count): counter.unit
        case (_, .count): "count"
        case (.checks, .rate): "share"
        case (.custom, .rate): passes == nil ? "per_second" : "share"
        case (_, .rate): "per_second"
        default: "ms"
        }
    }
}
