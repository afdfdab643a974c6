/// One piece of work that is timed.
struct Benchmark: Sendable {
    let name: String
    /// Bytes that one operation goes through; nil where bytes say nothing.
    let bytes: Int?
    /// Does the work so many times, in a loop of its own, so that no call of a closure is timed with each operation.
    /// What it returns depends on the work, so that the compiler cannot leave it out.
    let run: @Sendable (_ operations: Int) -> Int

    init(_ name: String, bytes: Int? = nil, run: @escaping @Sendable (_ operations: Int) -> Int) {
        self.name = name
        self.bytes = bytes
        self.run = run
    }
}

extension RawSpan {
    /// A number that depends on every byte.
    var sum: Int {
        var sum = 0
        for offset in 0..<byteCount { sum &+= unsafe Int(unsafeLoad(fromByteOffset: offset, as: UInt8.self)) }
        return sum
    }
}
