/// What stands before a frame's payload (RFC 6455, section 5.2), 2 to 14 bytes.
package struct FrameHeader: Hashable, Sendable {
    /// FIN, the three RSV bits and the opcode, as on the wire.
    let firstByte: UInt8
    /// In how many bytes beyond the second the length was written: 0, 2 or 8.
    let lengthBytes: UInt8
    /// Nil when the frame is not masked.
    package let maskKey: MaskKey?
    /// As on the wire: an unchecked header may hold more than 2^63.
    package let payloadLength: UInt64

    /// - Parameters:
    ///   - opcode: of the frame.
    ///   - fin: whether this is the last frame of its message.
    ///   - rsv: the reserved bits, RSV1 as 4, RSV2 as 2, RSV3 as 1; 0 unless an extension or a test sets them.
    ///   - payloadLength: in bytes.
    ///   - maskKey: nil for an unmasked frame.
    package init(opcode: Opcode, fin: Bool = true, rsv: UInt8 = 0, payloadLength: UInt64, maskKey: MaskKey? = nil) {
        firstByte = (fin ? 0x80 : 0) | (rsv & 7) << 4 | opcode.rawValue & 0x0F
        lengthBytes = payloadLength <= 125 ? 0 : payloadLength <= 0xFFFF ? 2 : 8
        self.maskKey = maskKey
        self.payloadLength = payloadLength
    }

    /// A header whose length may be written in more bytes than it needs, 2 or 8.
    init(opcode: Opcode, payloadLength: UInt64, lengthBytes: UInt8, maskKey: MaskKey?) {
        firstByte = 0x80 | opcode.rawValue & 0x0F
        self.lengthBytes = lengthBytes
        self.maskKey = maskKey
        self.payloadLength = payloadLength
    }

    /// What the frame is (RFC 6455, section 5.2); it may be a reserved one.
    package var opcode: Opcode { Opcode(rawValue: firstByte & 0x0F) }
    /// Whether this is the last frame of its message.
    package var fin: Bool { firstByte & 0x80 != 0 }
    /// RSV1 as 4, RSV2 as 2, RSV3 as 1.
    package var rsv: UInt8 { firstByte >> 4 & 7 }
    /// Whether RSV1 alone is set, which marks a compressed message (RFC 7692, section 6).
    package var isCompressed: Bool { rsv == 4 }

    /// Bytes on the wire, 2 to 14.
    package var encodedSize: Int { 2 + Int(lengthBytes) + (maskKey == nil ? 0 : 4) }

    /// The most bytes that a header has.
    package static let maximumSize = 14
}

extension FrameHeader {
    /// Reads a header, without judging it; nil while `bytes` end before the header does.
    ///
    /// - Parameters:
    ///   - bytes: what has come.
    ///   - offset: where the header begins.
    @inline(__always)
    package init?(decoding bytes: RawSpan, at offset: Int) {
        let available = bytes.byteCount - offset
        guard available >= 2 else { return nil }
        let second = bytes.byte(at: offset + 1)
        let short = second & 0x7F
        let lengthBytes = short < 126 ? 0 : short == 126 ? 2 : 8
        let masked = second & 0x80 != 0
        guard available >= 2 + lengthBytes + (masked ? 4 : 0) else { return nil }

        firstByte = bytes.byte(at: offset)
        self.lengthBytes = UInt8(lengthBytes)
        payloadLength = lengthBytes == 0 ? UInt64(short) : bytes.bigEndian(at: offset + 2, count: lengthBytes)
        maskKey = masked ? MaskKey(rawValue: bytes.littleEndian32(at: offset + 2 + lengthBytes)) : nil
    }
}
