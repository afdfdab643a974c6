extension Executor {
    /// From the executor's start to when it begins nothing more; nil: as long as the run.
    package var duration: Duration? {
        switch self {
        case .sessions: nil
        case .constantVUs(_, let duration, _): duration
        case .rampingVUs(_, let stages, _), .arrivals(_, let stages, _, _): stages.duration
        case .perVUIterations(_, _, let longest, _), .sharedIterations(_, _, let longest, _): longest
        }
    }

    /// The most sessions that can be open at once by plan, those aside that take their graceful time.
    package var mostSessions: Int {
        switch self {
        case .sessions(let count, _), .constantVUs(let count, _, _), .perVUIterations(let count, _, _, _),
            .sharedIterations(let count, _, _, _):
            count
        case .rampingVUs(let start, let stages, _): max(start, stages.map { Int($0.target) }.max() ?? 0)
        case .arrivals(let start, let stages, _, let most): min(most ?? .max, stages.arrivals(from: start))
        }
    }

    /// From the executor's start to when all of its sessions have come by plan, or come at the highest rate.
    package var timeToTarget: Duration {
        switch self {
        case .sessions(let count, let rate), .constantVUs(let count, _, let rate),
            .perVUIterations(let count, _, _, let rate), .sharedIterations(let count, _, _, let rate):
            .seconds(Double(count - 1) / rate)
        case .rampingVUs(let start, let stages, _): stages.timeToPeak(from: Double(start))
        case .arrivals(let start, let stages, _, _): stages.timeToPeak(from: start)
        }
    }

    /// The highest rate, per second, at which sessions come by plan; those aside that follow one that has ended.
    package var highestRate: Double {
        switch self {
        case .sessions(_, let rate), .constantVUs(_, _, let rate), .perVUIterations(_, _, _, let rate),
            .sharedIterations(_, _, _, let rate):
            rate
        case .rampingVUs(let start, let stages, _): stages.steepestRise(from: Double(start))
        case .arrivals(let start, let stages, _, _): max(start, stages.map(\.target).max() ?? 0)
        }
    }

    /// The same executor with another time, of which each stage keeps its share; nil where it ends by its sessions or
    /// iterations.
    func lasting(_ duration: Duration) -> Executor? {
        switch self {
        case .sessions, .perVUIterations, .sharedIterations: nil
        case .constantVUs(let count, _, let rate): .constantVUs(count, duration: duration, connectRate: rate)
        case .rampingVUs(let start, let stages, let graceful):
            .rampingVUs(start: start, stages: stages.lasting(duration), gracefulRampDown: graceful)
        case .arrivals(let start, let stages, let spacing, let most):
            .arrivals(startRate: start, stages: stages.lasting(duration), spacing: spacing, maxVUs: most)
        }
    }
}
