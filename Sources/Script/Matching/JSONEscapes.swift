/// The escapes of JSON strings (RFC 8259, section 7).
enum JSONEscapes {
    /// Appends the content of a string, its escapes resolved.
    ///
    /// - Parameters:
    ///   - string: what stands between the quotes, known to be right.
    ///   - output: gets UTF-8; half a surrogate pair becomes U+FFFD.
    static func append(_ string: RawSpan, to output: inout [UInt8]) {
        var position = 0
        while position < string.byteCount {
            let piece = next(string, at: &position)
            var rest = piece.bytes
            for _ in 0..<piece.count {
                output.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
        }
    }

    /// Whether a string's content, its escapes resolved, is `text`.
    static func equals(_ string: RawSpan, _ text: RawSpan) -> Bool {
        var position = 0
        var matched = 0
        while position < string.byteCount {
            let piece = next(string, at: &position)
            guard matched + piece.count <= text.byteCount else { return false }
            for index in 0..<piece.count {
                let byte = UInt8(truncatingIfNeeded: piece.bytes >> UInt32(8 * index))
                guard text.byte(at: matched) == byte else { return false }
                matched += 1
            }
        }
        return matched == text.byteCount
    }

    /// Makes all bytes from `start` on fit for the inside of a JSON string.
    static func escape(_ bytes: inout [UInt8], from start: Int) {
        let first = bytes.withRawSpan { firstEscaped($0, from: start) }
        guard first < bytes.count else { return }
        var extra = 0
        for index in first..<bytes.count { extra += width(bytes[index]) - 1 }
        var source = bytes.count
        for _ in 0..<extra { bytes.append(0) }
        var target = bytes.count
        // From the back, so that nothing is overwritten before it has moved.
        while target > source {
            source -= 1
            target -= width(bytes[source])
            write(bytes[source], into: &bytes, at: target)
        }
    }

    /// Where the first byte stands that must be escaped, or the end.
    private static func firstEscaped(_ bytes: RawSpan, from start: Int) -> Int {
        var offset = start
        while let word = bytes.wordOrEnd(at: offset) {
            let count = JSONScanner.plainCount(word)
            offset &+= count
            if count < 8 { return offset }
        }
        while offset < bytes.byteCount, width(bytes.byteOrEnd(at: offset)) == 1 { offset &+= 1 }
        return offset
    }

    private static func width(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): 2
        case 0..<0x20: letter(byte) == nil ? 6 : 2
        default: 1
        }
    }

    private static func write(_ byte: UInt8, into bytes: inout [UInt8], at place: Int) {
        switch width(byte) {
        case 1: bytes[place] = byte
        case 2:
            bytes[place] = UInt8(ascii: "\\")
            bytes[place + 1] = letter(byte) ?? byte
        default:
            bytes[place] = UInt8(ascii: "\\")
            bytes[place + 1] = UInt8(ascii: "u")
            bytes[place + 2] = UInt8(ascii: "0")
            bytes[place + 3] = UInt8(ascii: "0")
            bytes[place + 4] = UInt8(ascii: "0") + byte >> 4
            let low = byte & 0xF
            bytes[place + 5] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") - 10 + low
        }
    }

    /// The letter that stands for a control character.
    private static func letter(_ control: UInt8) -> UInt8? {
        switch control {
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }

    /// The next byte, or all bytes of the next escape, the first in the lowest bits.
    @inline(__always)
    private static func next(_ string: RawSpan, at position: inout Int) -> (bytes: UInt32, count: Int) {
        let byte = string.byte(at: position)
        position += 1
        guard byte == UInt8(ascii: "\\"), position < string.byteCount else { return (UInt32(byte), 1) }
        return escape(string, at: &position)
    }

    private static func escape(_ string: RawSpan, at position: inout Int) -> (bytes: UInt32, count: Int) {
        let byte = string.byte(at: position)
        position += 1
        switch byte {
        case UInt8(ascii: "b"): return (0x08, 1)
        case UInt8(ascii: "f"): return (0x0C, 1)
        case UInt8(ascii: "n"): return (0x0A, 1)
        case UInt8(ascii: "r"): return (0x0D, 1)
        case UInt8(ascii: "t"): return (0x09, 1)
        case UInt8(ascii: "u"): return utf8(scalar(string, at: &position))
        default: return (UInt32(byte), 1)
        }
    }

    /// The code point of `\u` at its digits, and of the `\u` behind it where both make one.
    private static func scalar(_ string: RawSpan, at position: inout Int) -> UInt32 {
        let first = unit(string, at: position)
        position = min(position + 4, string.byteCount)
        guard first & 0xF800 == 0xD800 else { return first }
        guard first < 0xDC00, position + 6 <= string.byteCount, string.byte(at: position) == UInt8(ascii: "\\"),
            string.byte(at: position + 1) == UInt8(ascii: "u")
        else { return 0xFFFD }
        let second = unit(string, at: position + 2)
        guard second & 0xFC00 == 0xDC00 else { return 0xFFFD }
        position += 6
        return 0x1_0000 + (first & 0x3FF) << 10 + second & 0x3FF
    }

    private static func unit(_ string: RawSpan, at position: Int) -> UInt32 {
        var value: UInt32 = 0
        for offset in position..<min(position + 4, string.byteCount) {
            value = value << 4 | UInt32(string.byte(at: offset).hexDigit ?? 0)
        }
        return value
    }

    private static func utf8(_ scalar: UInt32) -> (bytes: UInt32, count: Int) {
        func tail(_ shift: UInt32) -> UInt32 { 0x80 | scalar >> shift & 0x3F }
        return switch scalar {
        case 0..<0x80: (scalar, 1)
        case 0x80..<0x800: (0xC0 | scalar >> 6 | tail(0) << 8, 2)
        case 0x800..<0x1_0000: (0xE0 | scalar >> 12 | tail(6) << 8 | tail(0) << 16, 3)
        default: (0xF0 | scalar >> 18 | tail(12) << 8 | tail(6) << 16 | tail(0) << 24, 4)
        }
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
