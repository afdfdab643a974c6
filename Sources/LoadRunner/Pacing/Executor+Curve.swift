import NetworkIO
import Scenario

extension Executor {
    /// As the scenario file names it; the short form has no name there.
    package var name: String {
        switch self {
        case .sessions: "sessions"
        case .constantVUs: "constant-vus"
        case .rampingVUs: "ramping-vus"
        case .arrivals(let start, let stages, _, _):
            stages.allSatisfy { $0.target == start } ? "constant-arrival-rate" : "ramping-arrival-rate"
        case .perVUIterations: "per-vu-iterations"
        case .sharedIterations: "shared-iterations"
        }
    }

    /// How many VUs run, or for arrivals their rate. For the short form it is how the sessions come.
    var curve: LoadCurve {
        switch self {
        case .sessions(let count, let rate): Executor.steady(count, .seconds(Double(count) / rate), rate)
        case .rampingVUs(let start, let stages, _): LoadCurve(start: Double(start), stages: stages)
        case .arrivals(let startRate, let stages, _, _): LoadCurve(start: startRate, stages: stages)
        case .constantVUs(let vus, let duration, let rate): Executor.steady(vus, duration, rate)
        case .perVUIterations(let vus, _, let duration, let rate): Executor.steady(vus, duration, rate)
        case .sharedIterations(let vus, _, let duration, let rate): Executor.steady(vus, duration, rate)
        }
    }

    /// VUs that come at the connect rate, the first at once, and stay.
    private static func steady(_ vus: Int, _ duration: Duration, _ connectRate: Double) -> LoadCurve {
        // None comes when the time is over.
        let come = min(vus, Int((connectRate * (duration / .seconds(1))).rounded(.up)))
        let coming = min(duration, .seconds(Double(max(0, come - 1)) / connectRate))
        let target = Double(come)
        return LoadCurve(
            start: min(1, target),
            stages: [
                LoadStage(duration: coming, target: target), LoadStage(duration: duration - coming, target: target),
            ])
    }
}

extension KindLoad {
    /// Iterations by plan, where the plan knows their number without the time that they take.
    var iterations: Int? {
        switch executor {
        case .sessions(let count, _): count
        case .perVUIterations(let vus, let iterations, _, _): vus * iterations
        case .sharedIterations(_, let iterations, _, _): iterations
        case .constantVUs, .rampingVUs, .arrivals: nil
        }
    }
}
