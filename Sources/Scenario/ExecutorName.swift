/// The values of key `executor`.
enum ExecutorName: String, CaseIterable {
    case constantVUs = "constant-vus"
    case rampingVUs = "ramping-vus"
    case constantArrivalRate = "constant-arrival-rate"
    case rampingArrivalRate = "ramping-arrival-rate"
    case perVUIterations = "per-vu-iterations"
    case sharedIterations = "shared-iterations"

    /// The keys without which it is nothing.
    var neededKeys: [String] {
        switch self {
        case .constantVUs: ["duration"]
        case .rampingVUs, .rampingArrivalRate: ["stages"]
        case .constantArrivalRate: ["rate", "duration"]
        case .perVUIterations, .sharedIterations: []
        }
    }

    /// The keys that have a meaning beside it.
    var keys: [String] {
        let own =
            switch self {
            case .constantVUs: ["vus", "connectRate"]
            case .rampingVUs: ["startVUs", "gracefulRampDown"]
            case .constantArrivalRate: ["timeUnit", "arrivals", "preAllocatedVUs", "maxVUs"]
            case .rampingArrivalRate: ["startRate", "timeUnit", "arrivals", "preAllocatedVUs", "maxVUs"]
            case .perVUIterations, .sharedIterations: ["vus", "iterations", "maxDuration", "connectRate"]
            }
        return neededKeys + own + ["startTime", "gracefulStop"]
    }
}
