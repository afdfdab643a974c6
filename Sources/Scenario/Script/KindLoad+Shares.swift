extension KindLoad {
    /// Cuts a load that several kinds share: numbers and rates by weight, times as they are.
    ///
    /// - Parameter weights: above 0.
    /// - Returns: a load for each weight; together they are this one, to the session.
    func shares(_ weights: [Double]) -> [KindLoad] {
        let executors = executor.shares(weights)
        return executors.map { executor in
            var share = self
            share.executor = executor
            return share
        }
    }
}

extension Executor {
    fileprivate func shares(_ weights: [Double]) -> [Executor] {
        let sum = weights.reduce(0, +)
        let parts = weights.map { $0 / sum }
        switch self {
        case .sessions(let count, let rate):
            // By the sessions and not by the weights, so that all kinds have come at the same time.
            return count.shares(weights).map {
                .sessions(count: $0, connectRate: rate * Double($0) / Double(count))
            }
        case .constantVUs(let count, let duration, let rate):
            return count.shares(weights).map {
                .constantVUs($0, duration: duration, connectRate: rate * Double($0) / Double(count))
            }
        case .rampingVUs(let start, let stages, let graceful):
            let targets = stages.map { Int($0.target).shares(weights) }
            return start.shares(weights).enumerated().map { index, start in
                let own = zip(stages, targets).map {
                    LoadStage(duration: $0.duration, target: Double($1[index]))
                }
                return .rampingVUs(start: start, stages: own, gracefulRampDown: graceful)
            }
        case .arrivals(let start, let stages, let spacing, let most):
            let caps = most.map { max(0, $0 - weights.count).shares(weights).map { $0 + 1 } }
            return parts.enumerated().map { index, part in
                .arrivals(
                    startRate: start * part,
                    stages: stages.map { LoadStage(duration: $0.duration, target: $0.target * part) },
                    spacing: spacing, maxVUs: caps?[index])
            }
        case .perVUIterations(let count, let iterations, let longest, let rate):
            return count.shares(weights).map {
                .perVUIterations(
                    vus: $0, iterations: iterations, maxDuration: longest,
                    connectRate: rate * Double($0) / Double(count))
            }
        case .sharedIterations(let count, let iterations, let longest, let rate):
            return zip(count.shares(weights), iterations.shares(weights)).map {
                .sharedIterations(
                    vus: $0, iterations: $1, maxDuration: longest, connectRate: rate * Double($0) / Double(count))
            }
        }
    }

    /// Whether this has nothing to do.
    var isEmpty: Bool {
        switch self {
        case .sessions(let count, _), .constantVUs(let count, _, _), .perVUIterations(let count, _, _, _): count == 0
        case .sharedIterations(let count, let iterations, _, _): count == 0 || iterations == 0
        case .rampingVUs: mostSessions == 0
        case .arrivals: false
        }
    }
}

extension Int {
    /// Cuts a number by weights, largest remainders first, and of two alike the smaller part; the parts add up to it.
    fileprivate func shares(_ weights: [Double]) -> [Int] {
        let sum = weights.reduce(0, +)
        let exact = weights.map { Double(self) * $0 / sum }
        var parts = exact.map { Int($0) }
        let left = self - parts.reduce(0, +)
        let order = exact.indices.sorted {
            let (first, second) = (exact[$0] - exact[$0].rounded(.down), exact[$1] - exact[$1].rounded(.down))
            return first != second ? first > second : exact[$0] < exact[$1]
        }
        for index in order.prefix(Swift.max(0, left)) { parts[index] += 1 }
        return parts
    }
}
