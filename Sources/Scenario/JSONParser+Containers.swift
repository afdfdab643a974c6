extension JSONParser {
    mutating func parseObject() -> JSONNode {
        let start = index
        index += 1
        var object = JSONObject(members: [], isComplete: true)
        var seen: [String: Range<Int>] = [:]
        while true {
            skipBlanks()
            guard !closes(with: UInt8(ascii: "}"), openedAt: start, isComplete: &object.isComplete) else { break }
            guard let key = parseKey() else {
                object.isComplete = false
                continue
            }
            let value = parseMemberValue(after: key)
            if let first = seen[key.text] {
                error(
                    "duplicate key \"\(key.text)\"", at: key.range,
                    help: "it stands already on line \(source.line(of: first.lowerBound)); keep one of them")
            } else {
                seen[key.text] = key.range
                object.members.append(JSONMember(key: key.text, keyRange: key.range, value: value))
            }
            parseSeparator(after: value.range.upperBound, closing: UInt8(ascii: "}"))
        }
        return JSONNode(value: .object(object), range: start..<index)
    }

    mutating func parseArray() -> JSONNode {
        let start = index
        index += 1
        var items: [JSONNode] = []
        var isComplete = true
        while true {
            skipBlanks()
            guard !closes(with: UInt8(ascii: "]"), openedAt: start, isComplete: &isComplete) else { break }
            let item = parseValue()
            items.append(item)
            parseSeparator(after: item.range.upperBound, closing: UInt8(ascii: "]"))
        }
        return JSONNode(value: isComplete ? .array(items) : .broken, range: start..<index)
    }

    /// Takes the closing bracket, or whatever else ends the container that was opened at `start`.
    private mutating func closes(with closer: UInt8, openedAt start: Int, isComplete: inout Bool) -> Bool {
        let what = closer == UInt8(ascii: "}") ? "object" : "list"
        guard let byte = peek() else {
            isComplete = false
            error(
                "this \(what) is never closed", at: start..<start + 1,
                help: "a \"\(Character(Unicode.Scalar(closer)))\" is missing before the end of the file")
            return true
        }
        if byte == closer {
            index += 1
            return true
        }
        guard byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") else { return false }
        error(
            "expected \"\(Character(Unicode.Scalar(closer)))\", found \"\(Character(Unicode.Scalar(byte)))\"",
            at: index..<index + 1, help: "the \(what) was opened on line \(source.line(of: start))")
        // Two codes apart in ASCII: "{" and "}", "[" and "]".
        if !openers.dropLast().contains(byte - 2) { index += 1 }
        return true
    }

    private mutating func parseKey() -> ParsedString? {
        guard let byte = peek() else { return nil }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let key = parseString(quote: byte)
            return key.hasEnd ? key : nil
        case _ where byte.isWordStart:
            let start = index
            while let byte = peek(), byte.isWordPart { index += 1 }
            let key = String(decoding: bytes[start..<index], as: UTF8.self)
            error("the key \(key) is not in quotes", at: start..<index, help: "write \"\(key)\"")
            return ParsedString(text: key, range: start..<index, isWhole: true)
        case UInt8(ascii: ","):
            error("a comma too many", at: index..<index + 1)
            index += 1
            return nil
        default:
            _ = unexpected("a key in double quotes")
            if peek() == UInt8(ascii: ",") { index += 1 }
            return nil
        }
    }

    private mutating func parseMemberValue(after key: ParsedString) -> JSONNode {
        skipBlanks()
        switch peek() {
        case UInt8(ascii: ":"):
            index += 1
        case UInt8(ascii: "="):
            error("expected \":\", found \"=\"", at: index..<index + 1, help: "write \"\(key.text)\": …")
            index += 1
        default:
            error(
                "a \":\" is missing after the key \"\(key.text)\"", at: key.range.upperBound..<key.range.upperBound + 1)
        }
        skipBlanks()
        switch peek() {
        case nil, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
            error("the key \"\(key.text)\" has no value", at: key.range)
            return JSONNode(value: .broken, range: key.range.upperBound..<key.range.upperBound)
        default:
            return parseValue()
        }
    }

    private mutating func parseSeparator(after end: Int, closing closer: UInt8) {
        skipBlanks()
        defer { followsBrokenString = false }
        guard let byte = peek() else { return }
        if byte == UInt8(ascii: ",") {
            let comma = index
            index += 1
            skipBlanks()
            if let next = peek(), next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
                error(
                    "trailing comma before \"\(Character(Unicode.Scalar(next)))\"", at: comma..<comma + 1,
                    help: "JSON allows none after the last entry; remove it")
            }
        } else if byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]"), !followsBrokenString {
            let isStart = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
            if isStart || byte == UInt8(ascii: "'") || byte.isWordPart || byte == UInt8(ascii: "-") {
                error("a comma is missing here", at: end..<end + 1)
            } else {
                _ = unexpected("\",\" or \"\(Character(Unicode.Scalar(closer)))\"")
                if peek() == UInt8(ascii: ",") { index += 1 }
            }
        }
    }
}
