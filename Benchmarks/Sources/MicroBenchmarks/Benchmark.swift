/// One piece of work that is timed.
struct Benchmark: Sendable {
    let name: String
    /// Bytes that one operation goes through; nil where bytes say nothing.
    let bytes: Int?
    /// Does the work so many times. The loop is inside, so that no call by a closure is timed with each operation.
    let run: @Sendable (_ operations: Int) -> Void

    init(_ name: String, bytes: Int? = nil, run: @escaping @Sendable (_ operations: Int) -> Void) {
        self.name = name
        self.bytes = bytes
        self.run = run
    }
}

/// Keeps the compiler from leaving out work whose result nobody uses.
@inline(never)
func consume<Value>(_ value: Value) {}
