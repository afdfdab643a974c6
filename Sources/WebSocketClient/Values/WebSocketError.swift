/// What can go wrong with a session, a case each, with its numbers.
///
/// A close by either side is none of them: `incoming` ends, and `closeReason` says why.
public enum WebSocketError: Error, Sendable, Hashable {
    // MARK: - Opening

    /// A URL that no WebSocket can be opened to (RFC 6455, section 3).
    case invalidURL(String, problem: String)
    /// A header, a cookie, a subprotocol or credentials that cannot be put into the request.
    case invalidRequest(String)
    /// The name of the server, or of the proxy, has no address.
    case notResolved(host: String, problem: String)
    /// No connection to the server, or to the proxy, or one that broke; `code` is the `errno`.
    case connectFailed(code: Int32, problem: String)
    /// The handshake of TLS came to nothing; `kind` is a short stable name, such as `tls-expired`.
    case tls(kind: String, problem: String)
    /// The session was not open in time; `phase` is how far it had come: `dns`, `tcp`, `proxy`, `tls` or `upgrade`.
    case connectTimedOut(phase: String, after: Duration)
    /// The server answered with another status than 101, such as 401, or the proxy with another than 200, such as 407.
    case refused(WebSocketRefusal)
    /// The server's answer breaks RFC 6455, section 4, or the proxy's is none. `kind` is a short stable name, such as
    /// `wrong-accept`, or `end-of-stream` where the answer did not come to its end; a proxy's begins with `proxy-`.
    case handshake(kind: String, problem: String)

    // MARK: - The end of a session

    /// The session ended without a close frame (RFC 6455, section 7.1.5).
    case abnormalEnd(WebSocketAbnormalEnd)
    /// The peer broke the protocol, or what came can be nothing; it is told so with `code`. `rule` is a short stable
    /// name, `section` that of RFC 6455; `lastBytes` are the last that came of what is wrong, 256 at the most.
    case protocolViolation(
        rule: String, section: String, code: CloseReason.Code, problem: String, lastBytes: [UInt8] = [])
    /// The peer sent more than `maxFrameSize` in one message; it is told so with 1009. `lastBytes` are the last that came
    /// of the message, 256 at the most.
    case messageTooBig(bytes: Int, limit: Int, lastBytes: [UInt8] = [])
    /// The session is closed, so that nothing can be sent or received; nil where no reason was given.
    case closed(reason: CloseReason?)

    // MARK: - Use

    /// Two tasks read `incoming` at once, and each would get a part of the messages.
    case alreadyReading
    /// The task that waited was cancelled.
    case cancelled
    /// The client was closed with `close()`.
    case clientClosed
    /// A code that no close frame may carry (RFC 6455, section 7.4).
    case closeCodeNotSendable(CloseReason.Code)
    /// A close frame with one byte, where a code has two.
    case closeCodeMissing
    /// A control frame with more than 125 bytes (RFC 6455, section 5.5).
    case controlFrameTooLong(Frame.Kind, bytes: Int)
    /// A control frame with `fin == false` (RFC 6455, section 5.5).
    case fragmentedControlFrame(Frame.Kind)
    /// Another kind of frame than the one that was asked for.
    case wrongFrame(Frame.Kind, expected: Frame.Kind)
    /// A part of a message where a whole one is needed.
    case fragment(Frame.Kind, bytes: Int)
    /// Bytes that are to be text and are not UTF-8; `offset` is that of the first wrong one.
    case invalidText(offset: Int)
    /// A frame with an RSV bit for a default session, where extensions alone set them (RFC 6455, section 5.2).
    case reservedBits(Frame.Kind)

    // MARK: - Contents

    /// A value is to be converted and the session has no `contentConverter`.
    case noConverter(type: String)
    /// The converter does not read such frames.
    case notConvertible(Frame, type: String)
    /// A frame whose content does not fit the type.
    case notDecodable(ContentMismatch)
    /// A value that cannot be put into a frame. `path` is where in it, such as `items[2].price`, empty for the whole.
    case notEncodable(type: String, path: String, problem: String)

    // MARK: - Extensions

    /// A name, a key or an RSV bit that an extension before has taken (RFC 6455, section 9.1).
    case extensionConflict(name: String, with: String, over: String)
    /// A name or a parameter that cannot stand in the request, or a configuration that the extension does not take.
    case invalidExtension(name: String, problem: String)
    /// The server accepted an extension that was not offered, or in a way that does not fit.
    case wrongExtensionAnswer(name: String, problem: String)
    /// An extension could not process a frame; the session is closed with `code`.
    case extensionFailed(name: String, problem: String, code: CloseReason.Code)
}
