extension WriteBuffer {
    /// Appends the bytes of a fault. The same generator gives the same bytes.
    ///
    /// - Parameters:
    ///   - fault: what is to be wrong.
    ///   - masking: of its frames, but for the fault that is the missing mask.
    ///   - random: gives the mask keys, one for each frame, and the bytes of garbage.
    package mutating func append(_ fault: FrameFault, masking: Masking, random: inout FastRandom) {
        let text = Array("fault".utf8)
        switch fault {
        case .reservedOpcode(let opcode): append(opcode, text, masking.key(&random))
        case .reservedBits(let bits): append(.text, rsv: bits, text, masking.key(&random))
        case .unmasked: append(.text, text, nil)
        case .unexpectedContinuation: append(.continuation, text, masking.key(&random))
        case .interruptedMessage:
            append(.text, fin: false, text, masking.key(&random))
            append(.text, text, masking.key(&random))
        case .invalidUTF8(let size, let position):
            var payload = Self.letters(max(1, size))
            payload[min(max(0, position), payload.count - 1)] = 0xFF
            append(.text, payload, masking.key(&random))
        case .controlTooLong(let size): append(.ping, Self.letters(size), masking.key(&random))
        case .fragmentedControl: append(.ping, fin: false, text, masking.key(&random))
        case .lengthNotMinimal:
            let header = FrameHeader(
                opcode: .text, payloadLength: UInt64(text.count), lengthBytes: 2, maskKey: masking.key(&random))
            append(header, text)
        case .lengthHighBit:
            let header = FrameHeader(
                opcode: .binary, payloadLength: 1 << 63 | UInt64(text.count), lengthBytes: 8,
                maskKey: masking.key(&random))
            append(header, text)
        case .closeCodeInvalid(let code): appendClose(code: code, mask: masking.key(&random))
        case .closeBodyTooShort: append(.close, [0x03], masking.key(&random))
        case .closeReasonInvalidUTF8: append(.close, [0x03, 0xE8] + text + [0xFF], masking.key(&random))
        case .dataAfterClose:
            appendClose(code: .normal, mask: masking.key(&random))
            append(.text, text, masking.key(&random))
        case .garbage(let size):
            for index in 0..<max(0, size) {
                let byte = UInt8(truncatingIfNeeded: random.next())
                switch index {
                // The low bits make every opcode a reserved one.
                case 0: append(byte | 0x73)
                // No mask.
                case 1: append(byte & 0x7F)
                default: append(byte)
                }
            }
        case .truncated(let size):
            let header = FrameHeader(
                opcode: .text, payloadLength: UInt64(max(0, size)), maskKey: masking.key(&random))
            append(header, Self.letters(size / 2))
        }
    }

    private mutating func append(
        _ opcode: Opcode, fin: Bool = true, rsv: UInt8 = 0, _ payload: [UInt8], _ mask: MaskKey?
    ) {
        unsafe appendFrame(opcode: opcode, fin: fin, rsv: rsv, payload: payload.span.bytes, mask: mask)
    }

    /// A payload behind a header that need not fit it.
    private mutating func append(_ header: FrameHeader, _ payload: [UInt8]) {
        append(header)
        var payload = payload
        if let key = header.maskKey {
            var span = payload.mutableSpan
            var bytes = unsafe span.mutableBytes
            key.apply(to: &bytes, in: 0..<bytes.byteCount)
        }
        append(payload)
    }

    /// What faults have for a payload.
    ///
    /// - Parameter count: of the letters; below 0 as 0.
    /// - Returns: the alphabet over and over.
    package static func letters(_ count: Int) -> [UInt8] {
        (0..<max(0, count)).map { UInt8(ascii: "a") + UInt8($0 % 26) }
    }
}
