extension JSONParser {
    mutating func parseNumber() -> JSONNode {
        let start = index
        while let byte = peek(), byte.isWordPart || Array("+-.".utf8).contains(byte) { index += 1 }
        let range = start..<index
        let text = String(decoding: bytes[range], as: UTF8.self)
        guard let fault = Self.numberFault(text) else { return JSONNode(value: .number(text), range: range) }
        error(fault.message, at: range, help: fault.help)
        return JSONNode(value: .broken, range: range)
    }

    /// `true`, `false`, `null`, or a word that has no place in JSON.
    mutating func parseWord() -> JSONNode {
        let start = index
        while let byte = peek(), byte.isWordPart { index += 1 }
        let range = start..<index
        let word = String(decoding: bytes[range], as: UTF8.self)
        switch word {
        case "true": return JSONNode(value: .boolean(true), range: range)
        case "false": return JSONNode(value: .boolean(false), range: range)
        case "null": return JSONNode(value: .null, range: range)
        default: break
        }
        switch word.lowercased() {
        case "nan", "infinity", "inf":
            error("JSON has no \(word)", at: range, help: "a number is written in digits")
        case "true", "false", "null":
            error("\(word) is not JSON", at: range, help: "write \(word.lowercased())")
        case "yes", "on": error("\(word) is not JSON", at: range, help: "write true")
        case "no", "off": error("\(word) is not JSON", at: range, help: "write false")
        case "none", "nil", "undefined": error("\(word) is not JSON", at: range, help: "write null, or \"\(word)\"")
        default: error("\(word) is not in quotes", at: range, help: "write \"\(word)\"")
        }
        return JSONNode(value: .broken, range: range)
    }

    /// What is wrong with a number by the grammar of RFC 8259, section 6.
    private static func numberFault(_ text: String) -> (message: String, help: String?)? {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        if text.first == "+" { return ("a number begins with no \"+\"", "write \(text.dropFirst())") }
        if rest.first == "." {
            return ("digits are missing before the point", "write \(isNegative ? "-" : "")0\(rest)")
        }
        guard rest.first?.isNumber == true else { return ("\(text) is not a number", nil) }

        let whole = rest.prefix { $0.isNumber }
        rest = rest.dropFirst(whole.count)
        if whole == "0", rest.lowercased().hasPrefix("x") {
            return ("JSON has no hexadecimal numbers", "write it in decimal digits")
        }
        let zeroless = whole.drop { $0 == "0" }
        if whole.count > 1, whole.first == "0" {
            return (
                "a number has no leading zeros",
                "write \(isNegative ? "-" : "")\(zeroless.isEmpty ? "0" : zeroless)\(rest)"
            )
        }
        if rest.first == "." {
            let digits = rest.dropFirst().prefix { $0.isNumber }
            if digits.isEmpty { return ("digits are missing after the point", nil) }
            rest = rest.dropFirst(1 + digits.count)
        }
        if rest.first == "e" || rest.first == "E" {
            var exponent = rest.dropFirst()
            if exponent.first == "+" || exponent.first == "-" { exponent.removeFirst() }
            if !exponent.isEmpty, exponent.allSatisfy(\.isNumber) { return nil }
        }
        if rest.isEmpty { return nil }
        if rest.first == "_" { return ("a number has no \"_\" between its digits", nil) }
        if rest.allSatisfy({ $0.isLetter || $0.isNumber }) {
            return ("a number with a unit stands in quotes", "write \"\(text)\"")
        }
        return ("\(text) is not a number", nil)
    }
}
