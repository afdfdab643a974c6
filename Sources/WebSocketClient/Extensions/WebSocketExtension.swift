/// What an extension does in one session (RFC 6455, section 9).
///
/// An object belongs to one session and is used by one task at a time, so that it may keep state without locks.
///
/// In a default session frames of `text` and `binary` are processed: whole messages in, and out what is sent, which may
/// be fragments. A fragment that continues a message has the kind of the message and `fin == false` but for the last.
/// Control frames do not pass through extensions.
///
/// RSV bits that came are those of a message, so they stand on its first frame. A server that sets one on a continuation
/// or on a control frame ends the session with 1002, as RFC 7692, section 6, asks for permessage-deflate; where RFC 6455
/// would leave that to the extension, this library does not.
public protocol WebSocketExtension: AnyObject {
    /// What is offered to the server, the best first; each is named as the factory is.
    var offers: [WebSocketExtensionHeader] { get }

    /// Takes the server's answer.
    ///
    /// - Parameter accepted: the extensions of the answer with this one's name; empty where the server declined.
    /// - Returns: whether the extension takes part in the session.
    /// - Throws: why the answer does not fit the offers, for which the session is not opened.
    func clientNegotiation(accepted: [WebSocketExtensionHeader]) throws -> Bool

    /// Changes a frame that is to be sent.
    ///
    /// - Parameter frame: as the extension before this one in the server's answer left it.
    /// - Returns: what is sent, with this extension's RSV bits as it needs them.
    /// - Throws: why it cannot be sent; the session is then closed.
    func processOutgoingFrame(_ frame: Frame) throws -> Frame

    /// Changes a frame that came.
    ///
    /// - Parameters:
    ///   - frame: as the extension behind this one in the server's answer left it.
    ///   - limit: the most bytes that the result may have, which an extension that enlarges frames checks while it does.
    /// - Returns: what was meant, without this extension's RSV bits.
    /// - Throws: why it cannot be read; the session is then closed.
    func processIncomingFrame(_ frame: Frame, limit: Int) throws -> Frame
}
