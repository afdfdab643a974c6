extension CompiledComparison {
    /// Whether some value on a path passes. In what is not JSON none does, and none is said to be absent.
    func holds(
        for query: JSONPathQuery, in text: RawSpan, _ context: inout RenderContext, _ scratch: ScriptScratch
    ) -> Bool {
        let outcome = query.search(text) { value in
            guard readsText else { return true }
            if value.hasEscapes {
                scratch.value.removeAll(keepingCapacity: true)
                JSONEscapes.append(text.extracting(value.range), to: &scratch.value)
                return scratch.value.withRawSpan { holds($0, isNumber: false, in: &context, scratch) }
            }
            return holds(text.extracting(value.range), isNumber: value.kind == .number, in: &context, scratch)
        }
        return switch outcome {
        case .found: !holdsWithoutValue
        case .absent: holdsWithoutValue
        case .malformed: false
        }
    }
}
