import Scenario

/// One component of a JSON path: numbers only, so that nothing is counted when it is looked at.
enum JSONPathStep {
    /// A member's key: its place among the keys of the path, and its first eight bytes, the first lowest.
    case key(Range<Int>, beginning: UInt64)
    case index(Int)
    case wildcard

    /// - Parameters:
    ///   - component: of the path.
    ///   - keys: those of the path so far.
    init(_ component: JSONPath.Component, keys: inout [UInt8]) {
        switch component {
        case .key(let name):
            let start = keys.count
            keys += Array(name.utf8)
            let beginning = name.utf8.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
            self = .key(start..<keys.count, beginning: beginning)
        case .index(let index): self = .index(index)
        case .wildcard: self = .wildcard
        }
    }

    var isForObjects: Bool {
        if case .index = self { false } else { true }
    }

    var isForArrays: Bool {
        if case .key = self { false } else { true }
    }

    func takes(_ index: Int) -> Bool {
        if case .index(let wanted) = self { wanted == index } else { true }
    }

    /// Whether the path goes on in the member of this key.
    @inline(__always)
    func takes(_ key: JSONValue, _ text: RawSpan, keys: [UInt8]) -> Bool {
        guard case .key(let range, let beginning) = self else { return true }
        if !key.hasEscapes {
            let count = range.count
            guard key.range.count == count else { return false }
            if let word = text.wordOrEnd(at: key.range.lowerBound) {
                let mask = count < 8 ? (1 as UInt64) &<< UInt64(8 &* count) &- 1 : .max
                guard word & mask == beginning else { return false }
                if count <= 8 { return true }
            }
        }
        return Self.compare(key, text, keys, range)
    }

    @inline(never)
    private static func compare(_ key: JSONValue, _ text: RawSpan, _ keys: [UInt8], _ range: Range<Int>) -> Bool {
        let name = text.extracting(key.range)
        return keys.withRawSpan { keys in
            let wanted = keys.extracting(range)
            return key.hasEscapes ? JSONEscapes.equals(name, wanted) : name.equals(wanted)
        }
    }
}
