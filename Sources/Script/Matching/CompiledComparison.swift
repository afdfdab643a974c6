import Scenario

/// What a value is held against, compiled.
final class CompiledComparison: Sendable {
    private enum Test {
        case exists(Bool)
        case equals(CompiledTemplate, wanted: Bool)
        case number(Relation, Double)
        case contains(CompiledTemplate)
        case matches(RegularExpression)
    }

    private enum Relation { case less, atMost, greater, atLeast }

    private let test: Test
    /// Whether it holds where there is no value.
    let holdsWithoutValue: Bool
    /// Whether the value's text is looked at, and not only that there is one.
    let readsText: Bool

    /// Whether `RenderContext.wallTime` must be set.
    var readsWallTime: Bool {
        switch test {
        case .equals(let template, _), .contains(let template): template.readsWallTime
        default: false
        }
    }

    init(_ comparison: Comparison, names: inout NameTable) throws(ScriptFault) {
        test =
            switch comparison {
            case .exists(let wanted): .exists(wanted)
            case .equals(let text): .equals(try CompiledTemplate(text, names: &names), wanted: true)
            case .notEquals(let text): .equals(try CompiledTemplate(text, names: &names), wanted: false)
            case .lessThan(let limit): .number(.less, limit)
            case .atMost(let limit): .number(.atMost, limit)
            case .greaterThan(let limit): .number(.greater, limit)
            case .atLeast(let limit): .number(.atLeast, limit)
            case .contains(let text): .contains(try CompiledTemplate(text, names: &names))
            case .matches(let pattern): .matches(try RegularExpression(pattern))
            }
        if case .exists(let wanted) = test {
            readsText = false
            holdsWithoutValue = !wanted
        } else {
            readsText = true
            holdsWithoutValue = false
        }
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
        case .exists(let wanted): return wanted
        case .equals(let template, let wanted):
            return template.withText(in: &context, scratch) { expected in
                text.equals(expected) || isNumber && Self.sameNumber(text, expected)
            } == wanted
        case .number(let relation, let limit):
            guard isNumber, let value = Numeral(text)?.double else { return false }
            return switch relation {
            case .less: value < limit
            case .atMost: value <= limit
            case .greater: value > limit
            case .atLeast: value >= limit
            }
        case .contains(let template):
            return template.withText(in: &context, scratch) { text.firstOffset(of: $0) != nil }
        case .matches(let expression):
            return expression.firstMatch(in: text, memory: scratch.matching) != nil
        }
    }

    private static func sameNumber(_ left: RawSpan, _ right: RawSpan) -> Bool {
        guard let left = Numeral(left), let right = Numeral(right) else { return false }
        return left == right
    }
}
