/// What one scripted session remembers: the values of its variables, its counters and its feeder rows.
///
/// An object of 48 bytes, and beside it only what the script uses. It belongs to one worker.
package final class ScriptVariables {
    private var values: [[UInt8]]
    private var counters: [Int64]
    /// By feeder; -1 before the first row.
    private var rows: [Int32]

    /// - Parameter names: of all that the kind's script uses.
    package init(names: NameTable) {
        values = Array(repeating: [], count: names.variables.count)
        counters = Array(repeating: 0, count: names.counters.count)
        rows = Array(repeating: -1, count: names.feeders.count)
    }

    /// The bytes of a variable, empty before it has a value.
    package subscript(slot: Int) -> [UInt8] { values[slot] }

    /// Gives a variable a value; allocates only where the value is longer than all before.
    package func set(_ slot: Int, to bytes: RawSpan) {
        values[slot].removeAll(keepingCapacity: true)
        values[slot].append(bytes)
    }

    /// Notes the row that the session took from a feeder.
    package func setRow(_ row: Int, ofFeeder feeder: Int) {
        rows[feeder] = Int32(row)
    }

    /// The row that the session took last from a feeder.
    package func row(ofFeeder feeder: Int) -> Int? {
        rows[feeder] < 0 ? nil : Int(rows[feeder])
    }

    /// Gives a variable the content of a JSON string, its escapes resolved.
    func set(_ slot: Int, toUnescaped string: RawSpan) {
        values[slot].removeAll(keepingCapacity: true)
        JSONEscapes.append(string, to: &values[slot])
    }

    func append(_ slot: Int, to output: inout [UInt8]) {
        output.append(contentsOf: values[slot])
    }

    func nextCount(_ slot: Int) -> Int64 {
        defer { counters[slot] += 1 }
        return counters[slot]
    }
}
