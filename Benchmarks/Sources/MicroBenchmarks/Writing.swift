import WebSocketCore

/// Frames of a client, with a key drawn for each, into a buffer that is emptied whenever 64 KiB have gathered.
let writingBenchmarks = [16, 64, 1024, 16_384].map { size in
    Benchmark("write masked frame, \(size) B", bytes: size) { operations in
        let payload = [UInt8](repeating: 0x61, count: size)
        var output = WriteBuffer(capacity: 128 * 1024)
        var random = FastRandom(seed: 1)
        for _ in 0..<operations {
            let key = Masking.random.key(&random)
            unsafe output.appendFrame(opcode: .binary, payload: payload.span.bytes, mask: key)
            if output.count >= 65_536 { output.removeAll() }
        }
        return output.withBytes { $0.sum }
    }
}
