/// How a session ended that had no closing handshake (RFC 6455, section 7.1.5).
public struct WebSocketAbnormalEnd: Sendable, Hashable {
    /// What happened.
    public enum Cause: Sendable, Hashable {
        /// The peer ended its stream without a close frame.
        case ended
        /// The connection broke, with an `errno`.
        case reset(code: Int32)
        /// TLS has failed.
        case tls
        /// No pong came in time.
        case pingTimeout
        /// The peer did not answer our close frame within `closeTimeout`.
        case closeTimeout
        /// This side cut the connection.
        case terminated
    }

    /// Always 1006, which is never on the wire.
    public var code: CloseReason.Code { .abnormal }
    /// What happened.
    public var cause: Cause
    /// What happened, in words.
    public var problem: String
    /// The last bytes that came and were not handed out as a frame, 256 at the most.
    public var lastBytes: [UInt8]

    /// - Parameters:
    ///   - cause: what happened.
    ///   - problem: the same in words.
    ///   - lastBytes: of what came.
    public init(cause: Cause, problem: String, lastBytes: [UInt8]) {
        self.cause = cause
        self.problem = problem
        self.lastBytes = lastBytes
    }
}

extension WebSocketAbnormalEnd: CustomStringConvertible {
    /// What happened, and the last bytes in hexadecimal.
    public var description: String {
        "the session ended without a closing handshake (1006): \(problem)"
            + WebSocketAbnormalEnd.text(ofLast: lastBytes)
    }

    /// What is behind the words of an error; empty where nothing came.
    static func text(ofLast lastBytes: [UInt8]) -> String {
        guard !lastBytes.isEmpty else { return "" }
        let hex = lastBytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
        return "; the last bytes that came: \(hex)"
    }
}
