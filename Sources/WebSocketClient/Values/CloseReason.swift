import WebSocketCore

/// Why a session was closed, as the body of a close frame says it (RFC 6455, section 5.5.1).
public struct CloseReason: Sendable, Hashable {
    /// The most bytes that a message may have: 125 of a control frame, less two for the code (section 5.5).
    public static let mostMessageBytes = 123

    /// The reason as a number.
    public var code: Code
    /// The reason in words; default empty. At most 123 bytes of UTF-8.
    public var message: String

    /// - Parameters:
    ///   - code: why; default `normal`.
    ///   - message: the same in words; default empty. At most 123 bytes of UTF-8, which is checked when it is sent.
    public init(_ code: Code = .normal, _ message: String = "") {
        self.code = code
        self.message = message
    }

    /// Checks what may be on the wire (RFC 6455, sections 5.5 and 7.4).
    ///
    /// - Throws: `closeCodeNotSendable` for a code that no close frame may carry, `controlFrameTooLong` for a message of
    ///   more than 123 bytes.
    public func validate() throws(WebSocketError) {
        guard code.mayBeSent else { throw .closeCodeNotSendable(code) }
        guard message.utf8.count <= CloseReason.mostMessageBytes else {
            throw .controlFrameTooLong(.close, bytes: message.utf8.count + 2)
        }
    }
}

extension CloseReason: CustomStringConvertible {
    /// Such as `1001 (going away): the server restarts`.
    public var description: String {
        let name = code.name.map { "\(code.rawValue) (\($0))" } ?? "\(code.rawValue)"
        return message.isEmpty ? name : "\(name): \(message)"
    }
}
