import WebSocketCore

extension CompiledTemplate {
    @inline(__always)
    func render(_ operation: TemplateOperation, in context: inout RenderContext, into output: inout [UInt8]) {
        switch operation {
        case .literal(let range): output.append(range, of: literals)
        case .session: output.appendDecimal(Int64(context.session))
        case .iteration: output.appendDecimal(Int64(context.iteration))
        case .counter(let slot): output.appendDecimal(context.variables.nextCount(slot))
        case .integer(let lowest, let span):
            output.appendDecimal(lowest &+ Int64(truncatingIfNeeded: context.random.below(span)))
        case .text(let length): output.appendLetters(length, &context.random)
        case .hex(let length): output.appendRandomHex(length, &context.random)
        case .uuid: output.appendUUID(&context.random)
        case .choice(let range):
            let index = range.lowerBound + Int(context.random.below(UInt64(range.count)))
            output.append(choices[index], of: literals)
        case .time(let form): output.appendTime(context.wallTime, form)
        case .variable(let slot, let escaped):
            let start = output.count
            context.variables.append(slot, to: &output)
            if escaped { JSONEscapes.escape(&output, from: start) }
        case .cell(let feeder, let column, let escaped):
            guard let row = context.variables.row(ofFeeder: feeder) else { return }
            let start = output.count
            feeders[feeder].append(row: row, column: column, to: &output)
            if escaped { JSONEscapes.escape(&output, from: start) }
        case .stamp: break
        }
    }
}
