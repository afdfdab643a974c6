/// What may stand as the value of a key, with its bounds.
enum ValueKind: Sendable {
    case string
    case boolean
    case integer(ClosedRange<UInt64>)
    case number(ClosedRange<Double>)
    case duration(ClosedRange<Duration>)
    case size(ClosedRange<Int>)
    case choice([String])
    case object
    /// Checked by the decoder's own code; the text is to be read after "must be".
    case custom(String)

    /// To be read after "must be".
    var expectation: String {
        switch self {
        case .string: "a string"
        case .boolean: "true or false"
        case .integer(let range): "a whole number from \(range.lowerBound.grouped) to \(range.upperBound.grouped)"
        case .number(let range): "a number from \(range.lowerBound.plain) to \(range.upperBound.plain)"
        case .duration: "a duration, such as \"250ms\" or \"1m30s\""
        case .size: "a size, such as 64 (bytes), \"16KiB\" or \"1MB\""
        case .choice(let names): Self.list(names)
        case .object: "an object"
        case .custom(let text): text
        }
    }

    static let positive: ValueKind = .duration(.nanoseconds(1)...DurationText.longest)
    static let zeroOrMore: ValueKind = .duration(.zero...DurationText.longest)

    /// `"a", "b" or "c"`.
    static func list(_ names: [String]) -> String {
        let quoted = names.map { "\"\($0)\"" }
        guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension Double {
    /// In digits, without the fraction of a whole number.
    var plain: String {
        Int(exactly: self)?.grouped ?? String(self)
    }
}
