extension Frame {
    /// A text message.
    ///
    /// - Parameters:
    ///   - text: of the message.
    ///   - fin: whether the message ends with it; default true.
    /// - Returns: the message, or a part of it.
    public static func text(_ text: String, fin: Bool = true) -> Frame {
        Frame(.text, data: Array(text.utf8), fin: fin)
    }

    /// A message of bytes.
    ///
    /// - Parameters:
    ///   - bytes: of the message.
    ///   - fin: whether the message ends with it; default true.
    /// - Returns: the message, or a part of it.
    public static func binary(_ bytes: [UInt8], fin: Bool = true) -> Frame { Frame(.binary, data: bytes, fin: fin) }

    /// Asks the peer for a pong (RFC 6455, section 5.5.2).
    ///
    /// - Parameter bytes: which the pong repeats; default none, at most 125.
    /// - Returns: the frame.
    public static func ping(_ bytes: [UInt8] = []) -> Frame { Frame(.ping, data: bytes) }

    /// Answers a ping (RFC 6455, section 5.5.3).
    ///
    /// - Parameter bytes: those of the ping; default none, at most 125.
    /// - Returns: the frame.
    public static func pong(_ bytes: [UInt8] = []) -> Frame { Frame(.pong, data: bytes) }

    /// Closes the session (RFC 6455, section 5.5.1).
    ///
    /// - Parameter reason: default nil, which makes a frame without a code. What may not be sent is found when it is sent.
    /// - Returns: the frame.
    public static func close(_ reason: CloseReason? = nil) -> Frame {
        guard let reason else { return Frame(.close) }
        let code = reason.code.rawValue
        return Frame(.close, data: [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.message.utf8))
    }
}
