extension JSONScanner {
    /// Takes the string whose first quote comes next; the range is what stands between the quotes.
    @inline(__always)
    mutating func string(_ text: RawSpan) -> JSONValue? {
        let start = position &+ 1
        // Most keys end within the first word.
        if let word = text.wordOrEnd(at: start) {
            let end = start &+ Self.plainCount(word)
            if end < start &+ 8, text.byteOrEnd(at: end) == UInt8(ascii: "\"") {
                position = end &+ 1
                return JSONValue(range: unsafe Range(uncheckedBounds: (start, end)), kind: .string)
            }
        }
        guard let end = Self.stringEnd(text, start) else { return nil }
        position = end.position &+ 1
        return JSONValue(
            range: unsafe Range(uncheckedBounds: (start, end.position)), kind: .string, hasEscapes: end.hasEscapes)
    }

    /// Takes the number or the word that begins with `byte`.
    @inline(__always)
    mutating func skipScalar(_ byte: UInt8, _ text: RawSpan) -> Bool {
        switch byte {
        case UInt8(ascii: "t"): skip(0x6575_7274, count: 4, text)
        case UInt8(ascii: "f"): skip(0x65_736C_6166, count: 5, text)
        case UInt8(ascii: "n"): skip(0x6C6C_756E, count: 4, text)
        default: skipNumber(text)
        }
    }

    /// Takes a word of five letters at most, the first lowest.
    @inline(__always)
    private mutating func skip(_ word: UInt64, count: Int, _ text: RawSpan) -> Bool {
        for index in 0..<count {
            let letter = UInt8(truncatingIfNeeded: word &>> UInt64(8 &* index))
            guard text.byteOrEnd(at: position &+ index) == letter else { return false }
        }
        position &+= count
        return true
    }

    /// Takes a number (RFC 8259, section 6).
    mutating func skipNumber(_ text: RawSpan) -> Bool {
        guard let end = Self.afterNumber(text, position) else { return false }
        position = end
        return true
    }

    private static func afterNumber(_ text: RawSpan, _ start: Int) -> Int? {
        var scanner = JSONScanner(position: start)
        _ = scanner.take(UInt8(ascii: "-"), text)
        if !scanner.take(UInt8(ascii: "0"), text), !scanner.skipDigits(text) { return nil }
        if scanner.take(UInt8(ascii: "."), text), !scanner.skipDigits(text) { return nil }
        if scanner.peek(text) | 0x20 == UInt8(ascii: "e") {
            scanner.position &+= 1
            if !scanner.take(UInt8(ascii: "-"), text) { _ = scanner.take(UInt8(ascii: "+"), text) }
            if !scanner.skipDigits(text) { return nil }
        }
        return scanner.position
    }

    /// Takes digits; false where there is none.
    @inline(__always)
    private mutating func skipDigits(_ text: RawSpan) -> Bool {
        let start = position
        while peek(text) &- UInt8(ascii: "0") < 10 { position &+= 1 }
        return position > start
    }

    /// How many of eight bytes stand before the first quote, backslash or control character.
    @inline(__always)
    static func plainCount(_ word: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ UInt64(UInt8(ascii: "\"")) &* ones
        let backslashes = word ^ UInt64(UInt8(ascii: "\\")) &* ones
        // The highest bit of each byte that is one of the three; exact up to the first.
        let found =
            ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- 0x20 &* ones) & ~word)
            & 0x8080_8080_8080_8080
        return found.trailingZeroBitCount / 8
    }

    /// The closing quote of a string whose content begins at `start`, and whether there are escapes before it.
    private static func stringEnd(_ text: RawSpan, _ start: Int) -> (position: Int, hasEscapes: Bool)? {
        var position = start
        var hasEscapes = false
        while true {
            while let word = text.wordOrEnd(at: position) {
                let count = plainCount(word)
                position &+= count
                if count < 8 { break }
            }
            let byte = text.byteOrEnd(at: position)
            if byte == UInt8(ascii: "\"") { return (position, hasEscapes) }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                guard let end = afterEscape(text, position) else { return nil }
                position = end
            } else {
                // Here too where fewer than eight bytes are left.
                guard byte >= 0x20 else { return nil }
                position &+= 1
            }
        }
    }

    private static func afterEscape(_ text: RawSpan, _ start: Int) -> Int? {
        switch text.byteOrEnd(at: start &+ 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start &+ 2
        case UInt8(ascii: "u"):
            for offset in (start &+ 2)..<(start &+ 6) where text.byteOrEnd(at: offset).hexDigit == nil { return nil }
            return start &+ 6
        default: return nil
        }
    }
}
