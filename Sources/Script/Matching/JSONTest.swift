import Scenario

/// What a value inside a JSON message must be, compiled.
final class JSONTest: Sendable {
    private let query: JSONPathQuery
    private let comparison: CompiledComparison

    init(_ path: JSONPath, _ comparison: Comparison, names: inout NameTable) throws(ScriptFault) {
        query = JSONPathQuery(path)
        self.comparison = try CompiledComparison(comparison, names: &names)
    }

    /// Whether `RenderContext.wallTime` must be set.
    var readsWallTime: Bool { comparison.readsWallTime }

    /// Whether some value on the path passes. In what is not JSON none does, and none is said to be absent.
    func holds(_ text: RawSpan, in context: inout RenderContext, _ scratch: ScriptScratch) -> Bool {
        let comparison = comparison
        let outcome = query.search(text) { value in
            guard comparison.readsText else { return true }
            if value.hasEscapes {
                scratch.value.removeAll(keepingCapacity: true)
                JSONEscapes.append(text.extracting(value.range), to: &scratch.value)
                return scratch.value.withRawSpan { comparison.holds($0, isNumber: false, in: &context, scratch) }
            }
            let isNumber = value.kind == .number
            return comparison.holds(text.extracting(value.range), isNumber: isNumber, in: &context, scratch)
        }
        return switch outcome {
        case .found: !comparison.holdsWithoutValue
        case .absent: comparison.holdsWithoutValue
        case .malformed: false
        }
    }
}
