/// Reads texts with `{{…}}`.
///
/// A run of braces is read from its left, two at a time: `{{{{` is a literal `{{`, and what is left over before a value
/// is a literal `{`.
struct TemplateParser {
    /// A part of the text, with its place in it.
    struct Piece: Equatable {
        enum Content: Equatable {
            case literal([UInt8])
            case value(TemplateValue)
            /// The value of `env.KEY`.
            case environment(name: String, [UInt8])
        }

        var content: Content
        /// What stands between the braces, or the literal.
        var range: Range<Int>
    }

    /// The text in its parts.
    struct Parsed: Equatable {
        var pieces: [Piece] = []
        /// Whether it is one value in the form `{{= … }}`.
        var isRaw = false
    }

    let environment: [String: String]
    private let bytes: [UInt8]
    private var index = 0
    private var literal: [UInt8] = []
    private var parsed = Parsed()

    /// - Throws: `TextFault` at the first fault.
    static func parse(_ text: String, environment: [String: String] = [:]) throws(TextFault) -> Parsed {
        var parser = TemplateParser(text, environment)
        return try parser.parse()
    }

    private init(_ text: String, _ environment: [String: String]) {
        bytes = Array(text.utf8)
        self.environment = environment
    }

    private mutating func parse() throws(TextFault) -> Parsed {
        while index < bytes.count {
            let braces = bytes[index...].prefix { $0 == Self.opening }.count
            if braces >= 4 {
                literal += [Self.opening, Self.opening]
                index += 4
            } else if braces == 2 {
                try parseValue()
            } else {
                literal.append(bytes[index])
                index += 1
            }
        }
        endLiteral()
        return parsed
    }

    private mutating func parseValue() throws(TextFault) {
        let start = index
        let end = bytes.indices.dropFirst(start + 2).first {
            bytes[$0] == Self.closing && $0 + 1 < bytes.count && bytes[$0 + 1] == Self.closing
        }
        guard let end else {
            throw TextFault(
                "\"{{\" is never closed", help: "write }} behind the value, or {{{{ for two braces as they are",
                range: start..<start + 2)
        }
        var expression = start + 2..<end
        if bytes[expression.lowerBound] == UInt8(ascii: "="), !expression.isEmpty {
            guard start == 0, end + 2 == bytes.count else {
                throw TextFault(
                    "\"{{=\" stands for a whole JSON value and must be all of its string",
                    help: "leave the \"=\" out to put the value into a text", range: start..<end + 2)
            }
            parsed.isRaw = true
            expression = start + 3..<end
        }
        guard bytes[expression].contains(where: { $0 != UInt8(ascii: " ") }) else {
            throw TextFault(
                "there is no value between the braces", help: "such as {{session}}; {{{{ stands for two braces",
                range: start..<end + 2)
        }
        endLiteral()
        let reader = TemplateExpression(bytes, expression, environment)
        parsed.pieces.append(try reader.parse())
        index = end + 2
    }

    private mutating func endLiteral() {
        guard !literal.isEmpty else { return }
        parsed.pieces.append(Piece(content: .literal(literal), range: index..<index))
        literal = []
    }

    private static let opening = UInt8(ascii: "{")
    private static let closing = UInt8(ascii: "}")
}
