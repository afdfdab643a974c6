import Scenario

/// One test of a message, compiled, and those that are asked after it.
//
// A list of objects with constant fields: going along it counts no references.
final class MessageCheck: Sendable {
    private enum Test {
        case equals, contains, matches, json
    }

    private let test: Test
    private let template: CompiledTemplate?
    private let expression: RegularExpression?
    private let json: JSONTest?
    private let next: MessageCheck?

    /// - Parameters:
    ///   - test: any but `size`.
    ///   - next: what is asked where this test holds.
    ///   - names: of the session's kind.
    /// - Throws: where a regular expression is wrong, or a feeder or its column is not there.
    init?(_ test: MessageTest, next: MessageCheck?, names: inout NameTable) throws(ScriptFault) {
        var text: TemplateText?
        var pattern: String?
        var json: JSONTest?
        switch test {
        case .equals(let expected):
            self.test = .equals
            text = expected
        case .contains(let part):
            self.test = .contains
            text = part
        case .matches(let expected):
            self.test = .matches
            pattern = expected
        case .json(let path, let comparison):
            self.test = .json
            json = try JSONTest(path, comparison, names: &names)
        case .size: return nil
        }
        template = if let text { try CompiledTemplate(text, names: &names) } else { nil }
        expression = if let pattern { try RegularExpression(pattern) } else { nil }
        self.json = json
        self.next = next
    }

    /// Whether `RenderContext.wallTime` must be set.
    var readsWallTime: Bool {
        template?.readsWallTime == true || json?.readsWallTime == true || next?.readsWallTime == true
    }

    /// Whether this test holds, and all behind it.
    func passes(_ payload: RawSpan, in context: inout RenderContext, _ scratch: ScriptScratch) -> Bool {
        let holds =
            switch test {
            case .equals: template?.withText(in: &context, scratch) { payload.equals($0) } ?? false
            case .contains: template?.withText(in: &context, scratch) { payload.firstOffset(of: $0) != nil } ?? false
            case .matches: expression?.firstMatch(in: payload, memory: scratch.matching) != nil
            case .json: json?.holds(payload, in: &context, scratch) ?? false
            }
        return holds && (next?.passes(payload, in: &context, scratch) ?? true)
    }
}

extension MessageTest {
    /// The order in which tests are asked: comparing bytes, searching them, reading them.
    var cost: Int {
        switch self {
        case .size: 0
        case .equals: 1
        case .contains: 2
        case .json: 3
        case .matches: 4
        }
    }
}
