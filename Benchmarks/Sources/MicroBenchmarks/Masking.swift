import WebSocketCore

/// Masking in place, as a server unmasks what it receives (RFC 6455, section 5.3).
let maskingBenchmarks = [16, 64, 1024, 16_384, 1 << 20].map { size in
    Benchmark("mask in place, \(size) B", bytes: size) { operations in
        var bytes = [UInt8](repeating: 0x61, count: size)
        let key = MaskKey(rawValue: 0x1234_5678)
        var elements = bytes.mutableSpan
        var span = unsafe elements.mutableBytes
        for _ in 0..<operations { key.apply(to: &span, in: 0..<size) }
        return span.bytes.sum
    }
}
