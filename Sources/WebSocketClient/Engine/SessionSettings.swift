/// What of a session can be changed while it is open.
struct SessionSettings: Sendable {
    var maxFrameSize: Int
    var masking: WebSocketMasking
    var pingInterval: Duration?
    /// Nil: twice the interval.
    var pingTimeout: Duration?
    var contentConverter: (any WebSocketContentConverter)?

    /// How long a pong may take; nil where no pings are sent.
    var pongPatience: Duration? { pingInterval.map { pingTimeout ?? $0 * 2 } }
}

extension SessionSettings {
    /// What of these can be kept: a number beyond its bound counts as the bound.
    var bounded: SessionSettings {
        var settings = self
        // Twice as much can still be counted.
        settings.maxFrameSize = max(0, min(maxFrameSize, .max / 2))
        settings.pingInterval = pingInterval?.bounded(from: .milliseconds(1))
        settings.pingTimeout = pingTimeout?.bounded(from: .milliseconds(1))
        return settings
    }
}

extension Duration {
    /// The duration as one that can be added to the time of a clock, from `least` to a hundred years.
    func bounded(from least: Duration = .zero) -> Duration { max(least, min(self, .seconds(100 * 365 * 86_400))) }
}
