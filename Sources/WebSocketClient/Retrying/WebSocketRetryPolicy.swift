/// When a session is opened anew after an error, and how long to wait before: longer from try to try, up to a limit, and
/// a little different each time, so that many clients do not come back at once.
public struct WebSocketRetryPolicy: Sendable, Hashable {
    /// Tries in all, the first included; default 5. Nil tries without end.
    public var attempts: Int? = 5
    /// Before the second try; default 500 ms.
    public var firstDelay: Duration = .milliseconds(500)
    /// By what the delay grows from try to try; default 2. With 1 it stays.
    public var factor = 2.0
    /// The longest delay; default 30 s.
    public var longestDelay: Duration = .seconds(30)
    /// The share of a delay that is left to chance, from 0 to 1 (what is beyond counts as these); default 0.5: a delay of 4 s becomes 2 to 4 s.
    public var jitter = 0.5
    /// A try that lasted so long counts as a success, so that the tries are counted anew; default 60 s.
    public var resetAfter: Duration = .seconds(60)

    /// Everything at its default.
    public init() {}

    /// How long to wait after a try. It depends on nothing but what is handed in.
    ///
    /// - Parameters:
    ///   - attempt: the number of the try that failed, from 1.
    ///   - random: 0 to 1, drawn anew for each delay.
    /// - Returns: at most `longestDelay`.
    public func delay(after attempt: Int, random: Double) -> Duration {
        let longest = longestDelay / .nanoseconds(1)
        var delay = min(longest, firstDelay / .nanoseconds(1))
        var tries = 1
        while tries < attempt, delay < longest, delay > 0, factor > 1 {
            delay *= factor
            tries += 1
        }
        delay = min(longest, delay) * (1 - min(1, max(0, jitter)) * random)
        return .nanoseconds(Int64(exactly: delay.rounded(.down)) ?? (delay > 0 ? .max : 0))
    }

    /// Whether a try that failed so may go better another time: no connection, a TLS handshake that is cut short, no
    /// answer in time or one that is cut short, an abnormal end, a close with 1001, 1012 or 1013, or a refusal, also a
    /// proxy's, with 408, 425, 429, 500, 502, 503 or 504.
    ///
    /// - Parameter error: that ended the try.
    /// - Returns: false for all that another try would not mend, such as a wrong URL, and for a cancelled task.
    public static func isTransient(_ error: any Error) -> Bool {
        switch error as? WebSocketError {
        case .notResolved, .connectFailed, .connectTimedOut, .abnormalEnd: true
        // Who restarts takes connections and ends them.
        case .handshake("end-of-stream", _), .handshake("proxy-end-of-stream", _): true
        case .tls(let kind, _): kind == "tls-ended" || kind == "tls-reset" || kind.hasPrefix("tls-errno-")
        case .closed(let reason?): [.goingAway, .serviceRestart, .tryAgainLater].contains(reason.code)
        case .refused(let refusal): [408, 425, 429, 500, 502, 503, 504].contains(refusal.status)
        default: false
        }
    }
}
