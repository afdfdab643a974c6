/// What one scripted session remembers: the values of its variables, its counters and its feeder rows.
///
/// An object of 64 bytes, and beside it only what the script uses. It belongs to one worker.
@safe package final class ScriptVariables {
    // Plain memory, because arrays of an object are checked for exclusive access at every use.
    private let values: UnsafeMutableBufferPointer<[UInt8]>
    private let counters: UnsafeMutableBufferPointer<Int64>
    /// By feeder; -1 before the first row.
    private let rows: UnsafeMutableBufferPointer<Int32>

    /// - Parameter names: of all that the kind's script uses.
    package init(names: NameTable) {
        unsafe values = .allocate(capacity: names.variables.count)
        unsafe counters = .allocate(capacity: names.counters.count)
        unsafe rows = .allocate(capacity: names.feeders.count)
        unsafe values.initialize(repeating: [])
        unsafe counters.initialize(repeating: 0)
        unsafe rows.initialize(repeating: -1)
    }

    deinit {
        unsafe values.deinitialize().deallocate()
        unsafe counters.deallocate()
        unsafe rows.deallocate()
    }

    /// The bytes of a variable, empty before it has a value.
    package subscript(slot: Int) -> [UInt8] {
        precondition(unsafe values.indices.contains(slot))
        return unsafe values[slot]
    }

    /// Gives a variable a value; allocates only where the value is longer than all before.
    package func set(_ slot: Int, to bytes: RawSpan) {
        change(slot) { value in
            value.removeAll(keepingCapacity: true)
            value.append(bytes)
        }
    }

    /// Notes the row that the session took from a feeder.
    package func setRow(_ row: Int, ofFeeder feeder: Int) {
        precondition(unsafe rows.indices.contains(feeder))
        unsafe rows[feeder] = Int32(row)
    }

    /// The row that the session took last from a feeder.
    package func row(ofFeeder feeder: Int) -> Int? {
        precondition(unsafe rows.indices.contains(feeder))
        let row = unsafe rows[feeder]
        return row < 0 ? nil : Int(row)
    }

    /// Gives a variable the content of a JSON string, its escapes resolved.
    func set(_ slot: Int, toUnescaped string: RawSpan) {
        change(slot) { value in
            value.removeAll(keepingCapacity: true)
            JSONEscapes.append(string, to: &value)
        }
    }

    func append(_ slot: Int, to output: inout [UInt8]) {
        precondition(unsafe values.indices.contains(slot))
        unsafe output.append(contentsOf: values[slot])
    }

    func nextCount(_ slot: Int) -> Int64 {
        precondition(unsafe counters.indices.contains(slot))
        let count = unsafe counters[slot]
        unsafe counters[slot] = count &+ 1
        return count
    }

    @inline(__always)
    private func change(_ slot: Int, _ body: (inout [UInt8]) -> Void) {
        precondition(unsafe values.indices.contains(slot))
        unsafe body(&values[slot])
    }
}
