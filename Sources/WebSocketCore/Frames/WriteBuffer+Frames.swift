extension WriteBuffer {
    /// Appends a header alone; the payload is the caller's to append, masked as the header says.
    package mutating func append(_ header: FrameHeader) {
        let size = header.encodedSize
        unsafe write(header, to: extend(by: size))
    }

    /// Appends one frame, its payload masked while it is copied.
    ///
    /// Nothing is checked: a test may send what RFC 6455 forbids.
    ///
    /// - Parameters:
    ///   - opcode: of the frame.
    ///   - fin: whether it is the last of its message; default true.
    ///   - rsv: RSV1 as 4, RSV2 as 2, RSV3 as 1; default 0.
    ///   - payload: never changed, so that many frames can share it.
    ///   - mask: nil sends the payload as it is.
    package mutating func appendFrame(
        opcode: Opcode, fin: Bool = true, rsv: UInt8 = 0, payload: RawSpan, mask: MaskKey?
    ) {
        let length = payload.byteCount
        let header = FrameHeader(
            opcode: opcode, fin: fin, rsv: rsv, payloadLength: UInt64(length), maskKey: mask)
        let size = header.encodedSize
        let place = unsafe extend(by: size + length)
        unsafe write(header, to: place)
        unsafe payload.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            if let mask {
                unsafe mask.copy(from: start, to: place + size, count: length)
            } else {
                unsafe (place + size).copyMemory(from: start, byteCount: length)
            }
        }
    }

    /// Appends a close frame (RFC 6455, section 5.5.1).
    ///
    /// - Parameters:
    ///   - code: nil gives an empty body, and the reason is left out.
    ///   - reason: UTF-8, cut at a code point's edge to the 123 bytes that fit.
    ///   - mask: nil sends unmasked.
    package mutating func appendClose(code: CloseCode?, reason: String = "", mask: MaskKey?) {
        guard let code else {
            appendFrame(opcode: .close, payload: RawSpan(), mask: mask)
            return
        }
        var body = InlineArray<125, UInt8>(repeating: 0)
        body[0] = UInt8(code.rawValue >> 8)
        body[1] = UInt8(truncatingIfNeeded: code.rawValue)
        var count = 2
        for scalar in reason.unicodeScalars {
            guard count + UTF8.width(scalar) <= FrameHeader.maximumControlLength else { break }
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                body[count] = byte
                count += 1
            }
        }
        unsafe appendFrame(opcode: .close, payload: body.span.bytes.extracting(first: count), mask: mask)
    }

    @inline(__always)
    private func write(_ header: FrameHeader, to place: UnsafeMutableRawPointer) {
        let masked: UInt8 = header.maskKey == nil ? 0 : 0x80
        unsafe place.storeBytes(of: header.firstByte, as: UInt8.self)
        switch header.lengthBytes {
        case 0:
            unsafe place.storeBytes(
                of: masked | UInt8(truncatingIfNeeded: header.payloadLength), toByteOffset: 1, as: UInt8.self)
        case 2:
            unsafe place.storeBytes(of: masked | 126, toByteOffset: 1, as: UInt8.self)
            unsafe place.storeBytes(
                of: UInt16(truncatingIfNeeded: header.payloadLength).bigEndian, toByteOffset: 2, as: UInt16.self)
        default:
            unsafe place.storeBytes(of: masked | 127, toByteOffset: 1, as: UInt8.self)
            unsafe place.storeBytes(of: header.payloadLength.bigEndian, toByteOffset: 2, as: UInt64.self)
        }
        if let key = header.maskKey {
            unsafe place.storeBytes(
                of: key.rawValue.littleEndian, toByteOffset: 2 + Int(header.lengthBytes), as: UInt32.self)
        }
    }
}
