/// One kind's part of a second as it fills.
struct PendingKind {
    /// By worker, at the end of the second.
    private(set) var gauges: [Int: SessionGauges] = [:]
    private(set) var errors = 0
    private var counters = [Int](repeating: 0, count: Counter.allCases.count)
    private var trends: [Trend: LatencyRecorder] = [:]
    private var timers: [Int: LatencyRecorder] = [:]
    private var checks: [(passes: Int, fails: Int)] = []

    mutating func ingest(_ interval: WorkerInterval) {
        gauges[interval.worker] = interval.gauges
        for index in counters.indices { counters[index] += interval.counters[index] }
        for (trend, times) in interval.trends { trends[trend, default: LatencyRecorder()].merge(times) }
        for (index, times) in interval.timers { timers[index, default: LatencyRecorder()].merge(times) }
        if checks.isEmpty {
            checks = interval.checks
        } else {
            for (index, check) in interval.checks.enumerated() {
                checks[index].passes += check.passes
                checks[index].fails += check.fails
            }
        }
        errors += interval.errors.values.reduce(0) { $0 + $1.count }
    }

    func figures(_ labels: KindLabels) -> FigureSet {
        var figures = FigureSet(labels)
        figures.total = counters
        figures.window = counters
        figures.trends = trends.mapValues { LatencyHistogram($0) }
        for (index, times) in timers {
            figures.merge(TimerTimes(name: labels.timers[index], times: LatencyHistogram(times)))
        }
        for (index, check) in checks.enumerated() {
            figures.merge(CheckCount(name: labels.checks[index], passes: check.passes, fails: check.fails))
        }
        return figures
    }
}
