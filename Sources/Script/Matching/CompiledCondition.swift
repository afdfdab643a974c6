import Scenario

/// What `if`, `until` and `check` look at, compiled.
package final class CompiledCondition: Sendable {
    private enum Test {
        case compare(CompiledTemplate, CompiledComparison)
        case probability(Double)
        case all([CompiledCondition])
        case any([CompiledCondition])
        case not(CompiledCondition)
    }

    private let test: Test

    /// Whether `RenderContext.wallTime` must be set.
    package let readsWallTime: Bool

    /// - Parameters:
    ///   - condition: as the scenario has it.
    ///   - names: of the session's kind; names that are new are added.
    /// - Throws: where a regular expression is wrong, or a feeder or its column is not there.
    package init(_ condition: Condition, names: inout NameTable) throws(ScriptFault) {
        switch condition {
        case .compare(let value, let comparison):
            let template = try CompiledTemplate(value, names: &names)
            let comparison = try CompiledComparison(comparison, names: &names)
            test = .compare(template, comparison)
            readsWallTime = template.readsWallTime || comparison.readsWallTime
        case .probability(let probability):
            test = .probability(probability)
            readsWallTime = false
        case .all(let conditions):
            let parts = try Self.compile(conditions, &names)
            test = .all(parts)
            readsWallTime = parts.contains(where: \.readsWallTime)
        case .any(let conditions):
            let parts = try Self.compile(conditions, &names)
            test = .any(parts)
            readsWallTime = parts.contains(where: \.readsWallTime)
        case .not(let condition):
            let part = try CompiledCondition(condition, names: &names)
            test = .not(part)
            readsWallTime = part.readsWallTime
        }
    }

    /// Whether it holds now. A value that is empty is one that is not there: `exists` tells whether a variable is set.
    ///
    /// - Parameters:
    ///   - context: of the session.
    ///   - scratch: of the worker.
    /// - Returns: false too where numbers are asked for and the value is none.
    package func holds(in context: inout RenderContext, _ scratch: ScriptScratch) -> Bool {
        switch test {
        case .compare(let template, let comparison):
            scratch.value.removeAll(keepingCapacity: true)
            template.render(in: &context, into: &scratch.value)
            if scratch.value.isEmpty, !comparison.readsText { return comparison.holdsWithoutValue }
            return scratch.value.withRawSpan { comparison.holds($0, isNumber: true, in: &context, scratch) }
        case .probability(let probability): return context.random.unit() < probability
        case .all(let parts):
            for part in parts where !part.holds(in: &context, scratch) { return false }
            return true
        case .any(let parts):
            for part in parts where part.holds(in: &context, scratch) { return true }
            return false
        case .not(let part): return !part.holds(in: &context, scratch)
        }
    }

    private static func compile(
        _ conditions: [Condition], _ names: inout NameTable
    ) throws(ScriptFault) -> [CompiledCondition] {
        var parts: [CompiledCondition] = []
        for condition in conditions { parts.append(try CompiledCondition(condition, names: &names)) }
        return parts
    }
}
