import Scenario

/// Collects what a template is made of.
struct TemplateBuilder {
    private(set) var operations: [TemplateOperation] = []
    private(set) var literals: [UInt8] = []
    private(set) var choices: [Range<Int>] = []
    private(set) var readsWallTime = false
    private(set) var holdsStamp = false

    mutating func append(_ segment: TemplateText.Segment, names: inout NameTable) throws(ScriptFault) {
        switch segment {
        case .literal(let bytes): operations.append(.literal(keep(bytes)))
        case .value(let value): try operations.append(operation(value, escaped: false, names: &names))
        case .escaped(let value): try operations.append(operation(value, escaped: true, names: &names))
        }
    }

    private mutating func operation(
        _ value: TemplateValue, escaped: Bool, names: inout NameTable
    ) throws(ScriptFault) -> TemplateOperation {
        switch value {
        case .session: return .session
        case .iteration: return .iteration
        case .counter(let name): return .counter(names.counter(name))
        case .randomInteger(let range):
            let span = UInt64(bitPattern: range.upperBound &- range.lowerBound)
            return .integer(lowest: range.lowerBound, span: span &+ 1)
        case .randomText(let length): return .text(length: length)
        case .randomHex(let length): return .hex(length: length)
        case .randomUUID: return .uuid
        case .randomChoice(let texts) where texts.isEmpty: return .literal(0..<0)
        case .randomChoice(let texts): return .choice(keep(texts, escaped: escaped))
        case .time(let form):
            readsWallTime = true
            return .time(form)
        case .variable(let name): return .variable(names.variable(name), escaped: escaped)
        case .feeder(let name, let column):
            let feeder = try names.feeder(name)
            return .cell(feeder: feeder, column: try names.feeders[feeder].column(column), escaped: escaped)
        case .stamp:
            guard !holdsStamp else { throw .twoStamps }
            holdsStamp = true
            return .stamp
        }
    }

    private mutating func keep(_ bytes: [UInt8]) -> Range<Int> {
        literals += bytes
        return (literals.count - bytes.count)..<literals.count
    }

    private mutating func keep(_ texts: [String], escaped: Bool) -> Range<Int> {
        let start = choices.count
        for text in texts {
            var bytes = Array(text.utf8)
            if escaped { JSONEscapes.escape(&bytes, from: 0) }
            choices.append(keep(bytes))
        }
        return start..<choices.count
    }
}
