import Metrics
import Scenario

/// Holds one threshold against the figures as they come in.
struct ThresholdWatch {
    let plan: ThresholdPlan
    private let subject: ThresholdSubject
    /// The kinds of session that have the tags.
    private let kinds: [Int]
    private var stretch: ThresholdStretch?
    /// The figure of the latest of a window's stretches, and of those before the one that is farthest on the wrong side.
    private var latest: Double?
    private var worstBefore: Double?
    /// The gauge over the measured window.
    private var gauge = ThresholdSample()
    /// What was measured when the condition ended the run.
    private var fatal: Double?

    init(_ plan: ThresholdPlan, kinds labels: [KindLabels]) {
        self.plan = plan
        subject = ThresholdSubject(plan.metric)
        kinds = labels.indices.filter { kind in
            plan.tags.allSatisfy { labels[kind].tags[$0.key] == $0.value }
        }
        stretch = plan.window.map { ThresholdStretch(window: $0 / .seconds(1)) }
    }

    /// Seconds of a row that moves a window's stretch on; one that is shorter belongs to the stretch before.
    private static let shortest = 0.01

    /// What there is to measure where no kind of session has the tags.
    private var nothing: ThresholdSample { subject.sample(of: FigureSet()) }

    // MARK: - Second by second

    /// Takes in a second of the run.
    mutating func take(_ second: RunSecond) {
        let isMeasured = second.row.phase == .measure
        guard isMeasured || second.row.phase == .rampDown && looksAtRampDown else { return }
        var sample = nothing
        for kind in kinds { sample.merge(beside: subject.sample(of: second.kinds[kind])) }
        let gauges = kinds.compactMap { subject.gauge(second.gauges[$0]) }
        if !gauges.isEmpty { sample.level = gauges.reduce(0, +) }
        // The ramp-down has no time of its own: what comes in it belongs to the last stretch.
        sample.seconds = isMeasured ? second.row.seconds : 0
        if isGauge { gauge.merge(later: sample) }
        guard stretch != nil else { return }
        // The window's end may be a moment behind the tick of its last second.
        if sample.seconds >= ThresholdWatch.shortest {
            worstBefore = worst
            latest = nil
        }
        stretch?.append(sample)
        if stretch?.isFull == true { latest = stretch?.total.value(plan.aggregation) }
    }

    /// Whether what is recorded in the ramp-down is of the measured window: the fate of its messages, and times.
    private var looksAtRampDown: Bool {
        switch subject {
        case .trend(let trend): trend.scope.includes(.rampDown)
        case .counter(let counter): counter.scope.isInWindow(.rampDown)
        case .custom: plan.aggregation.isOfTimes
        case .fanoutLost, .checks, .vus, .sessionsOpen: false
        }
    }

    private var isGauge: Bool { subject.gauge(SessionGauges()) != nil }

    /// Of a window's stretches, the figure that is farthest on the wrong side.
    private var worst: Double? {
        guard let latest, let worstBefore else { return latest ?? worstBefore }
        return switch plan.relation {
        case .less, .atMost: max(worstBefore, latest)
        case .greater, .atLeast: min(worstBefore, latest)
        case .equal, .notEqual: holds(worstBefore) ? latest : worstBefore
        }
    }

    private func holds(_ value: Double) -> Bool {
        switch plan.relation {
        case .less: value < plan.limit
        case .atMost: value <= plan.limit
        case .greater: value > plan.limit
        case .atLeast: value >= plan.limit
        case .equal: value == plan.limit
        case .notEqual: value != plan.limit
        }
    }

    // MARK: - The judgement

    /// Whether the condition ends the run now, which it does once.
    ///
    /// - Parameters:
    ///   - run: the figures so far.
    ///   - windowSeconds: of the measured window, so far.
    ///   - elapsed: since the run's start.
    /// - Returns: true where it was found not to hold just now.
    mutating func aborts(_ run: RunAccumulator, windowSeconds: Double, elapsed: Duration) -> Bool {
        guard plan.abortsRun, fatal == nil, elapsed >= plan.delayAbort else { return false }
        let value = plan.window == nil ? whole(run, windowSeconds).value(plan.aggregation) : worst
        guard let value, !holds(value), !mayStillHold(value) else { return false }
        fatal = value
        return true
    }

    /// Figures that only rise, and are asked to have risen so far, are judged at the end; likewise what was lost, for
    /// until then some of it is on its way.
    private func mayStillHold(_ value: Double) -> Bool {
        if subject == .fanoutLost { return true }
        guard plan.window == nil else { return false }
        return switch (plan.aggregation, plan.relation) {
        case (.count, .greater), (.count, .atLeast), (.max, .greater), (.max, .atLeast), (.min, .less), (.min, .atMost):
            true
        case (.count, .equal): value < plan.limit
        default: false
        }
    }

    /// All of the run, or of its measured window.
    private func whole(_ run: RunAccumulator, _ windowSeconds: Double) -> ThresholdSample {
        if isGauge { return gauge }
        var sample = nothing
        for kind in kinds { sample.merge(beside: subject.sample(of: run.figures(ofKind: kind))) }
        sample.seconds = windowSeconds
        return sample
    }

    /// What became of it: the run's end.
    func report(_ run: RunAccumulator, windowSeconds: Double) -> ThresholdReport {
        let whole = whole(run, windowSeconds)
        let value: Double? =
            switch (fatal, stretch) {
            case (let fatal?, _): fatal
            case (nil, let stretch?): worst ?? stretch.total.value(plan.aggregation)
            case (nil, nil): whole.value(plan.aggregation)
            }
        return ThresholdReport(
            metric: name, text: plan.text, measured: value, unit: whole.unit(plan.aggregation, of: subject),
            passed: fatal == nil && value.map { holds($0) } ?? false, aborted: fatal != nil)
    }

    private var name: String {
        guard !plan.tags.isEmpty else { return plan.metric }
        return plan.metric + "{"
            + plan.tags.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
            .joined(separator: ",") + "}"
    }
}

extension ThresholdPlan.Aggregation {
    fileprivate var isOfTimes: Bool {
        switch self {
        case .avg, .min, .max, .med, .percentile: true
        case .count, .rate, .value: false
        }
    }
}
