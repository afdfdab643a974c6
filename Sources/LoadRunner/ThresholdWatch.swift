import Metrics
import Scenario

/// Holds one threshold against the figures as they come in.
struct ThresholdWatch {
    let plan: ThresholdPlan
    private let subject: ThresholdSubject
    /// The kinds of session that have the tags.
    private let kinds: [Int]
    private var stretch: ThresholdStretch?
    /// Of a window's stretches, the figure that is farthest on the wrong side.
    private var worst: Double?
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

    /// What there is to measure where no kind of session has the tags.
    private var nothing: ThresholdSample { subject.sample(of: FigureSet()) }

    // MARK: - Second by second

    /// Takes in a second of the run.
    mutating func take(_ second: RunSecond) {
        guard includes(second.row.phase) else { return }
        var sample = nothing
        for kind in kinds { sample.merge(beside: subject.sample(of: second.kinds[kind])) }
        let gauges = kinds.compactMap { subject.gauge(second.gauges[$0]) }
        if !gauges.isEmpty { sample.level = gauges.reduce(0, +) }
        sample.seconds = second.row.seconds
        if isGauge { gauge.merge(later: sample) }
        guard stretch != nil else { return }
        stretch?.append(sample)
        if stretch?.isFull == true { note(stretch?.total.value(plan.aggregation)) }
    }

    /// Replies that come in the ramp-down are to messages of the window; counts of the ramp-down say nothing.
    private func includes(_ phase: Phase) -> Bool {
        switch plan.aggregation {
        case .avg, .min, .max, .med, .percentile: phase == .measure || phase == .rampDown && hasTimesOfRampDown
        case .count, .rate, .value: phase == .measure
        }
    }

    private var hasTimesOfRampDown: Bool {
        if case .trend(let trend) = subject { trend.scope.includes(.rampDown) } else { true }
    }

    private var isGauge: Bool { subject.gauge(SessionGauges()) != nil }

    private mutating func note(_ value: Double?) {
        guard let value else { return }
        guard let worst else {
            self.worst = value
            return
        }
        switch plan.relation {
        case .less, .atMost: self.worst = max(worst, value)
        case .greater, .atLeast: self.worst = min(worst, value)
        case .equal, .notEqual: if holds(worst) { self.worst = value }
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
