/// One frame of a WebSocket (RFC 6455, section 5.2), as a value.
///
/// A frame owns its bytes and nothing else; there is nothing to dispose of. Frames of a fragmented message have the kind
/// of their message: the first and all that continue it say `fin == false`, the last one `fin == true`. What goes as a
/// continuation on the wire follows from that.
public struct Frame: Sendable, Hashable {
    /// What a frame carries.
    public enum Kind: Sendable, Hashable {
        /// UTF-8 (section 5.6).
        case text
        /// Any bytes (section 5.6).
        case binary
        /// The last frame that its sender sends (section 5.5.1).
        case close
        /// Asks for a pong with the same bytes (section 5.5.2).
        case ping
        /// Answers a ping, or none (section 5.5.3).
        case pong

        /// Whether frames of this kind may stand between the fragments of a message (section 5.5).
        public var isControl: Bool {
            switch self {
            case .text, .binary: false
            case .close, .ping, .pong: true
            }
        }
    }

    /// Of the frame, or of the message that it is a fragment of.
    public var kind: Kind
    /// Whether the frame ends its message.
    public var fin: Bool
    /// The first reserved bit, an extension's to use.
    public var rsv1: Bool
    /// The second reserved bit.
    public var rsv2: Bool
    /// The third reserved bit.
    public var rsv3: Bool
    /// The payload, unmasked.
    public var data: [UInt8]

    /// - Parameters:
    ///   - kind: of the frame.
    ///   - data: the payload; at most 125 bytes for control frames.
    ///   - fin: whether the frame ends its message; default true.
    ///   - rsv1: default false.
    ///   - rsv2: default false.
    ///   - rsv3: default false.
    public init(
        _ kind: Kind, data: [UInt8], fin: Bool = true, rsv1: Bool = false, rsv2: Bool = false, rsv3: Bool = false
    ) {
        self.kind = kind
        self.fin = fin
        self.rsv1 = rsv1
        self.rsv2 = rsv2
        self.rsv3 = rsv3
        self.data = data
    }

    /// A whole message of text.
    public static func text(_ text: String) -> Frame { Frame(.text, data: Array(text.utf8)) }

    /// A whole message of any bytes.
    public static func binary(_ bytes: [UInt8]) -> Frame { Frame(.binary, data: bytes) }

    /// A ping, of at most 125 bytes; default none.
    public static func ping(_ bytes: [UInt8] = []) -> Frame { Frame(.ping, data: bytes) }

    /// A pong, of at most 125 bytes; default none.
    public static func pong(_ bytes: [UInt8] = []) -> Frame { Frame(.pong, data: bytes) }

    /// A close frame; nil is one without code and reason.
    public static func close(_ reason: CloseReason? = nil) -> Frame {
        guard let reason else { return Frame(.close, data: []) }
        let code = reason.code.rawValue
        return Frame(.close, data: [UInt8(code >> 8), UInt8(truncatingIfNeeded: code)] + Array(reason.message.utf8))
    }

    /// The payload as text.
    ///
    /// - Throws: `invalidText` where it is not UTF-8, as that of a fragment need not be.
    public func readText() throws(WebSocketError) -> String {
        guard let text = String(validating: data, as: UTF8.self) else { throw .invalidText }
        return text
    }

    /// The payload.
    public func readBytes() -> [UInt8] { data }

    /// What a close frame says; nil for other frames, and where it has no code.
    public var closeReason: CloseReason? {
        guard kind == .close, data.count >= 2 else { return nil }
        let code = UInt16(data[0]) << 8 | UInt16(data[1])
        return CloseReason(CloseReason.Code(rawValue: code), String(decoding: data.dropFirst(2), as: UTF8.self))
    }
}
