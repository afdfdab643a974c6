/// Takes the parts of a condition from its text, one after another.
struct ThresholdScanner {
    private let text: [UInt8]
    private var rest: ArraySlice<UInt8>

    init(_ text: String) {
        self.text = Array(text.utf8)
        rest = self.text[...]
    }

    mutating func aggregation() throws(TextFault) -> (value: ThresholdPlan.Aggregation, range: Range<Int>) {
        skipBlanks()
        let start = rest.startIndex
        let word = takeWord()
        if word == "p" { return (try percentile(), start..<rest.startIndex) }
        let range = start..<rest.startIndex
        guard let value = Self.aggregations.first(where: { $0.name == word })?.value else {
            let near = Self.aggregations.first { areNear($0.name, word.lowercased()) }
            throw TextFault(
                word.isEmpty ? "the condition begins with no aggregation" : "unknown aggregation \"\(word)\"",
                help: Self.synonyms[word.lowercased()].map { "did you mean \"\($0)\"?" }
                    ?? near.map { "did you mean \"\($0.name)\"?" } ?? "such as \"p(99)<50\"; known are avg, min, max, "
                    + "med, p(N), count, rate and value",
                range: word.isEmpty ? nil : range)
        }
        return (value, range)
    }

    private static let aggregations: [(name: String, value: ThresholdPlan.Aggregation)] = [
        ("avg", .avg), ("min", .min), ("max", .max), ("med", .med), ("count", .count), ("rate", .rate),
        ("value", .value),
    ]

    private static let synonyms = [
        "mean": "avg", "average": "avg", "median": "med", "p50": "p(50)", "p90": "p(90)", "p95": "p(95)",
        "p99": "p(99)", "minimum": "min", "maximum": "max", "sum": "count",
    ]

    /// What stands behind `p`.
    private mutating func percentile() throws(TextFault) -> ThresholdPlan.Aggregation {
        let start = rest.startIndex - 1
        guard take("(") else {
            throw TextFault("a percentile is written p(N)", help: "such as \"p(99)\"", range: start..<rest.startIndex)
        }
        skipBlanks()
        let numberStart = rest.startIndex
        let number = takeNumber()
        skipBlanks()
        guard let value = Double(number), take(")") else {
            throw TextFault(
                "a percentile is written p(N)", help: "such as \"p(99)\" or \"p(99.9)\"", range: start..<rest.startIndex
            )
        }
        guard value >= 0, value <= 100 else {
            throw TextFault(
                "a percentile lies between 0 and 100", range: numberStart..<numberStart + number.utf8.count)
        }
        return .percentile(value)
    }

    mutating func relation() throws(TextFault) -> ThresholdPlan.Relation {
        skipBlanks()
        let start = rest.startIndex
        let signs = rest.prefix { Array("<>=!".utf8).contains($0) }
        rest = rest.dropFirst(signs.count)
        let text = String(decoding: signs, as: UTF8.self)
        // k6 takes both for the same.
        if let relation = ThresholdPlan.Relation(rawValue: text == "===" ? "==" : text) { return relation }
        let end = max(start, rest.startIndex)
        throw TextFault(
            text.isEmpty ? "a comparison is missing" : "unknown comparison \"\(text)\"",
            help: text == "=" ? "did you mean \"==\"?" : "one of <, <=, >, >=, == and !=",
            range: text.isEmpty ? start..<min(start + 1, self.text.count) : start..<end)
    }

    /// - Returns: a time in milliseconds, a share in parts of 1; the range is that of the number.
    mutating func limit() throws(TextFault) -> (
        value: Double, range: Range<Int>, unit: (name: String, range: Range<Int>)?
    ) {
        skipBlanks()
        let start = rest.startIndex
        let number = takeNumber() + takeExponent()
        guard let value = Double(number), value.isFinite else {
            throw TextFault(
                "a number is missing after the comparison", help: "such as \"p(99)<50ms\"",
                range: start..<min(max(rest.startIndex, start + 1), text.count))
        }
        let unitStart = rest.startIndex
        let unit = takeUnit()
        let numberRange = start..<unitStart
        guard !unit.isEmpty else { return (value, numberRange, nil) }
        let range = unitStart..<rest.startIndex
        if unit == "%" { return (Self.share(ofPercent: value), numberRange, (unit, range)) }
        guard let factor = DurationText.units.first(where: { $0.name == unit })?.nanoseconds else {
            throw TextFault(
                "unknown unit \"\(unit)\"", help: "times have h, m, s, ms, us or ns, and shares %", range: range)
        }
        return (value * Double(factor) / 1_000_000, numberRange, (unit, range))
    }

    /// As the share would be read that is written in parts of 1: 99.9 % is 0.999, and not what a division makes of it.
    static func share(ofPercent value: Double) -> Double { Double("\(value)e-2") ?? value / 100 }

    /// `over 30s`, to the end of the text.
    mutating func window() throws(TextFault) -> Duration? {
        skipBlanks()
        guard !rest.isEmpty else { return nil }
        let start = rest.startIndex
        guard takeWord() == "over" else {
            throw TextFault(
                "there is more behind the condition", help: "a window is written \"over 30s\"",
                range: start..<text.count)
        }
        skipBlanks()
        let durationStart = rest.startIndex
        let words = rest.reversed().drop { $0 == UInt8(ascii: " ") }.reversed()
        let window: Duration
        do throws(TextFault) {
            window = try DurationText.parse(String(decoding: words, as: UTF8.self))
        } catch {
            let part = error.range ?? 0..<words.count
            throw TextFault(
                error.message, help: error.help,
                range: durationStart + part.lowerBound..<durationStart + max(part.upperBound, part.lowerBound + 1))
        }
        let seconds = window.components
        guard window > .zero, seconds.attoseconds == 0 else {
            throw TextFault(
                "a window is a number of whole seconds", help: "such as \"over 30s\"", range: durationStart..<text.count
            )
        }
        return window
    }

    private mutating func skipBlanks() { rest = rest.drop { $0 == UInt8(ascii: " ") } }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func takeWord() -> String { take { $0.isWordPart } }

    private mutating func takeNumber() -> String {
        take { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// The exponent of a number, such as that of `1e6`, if there is one.
    private mutating func takeExponent() -> String {
        guard let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return "" }
        let sign = rest.dropFirst().prefix { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }.prefix(1)
        let digits = rest.dropFirst(1 + sign.count).prefix { $0.isDigit }
        guard !digits.isEmpty else { return "" }
        let exponent = rest.prefix(1 + sign.count + digits.count)
        rest = rest.dropFirst(exponent.count)
        return String(decoding: exponent, as: UTF8.self)
    }

    private mutating func takeUnit() -> String { take { $0 != UInt8(ascii: " ") } }

    private mutating func take(while holds: (UInt8) -> Bool) -> String {
        let part = rest.prefix(while: holds)
        rest = rest.dropFirst(part.count)
        return String(decoding: part, as: UTF8.self)
    }
}
