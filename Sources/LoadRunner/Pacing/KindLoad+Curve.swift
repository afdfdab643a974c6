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

    /// VUs that come at the connect rate and stay.
    private static func steady(_ vus: Int, _ duration: Duration, _ connectRate: Double) -> LoadCurve {
        let coming = min(duration, .seconds(Double(vus) / connectRate))
        let come = coming < duration ? Double(vus) : min(Double(vus), connectRate * (duration / .seconds(1)))
        return LoadCurve(
            start: 0,
            stages: [LoadStage(duration: coming, target: come), LoadStage(duration: duration - coming, target: come)])
    }
}

extension KindLoad {
    /// When nothing new is begun any more, from the start of the run; nil for the short form, which ends with the run.
    var end: Duration? {
        switch executor {
        case .sessions: nil
        case .constantVUs(_, let duration, _), .perVUIterations(_, _, let duration, _),
            .sharedIterations(_, _, let duration, _):
            startTime + duration
        case .rampingVUs(_, let stages, _), .arrivals(_, let stages, _, _):
            stages.reduce(startTime) { $0 + $1.duration }
        }
    }

    /// Sessions that can be open at once, one that ends and its successor not counted twice; nil where only the
    /// server's speed limits them.
    var vusAtMost: Int? {
        switch executor {
        case .sessions(let count, _): count
        case .constantVUs(let vus, _, _), .perVUIterations(let vus, _, _, _), .sharedIterations(let vus, _, _, _): vus
        case .rampingVUs: Int((executor.curve.peak).rounded(.up))
        case .arrivals(_, _, _, let maxVUs): maxVUs
        }
    }

    /// Iterations by plan, where the plan knows them and not how long they take.
    var iterations: Int? {
        switch executor {
        case .sessions(let count, _): count
        case .perVUIterations(let vus, let iterations, _, _): vus * iterations
        case .sharedIterations(_, let iterations, _, _): iterations
        case .constantVUs, .rampingVUs, .arrivals: nil
        }
    }
}
