import Scenario

/// One part of a compiled template: numbers only, so that walking over them counts no references.
enum TemplateOperation: Sendable {
    /// A range of the template's literals.
    case literal(Range<Int>)
    case session
    case iteration
    case counter(Int)
    case integer(lowest: Int64, span: UInt64)
    case text(length: Int)
    case hex(length: Int)
    case uuid
    /// A range of the template's choices, each a range of its literals.
    case choice(Range<Int>)
    case time(TemplateValue.TimeForm)
    case variable(Int, escaped: Bool)
    case cell(feeder: Int, column: Int, escaped: Bool)
    case stamp
}
