/// A frame of a WebSocket (RFC 6455, section 5.2).
///
/// It is a value: its bytes go away with its last copy, and there is nothing to dispose of.
///
/// A default session hands out whole messages of `text` and `binary` only, joined from their fragments. A raw session
/// hands out every frame as it came. A fragment that continues a message has the kind of the message, and all fragments
/// but the last have `fin == false`; on the wire it is a continuation frame.
public struct Frame: Sendable, Hashable {
    /// What a frame is for.
    public enum Kind: Sendable, Hashable {
        /// A message, or a part of one, in UTF-8.
        case text
        /// A message, or a part of one, of any bytes.
        case binary
        /// The last frame that its sender sends.
        case close
        /// Asks for a pong with the same bytes.
        case ping
        /// Answers a ping, or is a sign of life by itself.
        case pong

        /// Whether it is `close`, `ping` or `pong`, which may stand between the fragments of a message.
        public var isControl: Bool { self != .text && self != .binary }
    }

    /// The most bytes that a control frame may have (section 5.5).
    public static let mostControlBytes = 125

    /// What the frame is for.
    public var kind: Kind
    /// Whether the message ends with this frame; default true.
    public var fin: Bool
    /// Reserved bits, which only an extension may set: a default session refuses them of its user. Default false.
    public var rsv1: Bool, rsv2: Bool, rsv3: Bool
    /// The payload, unmasked.
    public var data: [UInt8]

    /// - Parameters:
    ///   - kind: what the frame is for.
    ///   - data: the payload; default empty.
    ///   - fin: whether the message ends with it; default true.
    ///   - rsv1: the first reserved bit, for extensions; default false.
    ///   - rsv2: the second.
    ///   - rsv3: the third.
    public init(
        _ kind: Kind, data: [UInt8] = [], fin: Bool = true, rsv1: Bool = false, rsv2: Bool = false, rsv3: Bool = false
    ) {
        self.kind = kind
        self.fin = fin
        self.rsv1 = rsv1
        self.rsv2 = rsv2
        self.rsv3 = rsv3
        self.data = data
    }
}
