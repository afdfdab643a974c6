/// A string as it was parsed, keys included.
struct ParsedString {
    var text: String
    var range: Range<Int>
    /// False where a part of it was faulty.
    var isWhole: Bool
    /// False where the closing quote is missing.
    var hasEnd = true
}

extension JSONParser {
    mutating func parseString(quote: UInt8) -> ParsedString {
        let start = index
        index += 1
        var content: [UInt8] = []
        var isWhole = true
        while let byte = peek(), byte != UInt8(ascii: "\n") {
            switch byte {
            case quote:
                index += 1
                let text = String(decoding: content, as: UTF8.self)
                if quote == UInt8(ascii: "'") {
                    error(
                        "a string stands in double quotes, not single ones", at: start..<index,
                        help: "write \"\(text)\"")
                }
                return ParsedString(text: text, range: start..<index, isWhole: isWhole)
            case UInt8(ascii: "\\"):
                if let scalar = parseEscape() {
                    content.append(contentsOf: String(Character(scalar)).utf8)
                } else {
                    isWhole = false
                }
            case 0..<0x20:
                let code = String(byte, radix: 16)
                let escape = "\\u" + String(repeating: "0", count: 4 - code.count) + code
                error(
                    "a control character in a string", at: index..<index + 1,
                    help: "write \(byte == UInt8(ascii: "\t") ? "\\t" : escape)")
                isWhole = false
                index += 1
            default:
                content.append(byte)
                index += 1
            }
        }
        let end = bytes[..<index].last == UInt8(ascii: "\r") ? index - 1 : index
        error(
            "this string is never closed", at: start..<end,
            help: "a double quote is missing before the end of the line; a line break is written \\n")
        followsBrokenString = true
        return ParsedString(
            text: String(decoding: content, as: UTF8.self), range: start..<index, isWhole: false, hasEnd: false)
    }

    /// Takes one escape; nil after reporting a faulty one.
    private mutating func parseEscape() -> Unicode.Scalar? {
        let start = index
        index += 1
        guard let byte = peek(), byte >= 0x20 else { return nil }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return parseUnicodeEscape(from: start)
        default:
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
            error(
                "JSON has no escape \(String(decoding: bytes[start..<index], as: UTF8.self))", at: start..<index,
                help: #"the escapes are \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits"#)
            return nil
        }
    }

    private mutating func parseUnicodeEscape(from start: Int) -> Unicode.Scalar? {
        guard let first = parseFourDigits(from: start) else { return nil }
        if let scalar = Unicode.Scalar(first) { return scalar }
        let isHigh = first < 0xDC00
        if isHigh, bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            let secondStart = index
            index += 2
            guard let second = parseFourDigits(from: secondStart) else { return nil }
            if (0xDC00...0xDFFF).contains(second) {
                return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
            }
            index = secondStart
        }
        error(
            "a lone \(isHigh ? "high" : "low") surrogate, which is no character", at: start..<index,
            help: #"characters past \uFFFF are written as a pair, such as \ud83d\ude00, or as they are"#)
        return nil
    }

    private mutating func parseFourDigits(from start: Int) -> UInt32? {
        let digits = bytes[index...].prefix(4).prefix { $0.isHexDigit }
        index += digits.count
        guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            error(#"\u needs four hexadecimal digits"#, at: start..<index, help: #"such as \u00e9"#)
            return nil
        }
        return value
    }
}
