import WebSocketCore

/// Frames that came together in one read, up to 64 KiB of them; an operation is one frame.
let parsingBenchmarks = [
    parsing("parse frame as client", role: .client, size: 16),
    parsing("parse frame as client", role: .client, size: 64),
    parsing("parse frame as client", role: .client, size: 16_384),
    parsing("parse and unmask frame as server", role: .server, size: 64),
    parsing("parse and unmask frame as server", role: .server, size: 16_384),
    parsing("parse text frame as client", role: .client, size: 64, opcode: .text),
]

private func parsing(_ name: String, role: Role, size: Int, opcode: Opcode = .binary) -> Benchmark {
    // A client takes binary payload without looking at it.
    Benchmark("\(name), \(size) B", bytes: role == .server || opcode == .text ? size : nil) { operations in
        var output = WriteBuffer(capacity: 128 * 1024)
        let payload = [UInt8](repeating: 0x61, count: size)
        let mask = role == .server ? MaskKey(rawValue: 0x1234_5678) : nil
        repeat {
            unsafe output.appendFrame(opcode: opcode, payload: payload.span.bytes, mask: mask)
        } while output.count + size < 65_536
        var received = unsafe output.withUnsafeBytes { unsafe [UInt8]($0) }

        var decoder = MessageDecoder(role: role, limits: FrameLimits())
        var elements = received.mutableSpan
        var bytes = unsafe elements.mutableBytes
        var cursor = 0
        var seen = 0
        for _ in 0..<operations {
            if cursor == bytes.byteCount { cursor = 0 }
            guard case .data(let piece)? = try? decoder.next(&bytes, at: &cursor) else { fatalError("no frame came") }
            seen &+= piece.range.count
        }
        return seen
    }
}
