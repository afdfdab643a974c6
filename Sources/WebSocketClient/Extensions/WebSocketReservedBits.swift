/// The reserved bits of a frame's header (RFC 6455, section 5.2).
public struct WebSocketReservedBits: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The first one.
    public static let rsv1 = WebSocketReservedBits(rawValue: 4)
    /// The second one.
    public static let rsv2 = WebSocketReservedBits(rawValue: 2)
    /// The third one.
    public static let rsv3 = WebSocketReservedBits(rawValue: 1)
}
