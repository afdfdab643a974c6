/// The reserved bits of a frame (RFC 6455, section 5.2), as the core counts them: RSV1 is 4, RSV2 2 and RSV3 1.
struct WebSocketReservedBits: OptionSet, Hashable {
    let rawValue: UInt8

    static let rsv1 = WebSocketReservedBits(rawValue: 4)
    static let rsv2 = WebSocketReservedBits(rawValue: 2)
    static let rsv3 = WebSocketReservedBits(rawValue: 1)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(rsv1: Bool, rsv2: Bool, rsv3: Bool) {
        rawValue = (rsv1 ? 4 : 0) | (rsv2 ? 2 : 0) | (rsv3 ? 1 : 0)
    }
}

extension WebSocketReservedBits: CustomStringConvertible {
    var description: String {
        [(WebSocketReservedBits.rsv1, "RSV1"), (.rsv2, "RSV2"), (.rsv3, "RSV3")].filter { contains($0.0) }.map(\.1)
            .joined(separator: ", ")
    }
}

extension Frame {
    /// The reserved bits of this frame.
    var rsv: WebSocketReservedBits {
        get { WebSocketReservedBits(rsv1: rsv1, rsv2: rsv2, rsv3: rsv3) }
        set {
            rsv1 = newValue.contains(.rsv1)
            rsv2 = newValue.contains(.rsv2)
            rsv3 = newValue.contains(.rsv3)
        }
    }
}
