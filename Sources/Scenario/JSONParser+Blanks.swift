extension JSONParser {
    /// Skips white space, and comments after reporting them.
    mutating func skipBlanks() {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                index += 1
            case UInt8(ascii: "/"), UInt8(ascii: "#"):
                guard skipComment(byte) else { return }
            default:
                return
            }
        }
    }

    private mutating func skipComment(_ byte: UInt8) -> Bool {
        let start = index
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let isBlock = byte == UInt8(ascii: "/") && second == UInt8(ascii: "*")
        guard byte == UInt8(ascii: "#") || second == UInt8(ascii: "/") || isBlock else { return false }
        if isBlock {
            index += 2
            while index < bytes.count,
                !(bytes[index] == UInt8(ascii: "/") && bytes[index - 1] == UInt8(ascii: "*") && index > start + 2)
            {
                index += 1
            }
            index = min(index + 1, bytes.count)
        } else {
            while let byte = peek(), byte != UInt8(ascii: "\n") { index += 1 }
        }
        error("JSON has no comments", at: start..<index, help: "put it into the key \"description\"")
        return true
    }
}
