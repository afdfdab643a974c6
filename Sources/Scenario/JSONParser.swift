/// Reads JSON (RFC 8259) to the letter, and goes on after a fault where it can, so that one pass finds many.
struct JSONParser {
    /// Deeper documents are no scenarios, and recursion has to end somewhere.
    static let maximumDepth = 64
    static let maximumBytes = 1024 * 1024

    let source: SourceText
    let diagnostics: DiagnosticList
    let bytes: [UInt8]
    var index = 0
    /// The opening brackets around the place, outermost first.
    var openers: [UInt8] = []
    /// Set where nothing that follows can be trusted.
    private(set) var hasStopped = false
    /// Set while what follows a string without an end may be a part of it.
    var followsBrokenString = false

    /// Parses a whole document.
    ///
    /// - Parameters:
    ///   - diagnostics: takes what is wrong; its source is what is parsed.
    ///   - maximumBytes: of the source.
    /// - Returns: the outermost value, nil where there is none.
    static func parse(_ diagnostics: DiagnosticList, maximumBytes: Int = maximumBytes) -> JSONNode? {
        guard EncodingCheck.run(diagnostics, maximumBytes: maximumBytes) else { return nil }
        var parser = JSONParser(diagnostics: diagnostics)
        return parser.parseDocument()
    }

    private init(diagnostics: DiagnosticList) {
        self.diagnostics = diagnostics
        source = diagnostics.source
        bytes = source.bytes
    }

    private mutating func parseDocument() -> JSONNode? {
        if bytes.starts(with: EncodingCheck.byteOrderMark) { index = EncodingCheck.byteOrderMark.count }
        skipBlanks()
        guard index < bytes.count else {
            error("the file is empty", at: bytes.count..<bytes.count, help: "a scenario is a JSON object: { … }")
            return nil
        }
        let root = parseValue()
        skipBlanks()
        if index < bytes.count {
            error(
                "there is more after the end of the document", at: index..<index + 1,
                help: "the document ends on line \(source.line(of: root.range.upperBound - 1)); is a bracket too many?")
        }
        return root
    }

    mutating func parseValue() -> JSONNode {
        guard let byte = peek() else {
            error("a value is missing at the end of the file", at: bytes.count..<bytes.count)
            return JSONNode(value: .broken, range: index..<index)
        }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return parseContainer(opener: byte)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let string = parseString(quote: byte)
            return JSONNode(value: string.isWhole ? .string(string.text) : .broken, range: string.range)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return parseNumber()
        case _ where byte.isWordStart:
            return parseWord()
        default:
            return unexpected("a value")
        }
    }

    private mutating func parseContainer(opener: UInt8) -> JSONNode {
        guard openers.count < Self.maximumDepth else {
            error("nested deeper than \(Self.maximumDepth) levels", at: index..<index + 1)
            stop()
            return JSONNode(value: .broken, range: index..<index)
        }
        openers.append(opener)
        defer { openers.removeLast() }
        return opener == UInt8(ascii: "{") ? parseObject() : parseArray()
    }

    /// Reports what stands here instead of what should, and skips to where a new value or member may begin.
    mutating func unexpected(_ expected: String) -> JSONNode {
        let start = index
        let character = characterHere()
        let found = character.map { "expected \(expected), found \($0.isNewline ? "the end of the line" : "\($0)")" }
        let help: String? =
            switch character {
            case "“", "”", "„", "‘", "’": "JSON wants straight double quotes: \""
            case "/", "#": "JSON has no comments"
            default: nil
            }
        error(found ?? "expected \(expected)", at: start..<start + (character?.utf8.count ?? 0), help: help)
        index += character?.utf8.count ?? 0
        while let byte = peek(), !Self.recoveryBytes.contains(byte) { index += 1 }
        return JSONNode(value: .broken, range: start..<index)
    }

    private static let recoveryBytes = Array(",}]\"\n".utf8)

    private func characterHere() -> Character? {
        String(decoding: bytes[index..<min(index + 16, bytes.count)], as: UTF8.self).first
    }

    func peek() -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    func error(_ message: String, at range: Range<Int>, help: String? = nil) {
        guard !hasStopped else { return }
        diagnostics.error(message, at: range, help: help)
    }

    private mutating func stop() {
        hasStopped = true
        index = bytes.count
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }

    var isHexDigit: Bool { isDigit || ((self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "f")) }

    var isWordStart: Bool { isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "$") }

    var isWordPart: Bool { isWordStart || isDigit }
}
