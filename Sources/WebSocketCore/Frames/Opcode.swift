/// The kind of a frame, the lower four bits of its first byte (RFC 6455, section 5.2).
package struct Opcode: RawRepresentable, Hashable, Sendable {
    /// 0 to 15; the bits above are never sent.
    package let rawValue: UInt8

    @inlinable
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A further frame of a message that is under way.
    package static let continuation = Opcode(rawValue: 0x0)
    /// The first frame of a message in UTF-8.
    package static let text = Opcode(rawValue: 0x1)
    /// The first frame of a message of any bytes.
    package static let binary = Opcode(rawValue: 0x2)
    /// The last frame that its sender sends.
    package static let close = Opcode(rawValue: 0x8)
    /// Asks for a pong with the same payload.
    package static let ping = Opcode(rawValue: 0x9)
    /// Answers a ping, or stands for itself as a sign of life.
    package static let pong = Opcode(rawValue: 0xA)

    /// Whether frames of this kind may stand between the fragments of a message (section 5.5).
    @inlinable package var isControl: Bool { rawValue & 0x8 != 0 }

    /// Whether the RFC keeps this value for later: 3 to 7 and 11 to 15.
    @inlinable package var isReserved: Bool { rawValue & 0x7 > 2 }
}

extension Opcode: CustomStringConvertible {
    package var description: String {
        switch self {
        case .continuation: "continuation"
        case .text: "text"
        case .binary: "binary"
        case .close: "close"
        case .ping: "ping"
        case .pong: "pong"
        default: "opcode \(rawValue)"
        }
    }
}
