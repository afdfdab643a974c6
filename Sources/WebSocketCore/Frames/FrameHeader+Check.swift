extension FrameHeader {
    /// The most payload bytes of a control frame (RFC 6455, section 5.5).
    package static let maximumControlLength = 125

    /// The rules that a header's first byte alone can break, so that nobody waits for the second one.
    ///
    /// - Parameters:
    ///   - firstByte: FIN, the three RSV bits and the opcode, as on the wire.
    ///   - permitsCompression: whether the first frame of a message may have RSV1 (RFC 7692, section 6).
    /// - Throws: the first rule that is broken (section 5.2).
    @inline(__always)
    static func check(firstByte: UInt8, permitsCompression: Bool) throws(ProtocolViolation) {
        let opcode = Opcode(rawValue: firstByte & 0x0F)
        let rsv = firstByte >> 4 & 7
        // 5.2: no extension gives the bits a meaning, but for RSV1 where a message may begin.
        guard rsv == 0 || rsv == 4 && permitsCompression && (opcode == .text || opcode == .binary) else {
            throw .reservedBits(rsv)
        }
        // 5.2: unknown opcodes fail the connection.
        guard !opcode.isReserved else { throw .reservedOpcode(opcode) }
    }

    /// Every rule that a header alone can break, and nothing else.
    ///
    /// - Parameters:
    ///   - role: of the endpoint that received the header.
    ///   - limits: on this frame and its message, in bytes; control frames do not count.
    ///   - permitsCompression: whether the first frame of a message may have RSV1 (RFC 7692, section 6); default false.
    ///   - permitsUnmasked: whether a server takes what a client sends without a mask, against section 5.1; default false.
    ///   - messageLength: bytes of the message under way before this frame; nil when none is under way.
    /// - Throws: the first rule that is broken, in the order of the header's bits (sections 5.1, 5.2, 5.4, 5.5).
    @inline(__always)
    package func check(
        receivedBy role: Role, limits: FrameLimits, permitsCompression: Bool = false, permitsUnmasked: Bool = false,
        messageLength: Int?
    ) throws(ProtocolViolation) {
        try FrameHeader.check(firstByte: firstByte, permitsCompression: permitsCompression)
        try checkBehindFirstByte(
            receivedBy: role, limits: limits, permitsUnmasked: permitsUnmasked, messageLength: messageLength)
    }

    /// Likewise, for an endpoint whose extensions use reserved bits as they like.
    ///
    /// - Parameters:
    ///   - role: of the endpoint that received the header.
    ///   - limits: on this frame and its message, in bytes; control frames do not count.
    ///   - reservedBits: those that a frame may have, RSV1 as 4, RSV2 as 2, RSV3 as 1.
    ///   - messageLength: bytes of the message under way before this frame; nil when none is under way.
    /// - Throws: the first rule that is broken, in the order of the header's bits.
    package func check(
        receivedBy role: Role, limits: FrameLimits, reservedBits: UInt8, messageLength: Int?
    ) throws(ProtocolViolation) {
        guard rsv & ~reservedBits == 0 else { throw .reservedBits(rsv & ~reservedBits) }
        guard !opcode.isReserved else { throw .reservedOpcode(opcode) }
        try checkBehindFirstByte(
            receivedBy: role, limits: limits, permitsUnmasked: false, messageLength: messageLength)
    }

    @inline(__always)
    private func checkBehindFirstByte(
        receivedBy role: Role, limits: FrameLimits, permitsUnmasked: Bool, messageLength: Int?
    ) throws(ProtocolViolation) {
        // 5.1: clients mask, servers do not.
        switch (role, maskKey) {
        case (.client, .some): throw .maskedByServer
        case (.server, .none) where !permitsUnmasked: throw .unmaskedByClient
        default: break
        }
        // 5.2: the highest bit is 0, and the shortest form is the only one.
        guard payloadLength <= UInt64(Int64.max) else { throw .lengthTooLarge(payloadLength) }
        guard lengthBytes == 0 || payloadLength > (lengthBytes == 2 ? 125 : 0xFFFF) else {
            throw .lengthNotMinimal(payloadLength, bytes: Int(lengthBytes))
        }
        if opcode.isControl {
            // 5.5: short and whole.
            guard fin else { throw .fragmentedControl(opcode) }
            guard payloadLength <= UInt64(Self.maximumControlLength) else {
                throw .controlTooLong(opcode, length: payloadLength)
            }
            return
        }
        // 5.4: the frames of one message follow each other.
        switch (opcode == .continuation, messageLength) {
        case (true, .none): throw .unexpectedContinuation
        case (false, .some): throw .expectedContinuation(got: opcode)
        default: break
        }
        // 10.4: limits of this endpoint.
        guard payloadLength <= UInt64(limits.frame) else {
            throw .frameTooBig(length: payloadLength, limit: limits.frame)
        }
        let total = UInt64(messageLength ?? 0) + payloadLength
        guard total <= UInt64(limits.message) else { throw .messageTooBig(length: total, limit: limits.message) }
    }
}
