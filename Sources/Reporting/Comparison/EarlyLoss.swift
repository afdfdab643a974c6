import Metrics

/// A run that ended early because its sessions were lost. Its throughput goes to the end of its plan, as that of an outage
/// would: otherwise the loss would not be in it.
struct EarlyLoss: Sendable, Equatable {
    let measuredSeconds: Double
    let plannedSeconds: Double

    /// Nil where the verdict does not say so.
    init?(_ result: RunResult) {
        guard let reason = result.verdict?.reasons.first(where: { $0.code == "ended_early" }), reason.limit > 0 else {
            return nil
        }
        measuredSeconds = reason.measured
        plannedSeconds = reason.limit
    }

    /// Of the planned time.
    var measuredShare: Double { measuredSeconds / plannedSeconds }

    /// The whole seconds for which nothing came any more.
    var silentSeconds: Int { Int(plannedSeconds - measuredSeconds) }
}
