extension JSONScanner {
    /// Takes the string whose first quote comes next; the range is what stands between the quotes.
    @inline(__always)
    mutating func string(_ text: RawSpan) -> JSONValue? {
        position &+= 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlain(text)
            switch peek(text) {
            case UInt8(ascii: "\""):
                position &+= 1
                return JSONValue(range: start..<(position &- 1), kind: .string, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard skipEscape(text) else { return nil }
            default: return nil
            }
        }
    }

    /// Goes on to the next quote, backslash or control character, eight bytes a turn.
    @inline(__always)
    private mutating func skipPlain(_ text: RawSpan) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits: UInt64 = 0x8080_8080_8080_8080
        while position &+ 8 <= text.byteCount {
            let word = text.littleEndian64(at: position)
            let quotes = word ^ UInt64(UInt8(ascii: "\"")) &* ones
            let backslashes = word ^ UInt64(UInt8(ascii: "\\")) &* ones
            // The highest bit of each byte that is one of the three; exact up to the first.
            let found =
                ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- 0x20 &* ones) & ~word)
                & highBits
            guard found == 0 else {
                position &+= found.trailingZeroBitCount / 8
                return
            }
            position &+= 8
        }
        while position < text.byteCount {
            let byte = text.byte(at: position)
            guard byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return }
            position &+= 1
        }
    }

    private mutating func skipEscape(_ text: RawSpan) -> Bool {
        position &+= 1
        switch peek(text) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position &+= 1
            return true
        case UInt8(ascii: "u"):
            position &+= 1
            for _ in 0..<4 {
                guard peek(text).hexDigit != nil else { return false }
                position &+= 1
            }
            return true
        default: return false
        }
    }

    /// Takes a number (RFC 8259, section 6).
    mutating func skipNumber(_ text: RawSpan) -> Bool {
        _ = take(UInt8(ascii: "-"), text)
        if !take(UInt8(ascii: "0"), text), !skipDigits(text) { return false }
        if take(UInt8(ascii: "."), text), !skipDigits(text) { return false }
        if peek(text) | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if !take(UInt8(ascii: "-"), text) { _ = take(UInt8(ascii: "+"), text) }
            return skipDigits(text)
        }
        return true
    }

    /// Takes digits; false where there is none.
    @inline(__always)
    private mutating func skipDigits(_ text: RawSpan) -> Bool {
        let start = position
        while peek(text) &- UInt8(ascii: "0") < 10 { position &+= 1 }
        return position > start
    }
}
