import Scenario

/// What a message must be, compiled: all tests hold, of which the cheapest are asked first.
package final class CompiledMatch: Sendable {
    private let isText: Bool?
    private let sizes: ClosedRange<Int>
    private let first: MessageCheck?

    /// - Parameters:
    ///   - match: as the scenario has it.
    ///   - names: of the session's kind; names that are new are added.
    /// - Throws: where a regular expression is wrong, or a feeder or its column is not there.
    package init(_ match: MessageMatch, names: inout NameTable) throws(ScriptFault) {
        isText = match.kind.map { $0 == .text }
        sizes = Self.sizes(match.tests)
        var first: MessageCheck?
        let dearestFirst = match.tests.enumerated().sorted {
            ($0.element.cost, $0.offset) > ($1.element.cost, $1.offset)
        }
        for (_, test) in dearestFirst {
            first = try MessageCheck(test, next: first, names: &names) ?? first
        }
        self.first = first
    }

    /// Whether `RenderContext.wallTime` must be set.
    package var readsWallTime: Bool { first?.readsWallTime ?? false }

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
        return first?.passes(payload, in: &context, scratch) ?? true
    }

    /// The sizes that a message can have so that it passes; what no message can have where tests contradict one another.
    private static func sizes(_ tests: [MessageTest]) -> ClosedRange<Int> {
        tests.reduce(0...Int.max) { sizes, test in
            let wanted: ClosedRange<Int>
            switch test {
            case .size(let range): wanted = range
            case .equals(let text):
                guard let count = text.constant?.count else { return sizes }
                wanted = count...count
            default: return sizes
            }
            return sizes.overlaps(wanted) ? sizes.clamped(to: wanted) : -1...(-1)
        }
    }
}
