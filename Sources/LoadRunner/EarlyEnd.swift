import Metrics

/// A run whose sessions had all ended before the plan's end.
struct EarlyEnd: Sendable {
    /// Of the measured window.
    var measuredSeconds: Double
    /// Likewise; nil where the plan has no end that the run should come to.
    var plannedSeconds: Double?
    /// Sessions that opened, and those of them whose connection ended otherwise than by their plan and who had no other.
    var sessions: Int
    var lost: Int
    /// Messages sent, of the measured window and in all.
    var sentInWindow: Int
    var sentInAll: Int

    /// Of the planned window: what comes so near to it has not ended early.
    private static let whole = 0.98
    /// Of the planned window: less is no measurement of what was planned.
    private static let least = 0.1

    /// What it says against the run.
    var reason: VerdictReason? {
        // Of a run without any session there is more to say.
        guard sessions > 0 else { return nil }
        if let plannedSeconds, measuredSeconds >= plannedSeconds * Self.whole { return nil }
        return loss ?? shortness ?? absence
    }

    /// Its rates are those of the time before, as if nothing had happened.
    private var loss: VerdictReason? {
        guard let plannedSeconds, lost > 0, lost * 2 >= sessions else { return nil }
        let who = lost >= sessions ? "all sessions" : "\(lost) of \(sessions) sessions"
        let (measured, planned) = (Self.rounded(measuredSeconds), Self.rounded(plannedSeconds))
        return VerdictReason(
            code: "ended_early", level: .suspect,
            message:
                "ended early: \(who) were lost after \(measured) s of \(planned) s; the rates are of the time until then",
            measured: measuredSeconds, limit: plannedSeconds, unit: "s")
    }

    private var shortness: VerdictReason? {
        guard let plannedSeconds, measuredSeconds < plannedSeconds * Self.least else { return nil }
        return VerdictReason(
            code: "short_window", level: .suspect,
            message: "the sessions were at their end when little of the planned window was measured: \(Self.mend)",
            measured: measuredSeconds, limit: plannedSeconds * Self.least, unit: "s")
    }

    private var absence: VerdictReason? {
        guard sentInWindow * 2 < sentInAll else { return nil }
        return VerdictReason(
            code: "short_window", level: .suspect,
            message: "of the messages are in the figures, the others were sent in the warm-up: \(Self.mend)",
            measured: Double(sentInWindow) / Double(sentInAll) * 100, limit: 50, unit: "%")
    }

    private static let mend = "write \"warmUp\": \"0s\", or let the sessions do more"

    /// With one decimal.
    private static func rounded(_ seconds: Double) -> Double { (seconds * 10).rounded() / 10 }
}
