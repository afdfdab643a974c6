/// What was counted and timed of some kinds of session over some time.
package struct FigureSet: Sendable, Equatable {
    /// One value for each ``Counter``, by its raw value: in the whole of the time.
    package internal(set) var total = [Int](repeating: 0, count: Counter.allCases.count)
    /// Likewise: in the measured window, or what was due in it, as the counter's scope says.
    package internal(set) var window = [Int](repeating: 0, count: Counter.allCases.count)
    /// Those that recorded something.
    package internal(set) var trends: [Trend: LatencyHistogram] = [:]
    /// In the order of the scripts, each name once.
    package internal(set) var timers: [TimerTimes] = []
    /// Likewise.
    package internal(set) var checks: [CheckCount] = []

    package init() {}

    /// Nothing yet, with a place for each timer and check.
    init(_ labels: KindLabels) {
        for name in labels.timers { merge(TimerTimes(name: name)) }
        for name in labels.checks { merge(CheckCount(name: name)) }
    }

    /// The times of a timer; nil where no script has one of that name.
    package func timer(_ name: String) -> LatencyHistogram? { timers.first { $0.name == name }?.times }

    /// The counts of a check; nil where no script has one of that name.
    package func check(_ name: String) -> CheckCount? { checks.first { $0.name == name } }

    /// Takes in what other kinds, or another time, saw.
    package mutating func merge(_ other: FigureSet) {
        for index in total.indices { total[index] += other.total[index] }
        for index in window.indices { window[index] += other.window[index] }
        for (trend, times) in other.trends { trends[trend, default: LatencyHistogram()].merge(times) }
        for times in other.timers { merge(times) }
        for count in other.checks { merge(count) }
    }

    mutating func merge(_ other: TimerTimes) {
        guard let index = timers.firstIndex(where: { $0.name == other.name }) else { return timers.append(other) }
        timers[index].times.merge(other.times)
    }

    mutating func merge(_ other: CheckCount) {
        guard let index = checks.firstIndex(where: { $0.name == other.name }) else { return checks.append(other) }
        checks[index] = checks[index] + other
    }

    /// Takes in a worker's counts.
    mutating func addCounts(of interval: WorkerInterval, phase: Phase, labels: KindLabels) {
        for counter in Counter.allCases {
            total[counter.rawValue] += interval[counter]
            if counter.scope.isInWindow(phase) { window[counter.rawValue] += interval[counter] }
        }
        for (index, check) in interval.checks.enumerated() where check.passes + check.fails > 0 {
            merge(CheckCount(name: labels.checks[index], passes: check.passes, fails: check.fails))
        }
    }

    /// Takes in times of a phase, as far as they are the figures'.
    mutating func addTimes(of second: FigureSet, phase: Phase) {
        for (trend, times) in second.trends where trend.scope.includes(phase) {
            trends[trend, default: LatencyHistogram()].merge(times)
        }
        guard MetricScope.messages.includes(phase) else { return }
        for times in second.timers { merge(times) }
    }
}
