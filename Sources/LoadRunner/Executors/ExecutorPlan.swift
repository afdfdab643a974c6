import NetworkIO
import Scenario

/// When the sessions of a kind come and have to go, where an executor says so: numbers only.
struct ExecutorPlan: Sendable {
    /// VUs, or arrivals per second.
    let curve: LoadCurve
    /// Nil where VUs come and go.
    let spacing: ArrivalSpacing?
    /// Most VUs by plan; of arrivals, most sessions at once.
    let vus: Int
    /// From the start of the run.
    let start: Nanoseconds
    let end: Nanoseconds
    /// How long a session may go on after the executor's end, and after its VU has to stop before that.
    let gracefulStop: Nanoseconds
    let gracefulRampDown: Nanoseconds
    /// Iterations of each VU.
    let iterationsPerVU: Int
    /// What is left of the iterations that all VUs share.
    let shared: SharedCount?
    /// Of arrivals: the sessions that may still be opened beside those that are.
    let free: SharedCount?

    /// Whether another session begins at once where one was lost, so that nothing more is due of that.
    var replacesLost: Bool { spacing == nil && shared == nil && iterationsPerVU == .max }

    /// More sessions than any machine has, and few enough to reckon with.
    private static let unlimited = 1 << 40

    /// Nil for the short form.
    init?(_ load: KindLoad) {
        let executor = load.executor
        curve = executor.curve
        start = load.startTime.nanoseconds
        gracefulStop = load.gracefulStop.nanoseconds
        var rampDown = load.gracefulStop
        var perVU = Int.max
        var all: Int?
        var spacing: ArrivalSpacing?
        var most = executor.mostSessions
        switch executor {
        case .sessions: return nil
        case .constantVUs: break
        case .rampingVUs(_, _, let graceful): rampDown = graceful
        case .arrivals(_, _, let chosen, let maxVUs):
            spacing = chosen
            most = maxVUs ?? ExecutorPlan.unlimited
        case .perVUIterations(_, let iterations, _, _): perVU = iterations
        case .sharedIterations(_, let iterations, _, _): all = iterations
        }
        self.spacing = spacing
        vus = most
        end = (load.end ?? .zero).nanoseconds
        gracefulRampDown = rampDown.nanoseconds
        iterationsPerVU = perVU
        shared = all.map(SharedCount.init)
        free = spacing.map { [most] _ in SharedCount(most) }
    }

    /// The part of one of the workers. No more workers take part than VUs are allowed, so that each has one at least.
    func cut(_ index: Int, of workers: Int) -> PlanCut? {
        let count = min(workers, vus)
        return index < count ? PlanCut(index: index, count: count) : nil
    }
}
