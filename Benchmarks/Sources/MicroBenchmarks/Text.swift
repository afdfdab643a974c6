import WebSocketCore

/// UTF-8 as text messages hold it: plain ASCII, and letters of two, three and four bytes.
let textBenchmarks = [
    validation("ASCII", "a", size: 64),
    validation("ASCII", "a", size: 16_384),
    validation("Greek", "Ω", size: 16_384),
    validation("Chinese", "語", size: 16_384),
    validation("emoji", "🦀", size: 16_384),
    validation("mixed", "GET /ä 語 🦀 ", size: 16_384),
]

private func validation(_ kind: String, _ text: String, size: Int) -> Benchmark {
    let piece = Array(text.utf8)
    let bytes = (0..<(size / piece.count)).flatMap { _ in piece }
    return Benchmark("validate UTF-8, \(kind), \(size) B", bytes: bytes.count) { operations in
        var seen = 0
        for _ in 0..<operations {
            var validator = UTF8Validator()
            let wrong = unsafe validator.firstInvalid(in: bytes.span.bytes, 0..<bytes.count)
            guard wrong == nil, validator.isComplete else { fatalError("the text is UTF-8") }
            seen &+= bytes.count
        }
        return seen
    }
}
