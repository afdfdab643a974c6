/// What changes frames on their way, agreed on in the opening handshake (RFC 6455, section 9).
///
/// An object belongs to one session and is used on its event loop alone, so that it need not be `Sendable`.
public protocol WebSocketExtension: AnyObject {
    /// Of the factory that made it.
    var name: String { get }
    /// The reserved bits that it sets.
    var reservedBits: WebSocketReservedBits { get }
    /// What the client offers, in order of preference.
    var offers: [WebSocketExtensionHeader] { get }

    /// Looks for its own among what the server accepted.
    ///
    /// - Parameter accepted: all that the server accepted.
    /// - Returns: whether the extension takes part.
    /// - Throws: that the server's answer is wrong, which fails the handshake.
    func clientNegotiation(accepted: [WebSocketExtensionHeader]) throws -> Bool

    /// Changes a frame that is sent.
    func processOutgoingFrame(_ frame: Frame) throws -> Frame

    /// Changes a frame that came.
    func processIncomingFrame(_ frame: Frame) throws -> Frame
}
