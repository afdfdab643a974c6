import Scenario

/// Where a variable's value is taken from, compiled.
package final class CompiledCapture: Sendable {
    private enum Source {
        case json(JSONPathQuery)
        case pattern(RegularExpression, group: Int)
        case message
    }

    /// Of the variable.
    let slot: Int
    private let source: Source

    /// - Parameters:
    ///   - rule: as the scenario has it.
    ///   - names: of the session's kind; the variable is added where it is new.
    /// - Throws: where a regular expression is wrong, or has no such group.
    package init(_ rule: CaptureRule, names: inout NameTable) throws(ScriptFault) {
        slot = names.variable(rule.name)
        switch rule.source {
        case .json(let path): source = .json(JSONPathQuery(path))
        case .regex(let pattern, let group):
            let expression = try RegularExpression(pattern)
            guard 0...expression.groupCount ~= group else {
                throw .noSuchGroup(group, pattern: pattern, groups: expression.groupCount)
            }
            source = .pattern(expression, group: group)
        case .message: source = .message
        }
    }

    /// Takes the value out of a message into the variable: of a JSON string its content, of other JSON values their
    /// text.
    ///
    /// - Parameters:
    ///   - payload: of the whole message.
    ///   - variables: of the session.
    ///   - scratch: of the worker.
    /// - Returns: false where the message has no such value; the variable is then as it was.
    package func capture(from payload: RawSpan, into variables: ScriptVariables, _ scratch: ScriptScratch) -> Bool {
        switch source {
        case .json(let query):
            guard case .found(let value) = query.search(payload) else { return false }
            let text = payload.extracting(value.range)
            if value.hasEscapes { variables.set(slot, toUnescaped: text) } else { variables.set(slot, to: text) }
        case .pattern(let expression, let group):
            guard let range = expression.firstMatch(in: payload, group: group, memory: scratch.matching) else {
                return false
            }
            variables.set(slot, to: payload.extracting(range))
        case .message: variables.set(slot, to: payload)
        }
        return true
    }
}
