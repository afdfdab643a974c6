import NetworkIO
import Scenario

/// The plan of a whole run in the order of time, put together from the parts of its workers. What is shown is thus what
/// each worker does, and it is the same for any number of them.
package struct LoadTimeline: Sequence, IteratorProtocol {
    /// The kinds of session, as the events number them.
    package let kinds: [SessionKind]
    private var parts: [KindTimeline]
    /// The next event of each part that has one.
    private var heads: [PlannedEvent?]

    /// The plan of a scenario on this machine, cut as a run would cut it.
    ///
    /// - Parameter scenario: what is to run. Its seed is what random arrivals follow from; without one they are drawn.
    package init(_ scenario: LoadScenario) {
        self.init(
            scenario, seed: scenario.seed ?? .random(in: 0 ... .max),
            workers: WorkerCount.chosen(for: scenario, cores: WorkerThread.allowedCores().count))
    }

    init(_ scenario: LoadScenario, seed: UInt64, workers: Int) {
        let kinds = scenario.sessionKinds
        self.kinds = kinds
        parts = (0..<workers).flatMap { index in
            kinds.enumerated().map { place, kind in
                KindTimeline(
                    kind.load, kind: place, run: scenario.load, cut: PlanCut(index: index, count: workers), seed: seed)
            }
        }
        heads = []
        for part in parts.indices { heads.append(parts[part].next()) }
    }

    /// The next event of the run; nil after the last.
    package mutating func next() -> PlannedEvent? {
        var first: (part: Int, event: PlannedEvent)?
        for (part, head) in heads.enumerated() {
            guard let head else { continue }
            if let best = first, !(head < best.event) { continue }
            first = (part, head)
        }
        guard let first else { return nil }
        heads[first.part] = parts[first.part].next()
        return first.event
    }
}

extension LoadScenario {
    /// The kinds of session; the short form is one kind.
    var sessionKinds: [SessionKind] {
        guard kinds.isEmpty else { return kinds }
        let executor = Executor.sessions(count: load.sessions, connectRate: load.connectRate)
        return [SessionKind(name: "default", of: self, load: KindLoad(executor: executor))]
    }
}
