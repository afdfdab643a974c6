/// A client's session that takes care of the protocol: it answers pings, sends its own, joins the fragments of messages,
/// checks text, also that which is sent, lets extensions process messages, and answers a close. `incoming` has whole
/// messages only.
public protocol DefaultClientWebSocketSession: ClientWebSocketSession {
    /// Between two pings; nil: none are sent. A change begins a new interval.
    var pingInterval: Duration? { get set }

    /// How long nothing may come after a ping, before the session ends with the cause `pingTimeout`; nil: twice the
    /// interval.
    var pingTimeout: Duration? { get set }
}
