import Scenario

/// What a value is held against, compiled.
//
// References stand in constant fields and not in an enum, whose payload is counted whenever it is looked at.
final class CompiledComparison: Sendable {
    private enum Test {
        case exists, equals, notEquals, contains, matches
        case lessThan(Double)
        case atMost(Double)
        case greaterThan(Double)
        case atLeast(Double)
    }

    private let test: Test
    private let template: CompiledTemplate?
    private let expression: RegularExpression?
    /// Whether it holds where there is no value.
    let holdsWithoutValue: Bool
    /// Whether the value's text is looked at, and not only that there is one.
    let readsText: Bool

    /// Whether `RenderContext.wallTime` must be set.
    var readsWallTime: Bool { template?.readsWallTime ?? false }

    init(_ comparison: Comparison, names: inout NameTable) throws(ScriptFault) {
        var text: TemplateText?
        var pattern: String?
        switch comparison {
        case .exists: test = .exists
        case .equals(let expected):
            test = .equals
            text = expected
        case .notEquals(let expected):
            test = .notEquals
            text = expected
        case .lessThan(let limit): test = .lessThan(limit)
        case .atMost(let limit): test = .atMost(limit)
        case .greaterThan(let limit): test = .greaterThan(limit)
        case .atLeast(let limit): test = .atLeast(limit)
        case .contains(let part):
            test = .contains
            text = part
        case .matches(let expected):
            test = .matches
            pattern = expected
        }
        template = if let text { try CompiledTemplate(text, names: &names) } else { nil }
        expression = if let pattern { try RegularExpression(pattern) } else { nil }
        holdsWithoutValue = comparison == .exists(false)
        readsText = if case .exists = comparison { false } else { true }
    }

    /// Whether a value that is there passes.
    ///
    /// - Parameters:
    ///   - text: the value; of a string its content, its escapes resolved.
    ///   - isNumber: whether the value may count as a number if it reads like one.
    ///   - context: of the session.
    ///   - scratch: of the worker; `ScriptScratch.value` may hold the text.
    /// - Returns: false too where numbers are asked for and the value is none.
    func holds(
        _ text: RawSpan, isNumber: Bool, in context: inout RenderContext, _ scratch: ScriptScratch
    ) -> Bool {
        switch test {
        case .exists: !holdsWithoutValue
        case .equals: equals(text, isNumber, &context, scratch)
        case .notEquals: !equals(text, isNumber, &context, scratch)
        case .lessThan(let limit): number(text, isNumber) { $0 < limit }
        case .atMost(let limit): number(text, isNumber) { $0 <= limit }
        case .greaterThan(let limit): number(text, isNumber) { $0 > limit }
        case .atLeast(let limit): number(text, isNumber) { $0 >= limit }
        case .contains: template?.withText(in: &context, scratch) { text.firstOffset(of: $0) != nil } ?? false
        case .matches: expression?.firstMatch(in: text, memory: scratch.matching) != nil
        }
    }

    private func equals(
        _ text: RawSpan, _ isNumber: Bool, _ context: inout RenderContext, _ scratch: ScriptScratch
    ) -> Bool {
        template?.withText(in: &context, scratch) { expected in
            if text.equals(expected) { return true }
            guard isNumber, let left = Numeral(text), let right = Numeral(expected) else { return false }
            return left == right
        } ?? false
    }

    @inline(__always)
    private func number(_ text: RawSpan, _ isNumber: Bool, _ test: (Double) -> Bool) -> Bool {
        guard isNumber, let value = Numeral(text)?.double else { return false }
        return test(value)
    }
}
