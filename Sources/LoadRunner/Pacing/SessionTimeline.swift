import NetworkIO
import Scenario

/// When the sessions of the short form come and, where the run has an end, go: one worker's part, in order.
struct SessionTimeline {
    private let pacer: ConnectPacer
    private let cut: PlanCut
    /// Of this part.
    private let count: Int
    /// From the start of the kind's load; nil where the sessions themselves end the run.
    private let end: Nanoseconds?
    /// Between the closes of two sessions of the whole run.
    private let spread: Double
    private var begun = 0
    private var ended = 0

    init(count: Int, connectRate: Double, start: Nanoseconds, run: LoadPlan, cut: PlanCut) {
        pacer = ConnectPacer(rate: connectRate)
        self.cut = cut
        self.count = cut.share(of: count)
        end = run.duration.map { (run.warmUp + $0).nanoseconds - start }
        spread = Double(run.rampDown.nanoseconds) / Double(max(1, count))
    }

    /// The next that comes, and when all that come have come, the next that goes.
    mutating func next() -> (number: Int, time: Nanoseconds, starts: Bool)? {
        let number = cut.number(begun)
        if begun < count, pacer.due(number) < end ?? .max {
            begun += 1
            return (number, pacer.due(number), true)
        }
        guard let end, ended < begun else { return nil }
        defer { ended += 1 }
        let last = cut.number(ended)
        return (last, end + Nanoseconds(Double(last) * spread), false)
    }
}
