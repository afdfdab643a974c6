/// Reads what stands between `{{` and `}}`.
struct TemplateExpression {
    /// What stands before a point for something else than a feeder.
    static let owners: Set<String> = ["counter", "env", "random", "time"]

    /// Names that no variable may have.
    static let reserved = owners.union(["session", "iteration", "stamp"])

    /// The values that are named in full.
    static let plain: [(name: String, value: TemplateValue)] = [
        ("session", .session), ("iteration", .iteration), ("counter", .counter("")), ("stamp", .stamp),
        ("random.uuid", .randomUUID), ("time.s", .time(.seconds)), ("time.ms", .time(.milliseconds)),
        ("time.us", .time(.microseconds)), ("time.iso", .time(.iso8601)),
    ]

    /// The values that take arguments, as they are written.
    static let functions: [(name: String, example: String)] = [
        ("random.int", "random.int(1, 6)"), ("random.string", "random.string(16)"), ("random.hex", "random.hex(16)"),
        ("random.choice", "random.choice(red, green)"),
    ]

    private static let longestText = 65_536

    private let bytes: [UInt8]
    private let range: Range<Int>
    private let environment: [String: String]

    /// The range holds more than blanks.
    init(_ bytes: [UInt8], _ range: Range<Int>, _ environment: [String: String]) {
        self.bytes = bytes
        self.environment = environment
        self.range = Self.trimmed(bytes, range)
    }

    func parse() throws(TextFault) -> TemplateParser.Piece {
        if let bracket = bytes[range].firstIndex(of: UInt8(ascii: "(")) {
            return piece(.value(try function(range.lowerBound..<bracket, bracket)))
        }
        let name = text(range)
        if let known = Self.plain.first(where: { $0.name == name }) { return piece(.value(known.value)) }
        if let function = Self.functions.first(where: { $0.name == name }) {
            throw TextFault("\"\(name)\" takes arguments", help: "such as {{\(function.example)}}", range: range)
        }
        guard let dot = bytes[range].firstIndex(of: UInt8(ascii: ".")) else {
            guard Self.isName(name) else {
                throw TextFault(
                    "\"\(name)\" is not a value", help: "letters, digits and \"_\", with a letter first", range: range)
            }
            if Self.reserved.contains(name) { throw unknown(name) }
            return piece(.value(.variable(name)))
        }
        return try member(of: text(range.lowerBound..<dot), text(dot + 1..<range.upperBound))
    }

    private func member(of owner: String, _ member: String) throws(TextFault) -> TemplateParser.Piece {
        switch owner {
        case "env":
            guard let value = environment[member] else {
                let near = environment.keys.sorted().first { areNear($0, member) }
                throw TextFault(
                    "there is no \"env.\(member)\"",
                    help: near.map { "did you mean \"env.\($0)\"?" } ?? "give it a value with -e \(member)=…",
                    range: range)
            }
            return piece(.environment(name: member, Array(value.utf8)))
        case "counter" where Self.isName(member): return piece(.value(.counter(member)))
        case _ where EnvironmentText.isName(owner) && !Self.owners.contains(owner) && !member.isEmpty:
            return piece(.value(.feeder(owner, column: member)))
        default: throw unknown("\(owner).\(member)")
        }
    }

    private func function(_ nameRange: Range<Int>, _ bracket: Int) throws(TextFault) -> TemplateValue {
        let nameRange = Self.trimmed(bytes, nameRange)
        let name = text(nameRange)
        guard bytes[range.upperBound - 1] == UInt8(ascii: ")") else {
            throw TextFault("a \")\" is missing", range: range.upperBound - 1..<range.upperBound)
        }
        if Self.plain.contains(where: { $0.name == name }) {
            throw TextFault("\"\(name)\" takes no arguments", help: "write {{\(name)}}", range: range)
        }
        let arguments = arguments(bracket + 1..<range.upperBound - 1)
        switch (name, arguments.count) {
        case ("random.int", 2):
            let bounds = (try integer(arguments[0]), try integer(arguments[1]))
            guard bounds.0 <= bounds.1 else {
                throw TextFault(
                    "the bounds are upside down", help: "write random.int(\(bounds.1), \(bounds.0))",
                    range: arguments[0].lowerBound..<arguments[1].upperBound)
            }
            return .randomInteger(bounds.0...bounds.1)
        case ("random.string", 1): return .randomText(length: try length(arguments[0]))
        case ("random.hex", 1): return .randomHex(length: try length(arguments[0]))
        case ("random.choice", 1...):
            if let empty = arguments.first(where: \.isEmpty) {
                throw TextFault(
                    "an empty choice", help: "such as {{random.choice(red, green)}}",
                    range: empty.lowerBound - 1..<empty.lowerBound + 1)
            }
            return .randomChoice(arguments.map(text))
        default:
            guard let function = Self.functions.first(where: { $0.name == name }) else {
                throw unknown(name, nameRange)
            }
            throw TextFault(
                "\"\(name)\" takes other arguments", help: "such as {{\(function.example)}}",
                range: bracket..<range.upperBound)
        }
    }

    /// The parts between commas, without blanks around them.
    private func arguments(_ range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where bytes[index] == UInt8(ascii: ",") {
            result.append(Self.trimmed(bytes, start..<index))
            start = index + 1
        }
        return result + [Self.trimmed(bytes, start..<range.upperBound)]
    }

    private func integer(_ range: Range<Int>) throws(TextFault) -> Int64 {
        if let value = Int64(text(range)) { return value }
        throw TextFault(
            "\"\(text(range))\" is not a whole number", help: "such as {{random.int(1, 6)}}", range: marked(range))
    }

    private func length(_ range: Range<Int>) throws(TextFault) -> Int {
        if let value = Int(text(range)), (1...Self.longestText).contains(value) { return value }
        throw TextFault(
            "\"\(text(range))\" is not a length", help: "a whole number from 1 to \(Self.longestText.grouped)",
            range: marked(range))
    }

    /// What is empty is marked by the bracket or comma before it.
    private func marked(_ range: Range<Int>) -> Range<Int> {
        range.isEmpty ? range.lowerBound - 1..<range.lowerBound : range
    }

    private func unknown(_ name: String, _ place: Range<Int>? = nil) -> TextFault {
        TextFault(
            "there is no value \"\(name)\"",
            help: Self.nearest(to: name).map { "did you mean \"\($0)\"?" }
                ?? "such as \(Self.plain.map(\.name).joined(separator: ", "))",
            range: place ?? range)
    }

    /// The built-in value that was probably meant.
    static func nearest(to name: String) -> String? {
        let names = plain.map(\.name) + functions.map(\.name)
        return names.filter { areNear($0, name) }.min { editDistance($0, name) < editDistance($1, name) }
    }

    /// Letters, digits and `_`, a letter first.
    static func isName(_ text: String) -> Bool {
        text.utf8.first?.isLetter == true
            && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }

    private func piece(_ content: TemplateParser.Piece.Content) -> TemplateParser.Piece {
        TemplateParser.Piece(content: content, range: range)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        let start = range.first { bytes[$0] != UInt8(ascii: " ") } ?? range.upperBound
        let end = range.last { bytes[$0] != UInt8(ascii: " ") } ?? start - 1
        return start..<end + 1
    }
}
