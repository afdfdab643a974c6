/// Finds what is secret by its name in a text that is JSON, or has JSON in it: also with templates, which are no JSON.
struct SecretFinder {
    /// Bytes of the text that are secret, in order.
    private(set) var parts: [Range<Int>] = []
    /// Names of the environment whose values are secret with them.
    private(set) var environmentNames: [String] = []

    private let bytes: [UInt8]
    private var index = 0
    /// Brackets around the place.
    private var depth = 0
    /// What stands within so many brackets is secret, whatever it is called there.
    private var secretDepth: Int?
    /// The value that follows is secret.
    private var isAwaited = false

    init(_ text: String) {
        bytes = Array(text.utf8)
        while index < bytes.count { step() }
    }

    private var isSecret: Bool { isAwaited || secretDepth != nil }

    private mutating func step() {
        if let end = endOfTemplate(index) {
            if isSecret { environmentNames += SecretText.environmentNames(in: text(index..<end)) }
            index = end
            return
        }
        switch bytes[index] {
        case UInt8(ascii: "\""): return takeString()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            if isAwaited, secretDepth == nil { secretDepth = depth }
            isAwaited = false
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if secretDepth == depth { secretDepth = nil }
            depth -= 1
            isAwaited = false
        case UInt8(ascii: ","): isAwaited = false
        default: break
        }
        index += 1
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Behind a value between braces that begins here, or behind braces that are meant literally; nil: neither is here.
    private func endOfTemplate(_ start: Int) -> Int? {
        switch bytes[start...].prefix(4).prefix(while: { $0 == UInt8(ascii: "{") }).count {
        case 4: start + 4
        case 2: bytes[start...].firstRange(of: "}}".utf8)?.upperBound
        default: nil
        }
    }

    private mutating func takeString() {
        let start = index + 1
        let end = endOfString(start)
        index = min(end + 1, bytes.count)
        let text = text(start..<end)
        if bytes[index...].first(where: { !SecretFinder.blanks.contains($0) }) == UInt8(ascii: ":") {
            isAwaited = SecretText.isSecret(name: text)
        } else if isSecret {
            isAwaited = false
            environmentNames += SecretText.environmentNames(in: text)
            parts += SecretText.parts(of: text).map { $0.lowerBound + start..<$0.upperBound + start }
        } else if end < bytes.count, text.contains("\\\"") {
            look(into: start - 1..<end + 1)
        }
    }

    private static let blanks = Array(" \t\r\n".utf8)

    private func endOfString(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end = endOfTemplate(end) ?? end + (bytes[end] == UInt8(ascii: "\\") ? 2 : 1)
        }
        return min(end, bytes.count)
    }

    /// JSON may stand in a string of JSON.
    private mutating func look(into literal: Range<Int>) {
        guard
            case .string(let text)? = JSONParser.parse(DiagnosticList(source: SourceText(Array(bytes[literal]))))?.value
        else { return }
        let finder = SecretFinder(text)
        environmentNames += finder.environmentNames
        var places = StringLiteralBytes(bytes, literal)
        for part in finder.parts {
            let start = places.offset(ofText: part.lowerBound)
            parts.append(start..<places.offset(ofText: part.upperBound))
        }
    }
}
