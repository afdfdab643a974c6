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
