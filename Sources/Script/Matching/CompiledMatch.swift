import Scenario

/// What a message must be, compiled: all tests hold, of which the cheapest are asked first.
package final class CompiledMatch: Sendable {
    private enum Test {
        case equals(CompiledTemplate)
        case contains(CompiledTemplate)
        case matches(RegularExpression)
        case json(JSONTest)

        /// The order in which tests are asked: comparing bytes, searching them, reading them.
        var cost: Int {
            switch self {
            case .equals: 0
            case .contains: 1
            case .json: 2
            case .matches: 3
            }
        }
    }

    private let isText: Bool?
    private let sizes: ClosedRange<Int>
    private let tests: [Test]

    /// - Parameters:
    ///   - match: as the scenario has it.
    ///   - names: of the session's kind; names that are new are added.
    /// - Throws: where a regular expression is wrong, or a feeder or its column is not there.
    package init(_ match: MessageMatch, names: inout NameTable) throws(ScriptFault) {
        isText = match.kind.map { $0 == .text }
        var sizes = 0...Int.max
        var tests: [Test] = []
        for test in match.tests {
            switch test {
            case .size(let range):
                // No size passes both where they do not overlap.
                sizes = sizes.overlaps(range) ? sizes.clamped(to: range) : -1...(-1)
            case .equals(let text):
                if let count = text.constant?.count {
                    sizes = sizes.contains(count) ? count...count : -1...(-1)
                }
                tests.append(.equals(try CompiledTemplate(text, names: &names)))
            case .contains(let text): tests.append(.contains(try CompiledTemplate(text, names: &names)))
            case .matches(let pattern): tests.append(.matches(try RegularExpression(pattern)))
            case .json(let path, let comparison):
                tests.append(.json(try JSONTest(path, comparison, names: &names)))
            }
        }
        self.sizes = sizes
        self.tests = tests.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
            .map(\.element)
    }

    /// Whether `RenderContext.wallTime` must be set.
    package var readsWallTime: Bool {
        tests.contains { test in
            switch test {
            case .equals(let template), .contains(let template): template.readsWallTime
            case .json(let test): test.readsWallTime
            case .matches: false
            }
        }
    }

    /// Whether a message passes.
    ///
    /// - Parameters:
    ///   - payload: of the whole message.
    ///   - isText: the type of its first frame.
    ///   - context: of the session, for templates in comparisons.
    ///   - scratch: of the worker.
    /// - Returns: true where all tests hold.
    package func matches(
        _ payload: RawSpan, isText: Bool, in context: inout RenderContext, _ scratch: ScriptScratch
    ) -> Bool {
        if let wanted = self.isText, wanted != isText { return false }
        guard sizes.contains(payload.byteCount) else { return false }
        for test in tests where !passes(test, payload, &context, scratch) { return false }
        return true
    }

    private func passes(
        _ test: Test, _ payload: RawSpan, _ context: inout RenderContext, _ scratch: ScriptScratch
    ) -> Bool {
        switch test {
        case .equals(let template): template.withText(in: &context, scratch) { payload.equals($0) }
        case .contains(let template): template.withText(in: &context, scratch) { payload.firstOffset(of: $0) != nil }
        case .matches(let expression): expression.firstMatch(in: payload, memory: scratch.matching) != nil
        case .json(let test): test.holds(payload, in: &context, scratch)
        }
    }
}
