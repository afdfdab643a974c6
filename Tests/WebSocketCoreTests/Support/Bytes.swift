import WebSocketCore

/// The bytes that `fill` writes.
func written(_ fill: (inout WriteBuffer) -> Void) -> [UInt8] {
    var buffer = WriteBuffer(capacity: 64)
    fill(&buffer)
    return buffer.content
}

/// One frame as bytes.
func frame(
    _ opcode: Opcode, _ payload: [UInt8] = [], fin: Bool = true, rsv: UInt8 = 0, mask: MaskKey? = nil
) -> [UInt8] {
    written { buffer in
        payload.withSpan { buffer.appendFrame(opcode: opcode, fin: fin, rsv: rsv, payload: $0, mask: mask) }
    }
}

/// One frame of text as bytes.
func frame(_ opcode: Opcode, _ text: String, fin: Bool = true, mask: MaskKey? = nil) -> [UInt8] {
    frame(opcode, Array(text.utf8), fin: fin, mask: mask)
}

extension WriteBuffer {
    var content: [UInt8] {
        withBytes { $0.array }
    }
}

extension RawSpan {
    var array: [UInt8] {
        unsafe withUnsafeBytes { unsafe Array($0) }
    }
}

extension [UInt8] {
    func withSpan<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result {
        try body(unsafe span.bytes)
    }

    /// Random bytes, the same for the same generator.
    static func random(_ count: Int, _ random: inout FastRandom) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// Cut into pieces of `size` bytes, the last one as long as it comes.
    func cut(every size: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }

    /// Cut into two pieces.
    func cut(at offset: Int) -> [[UInt8]] {
        [Array(self[..<offset]), Array(self[offset...])]
    }
}
