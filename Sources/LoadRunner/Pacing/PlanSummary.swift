import Scenario

/// What a plan comes to, by kind of session: counted from its events.
package struct PlanSummary: Sendable {
    /// One kind of session.
    package struct Kind: Sendable {
        /// Of the kind.
        package let name: String
        /// As the scenario file names it.
        package let executor: String
        /// Most VUs at once: as planned, or as allowed where iterations are due by the clock; nil: no limit.
        package fileprivate(set) var vus: Int?
        /// Nil where only time limits them.
        package fileprivate(set) var iterations: Int?
        /// Of the first and the last event, in nanoseconds from the start of the run; nil where nothing is planned.
        package fileprivate(set) var span: ClosedRange<Int64>?

        fileprivate var running = 0
    }

    /// In the order of the scenario.
    package private(set) var kinds: [Kind]

    /// - Parameter kinds: as the events number them.
    package init(_ kinds: [SessionKind]) {
        self.kinds = kinds.map { kind in
            let load = kind.load
            var summary = Kind(
                name: kind.name, executor: load.executor.name, vus: 0, iterations: load.iterations)
            if case .arrivals(_, _, _, let maxVUs) = load.executor {
                summary.vus = maxVUs
                summary.iterations = 0
            }
            return summary
        }
    }

    /// Counts an event, which comes after those that were counted before.
    package mutating func count(_ event: PlannedEvent) {
        let place = event.kind
        kinds[place].span = (kinds[place].span?.lowerBound ?? event.time)...event.time
        switch event.event {
        case .vuStart:
            kinds[place].running += 1
            kinds[place].vus = max(kinds[place].vus ?? 0, kinds[place].running)
        case .vuStop: kinds[place].running -= 1
        case .iteration: kinds[place].iterations = (kinds[place].iterations ?? 0) + 1
        }
    }
}
