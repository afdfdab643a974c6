import Scenario

/// A text with values, ready to be rendered: names are slots, and neighbouring literals one block of bytes.
///
/// It may be rendered by several threads, but costs less when each worker has its own.
package final class CompiledTemplate: Sendable {
    /// The text where it is the same each time; nil where it holds values.
    package let constant: [UInt8]?
    /// Whether `RenderContext.wallTime` must be set.
    package let readsWallTime: Bool
    /// Whether `RenderContext.stamp` must be set.
    package let holdsStamp: Bool

    let operations: [TemplateOperation]
    let literals: [UInt8]
    let choices: [Range<Int>]
    let feeders: [FeederTable]

    /// - Parameters:
    ///   - text: as the scenario has it.
    ///   - names: of the session's kind; names that are new are added.
    /// - Throws: where a feeder or its column is not there, or where there are two stamps.
    package init(_ text: TemplateText, names: inout NameTable) throws(ScriptFault) {
        var builder = TemplateBuilder()
        for segment in text.segments { try builder.append(segment, names: &names) }
        constant = text.constant
        operations = builder.operations
        literals = builder.literals
        choices = builder.choices
        feeders = names.feeders
        readsWallTime = builder.readsWallTime
        holdsStamp = builder.holdsStamp
    }

    /// Appends the text as it is now. A stamp vouches for all bytes that one call appends.
    ///
    /// - Parameters:
    ///   - context: of the session; its random numbers and counters go on.
    ///   - output: keeps its capacity between uses, so that nothing is allocated once it has grown.
    package func render(in context: inout RenderContext, into output: inout [UInt8]) {
        if let constant {
            output.append(contentsOf: constant)
            return
        }
        let start = output.count
        var stampPlace: Int?
        for operation in operations {
            if case .stamp = operation {
                stampPlace = output.count
                StampText.reserve(in: &output)
            } else {
                render(operation, in: &context, into: &output)
            }
        }
        if let stampPlace { StampText.write(context.stamp, into: &output, at: stampPlace, messageStart: start) }
    }

    /// Lends the text as it is now, rendered into `ScriptScratch.expected` where it is not constant.
    func withText(
        in context: inout RenderContext, _ scratch: ScriptScratch, _ body: (RawSpan) -> Bool
    ) -> Bool {
        if let constant { return constant.withRawSpan(body) }
        scratch.expected.removeAll(keepingCapacity: true)
        render(in: &context, into: &scratch.expected)
        return scratch.expected.withRawSpan(body)
    }
}
