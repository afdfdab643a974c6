/// What can go wrong with a WebSocket.
public enum WebSocketError: Error, Sendable, Hashable {
    /// The URL cannot be used; `problem` says why.
    case invalidURL(String, problem: String)
    /// Something in the request or the configuration cannot be used.
    case invalidRequest(String)
    /// The host's name has no address.
    case notResolved(host: String, problem: String)
    /// There is no connection; `code` is the `errno`.
    case connectFailed(code: Int32, problem: String)
    /// The session was not open in time; `phase` is `dns`, `tcp`, `proxy`, `tls` or `upgrade`.
    case connectTimedOut(phase: String, after: Duration)
    /// TLS came to nothing; `kind` is a short stable name such as `tls-certificate-expired`.
    case tls(kind: String, problem: String)
    /// The server answered the opening handshake with another status than 101.
    case refused(WebSocketRefusal)
    /// The answer to the opening handshake is wrong; `kind` is a short stable name such as `wrong-accept`.
    case handshake(kind: String, problem: String)
    /// The session ended without a closing handshake, which stands for close code 1006.
    case abnormalEnd(WebSocketAbnormalEnd)
    /// The session is closed, so that nothing can be sent; `reason` is the first close frame's.
    case closed(reason: CloseReason?)
    /// A close frame may not carry this code (RFC 6455, section 7.4).
    case closeCodeNotSendable(CloseReason.Code)
    /// The frame cannot be sent as it is.
    case invalidFrame(String)
    /// Text that is not UTF-8.
    case invalidText
    /// Another task reads from `incoming` at the same time.
    case alreadyReading
    /// An extension has failed.
    case extensionFailed(name: String, problem: String)
    /// The client has been closed.
    case clientClosed
    /// The task that waited was cancelled.
    case cancelled
}
