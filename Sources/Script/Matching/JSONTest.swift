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
        // A variable is caught by its address: references would be counted at each step of the search.
        var judge = Judge(comparison: comparison, scratch: scratch)
        return switch query.search(text, accept: { judge.accepts($0, of: text, &context) }) {
        case .found: !comparison.holdsWithoutValue
        case .absent: comparison.holdsWithoutValue
        case .malformed: false
        }
    }

    private struct Judge {
        let comparison: CompiledComparison
        let scratch: ScriptScratch

        mutating func accepts(_ value: JSONValue, of text: RawSpan, _ context: inout RenderContext) -> Bool {
            guard comparison.readsText else { return true }
            guard value.hasEscapes else {
                let isNumber = value.kind == .number
                return comparison.holds(text.extracting(value.range), isNumber: isNumber, in: &context, scratch)
            }
            scratch.value.removeAll(keepingCapacity: true)
            JSONEscapes.append(text.extracting(value.range), to: &scratch.value)
            return scratch.value.withRawSpan { comparison.holds($0, isNumber: false, in: &context, scratch) }
        }
    }
}
