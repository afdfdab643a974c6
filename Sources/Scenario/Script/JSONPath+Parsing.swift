extension JSONPath {
    private static let example = "such as $.type, $.users[0].name, $['odd key'] or $.items[*].id"

    /// Reads a path: `$`, then `.name`, `[0]`, `[*]`, `.*` and `['any key']` in a row.
    static func parse(_ text: String) throws(TextFault) -> JSONPath {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "$") else {
            throw TextFault("a JSON path begins with $", help: text.isEmpty ? example : "did you mean \"$.\(text)\"?")
        }
        var components: [Component] = []
        var index = 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "."): components.append(try member(bytes, &index))
            case UInt8(ascii: "["): components.append(try element(bytes, &index))
            default:
                throw TextFault(
                    "\".\" or \"[\" is missing in a JSON path", help: example, range: index..<bytes.count)
            }
        }
        return JSONPath(components)
    }

    private static func member(_ bytes: [UInt8], _ index: inout Int) throws(TextFault) -> Component {
        let start = index + 1
        let end = bytes[start...].firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? bytes.count
        index = end
        guard start < end else {
            throw TextFault(
                "a name is missing in a JSON path",
                help: end < bytes.count && bytes[end] == UInt8(ascii: ".")
                    ? "there is no \"..\"; each step is named, or \"*\"" : example, range: start - 1..<end)
        }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        return name == "*" ? .wildcard : .key(name)
    }

    private static func element(_ bytes: [UInt8], _ index: inout Int) throws(TextFault) -> Component {
        let start = index + 1
        if start < bytes.count, bytes[start] == UInt8(ascii: "'") || bytes[start] == UInt8(ascii: "\"") {
            return try quoted(bytes, &index)
        }
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "]")) else {
            throw TextFault("\"[\" is never closed in a JSON path", help: example, range: index..<bytes.count)
        }
        index = end + 1
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        if text == "*" { return .wildcard }
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit), let number = Int(text) else {
            throw TextFault(
                "\"\(text)\" is not an index", help: "a number from 0, *, or a key in quotes",
                range: start - 1..<end + 1)
        }
        return .index(number)
    }

    private static func quoted(_ bytes: [UInt8], _ index: inout Int) throws(TextFault) -> Component {
        let start = index + 2
        let quote = bytes[start - 1]
        guard let end = bytes[start...].firstIndex(of: quote), end + 1 < bytes.count,
            bytes[end + 1] == UInt8(ascii: "]")
        else {
            throw TextFault("a key in a JSON path is never closed", help: example, range: index..<bytes.count)
        }
        index = end + 2
        return .key(String(decoding: bytes[start..<end], as: UTF8.self))
    }
}
