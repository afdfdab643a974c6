import NetworkIO
import Scenario

/// All that is planned for one kind of session on one worker, in order.
struct KindTimeline {
    private enum Source {
        case sessions(SessionTimeline)
        case vus(VUPacer)
        case arrivals(ArrivalPacer)
    }

    private let kind: Int
    private let start: Nanoseconds
    private var source: Source

    /// - Parameters:
    ///   - load: of the kind.
    ///   - kind: its place in the scenario.
    ///   - run: the time and the ramp-down of the whole run, for the short form.
    ///   - cut: whose part it is.
    ///   - seed: of the run.
    init(_ load: KindLoad, kind: Int, run: LoadPlan, cut: PlanCut, seed: UInt64) {
        self.kind = kind
        start = load.startTime.nanoseconds
        switch load.executor {
        case .sessions(let count, let rate):
            source = .sessions(SessionTimeline(count: count, connectRate: rate, start: start, run: run, cut: cut))
        case .arrivals(_, _, let spacing, _):
            source = .arrivals(ArrivalPacer(load.executor.curve, spacing, cut: cut, seed: seed, kind: kind))
        case .constantVUs, .rampingVUs, .perVUIterations, .sharedIterations:
            source = .vus(VUPacer(load.executor.curve, cut: cut))
        }
    }

    mutating func next() -> PlannedEvent? {
        switch source {
        case .sessions(var timeline):
            guard let (number, time, starts) = timeline.next() else { return nil }
            source = .sessions(timeline)
            return event(starts ? .vuStart : .vuStop, number, at: time, stage: starts ? 0 : 1, place: number)
        case .vus(var pacer):
            guard let change = pacer.next() else { return nil }
            source = .vus(pacer)
            return event(
                change.starts ? .vuStart : .vuStop, change.vu, at: change.time, stage: change.stage,
                place: change.starts ? change.vu : -change.vu)
        case .arrivals(var pacer):
            guard let arrival = pacer.next() else { return nil }
            source = .arrivals(pacer)
            return event(.iteration, arrival.number, at: arrival.time, stage: 0, place: arrival.number)
        }
    }

    private func event(
        _ event: PlannedEvent.Event, _ number: Int, at time: Nanoseconds, stage: Int, place: Int
    ) -> PlannedEvent {
        PlannedEvent(time: start + time, kind: kind, event: event, number: number, stage: stage, place: place)
    }
}
