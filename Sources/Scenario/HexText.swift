/// Bytes as a scenario writes them: two hexadecimal digits each, with blanks between them where that reads better.
enum HexText {
    static func parse(_ text: String) throws(TextFault) -> [UInt8] {
        let digits = Array(text.utf8).enumerated().filter { $0.element != UInt8(ascii: " ") }
        if let wrong = digits.first(where: { !$0.element.isHexDigit }) {
            let isPrefix = wrong.offset == 1 && (wrong.element | 0x20) == UInt8(ascii: "x")
            let character = String(text.utf8.dropFirst(wrong.offset)).flatMap(\.first).map(String.init) ?? ""
            throw TextFault(
                "bytes are hexadecimal digits",
                help: isPrefix ? "leave the 0x out" : "such as \"8a 00 ff\"",
                range: wrong.offset..<wrong.offset + max(1, character.utf8.count))
        }
        guard digits.count.isMultiple(of: 2), let last = digits.last else {
            throw TextFault(
                digits.isEmpty ? "there are no bytes" : "half a byte at the end",
                help: "two digits for each byte, such as \"8a 00 ff\"",
                range: digits.last.map { $0.offset..<$0.offset + 1 })
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(last.offset / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: [digits[index].element, digits[index + 1].element], as: UTF8.self)
            if let byte = UInt8(pair, radix: 16) { bytes.append(byte) }
        }
        return bytes
    }
}
