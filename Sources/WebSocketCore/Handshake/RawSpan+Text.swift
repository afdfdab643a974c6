// What handshakes ask of bytes: comparisons and cuts that make no String.
extension RawSpan {
    /// Whether the bytes of `range` are `text`, letter case apart; `text` is lower-case ASCII.
    func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard range.count == count, range.lowerBound >= 0, range.upperBound <= byteCount else { return false }
        return unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return count == 0 }
            for index in 0..<count {
                let byte = unsafe base.load(fromByteOffset: range.lowerBound &+ index, as: UInt8.self)
                let isUpper = byte &- UInt8(ascii: "A") < 26
                guard unsafe byte | (isUpper ? 0x20 : 0) == text.utf8Start[index] else { return false }
            }
            return true
        }
    }

    /// Whether the bytes of `range` are `bytes`.
    func equals(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard range.count == bytes.count else { return false }
        for index in bytes.indices where byte(at: range.lowerBound + index) != bytes[index] { return false }
        return true
    }

    /// `range` without spaces and tabs at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, byte(at: lower).isBlank { lower += 1 }
        while lower < upper, byte(at: upper - 1).isBlank { upper -= 1 }
        return lower..<upper
    }

    /// The number that the bytes of `range` write in decimal; nil for anything else, and beyond 18 digits.
    func decimal(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for offset in range {
            let digit = byte(at: offset) &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// The part of a list up to the next comma, trimmed; `rest` is moved behind it, and nil after the last part.
    func nextElement(_ rest: inout Range<Int>?) -> Range<Int>? {
        guard let range = rest else { return nil }
        guard let comma = firstIndex(of: UInt8(ascii: ","), in: range) else {
            rest = nil
            return trimmed(range)
        }
        rest = (comma + 1)..<range.upperBound
        return trimmed(range.lowerBound..<comma)
    }

    /// Whether `text`, lower-case ASCII, is an element of the comma-separated list in `range`.
    func listContains(_ range: Range<Int>, _ text: StaticString) -> Bool {
        var rest: Range<Int>? = range
        while let element = nextElement(&rest) {
            if matches(element, text) { return true }
        }
        return false
    }

    /// The elements of the comma-separated list in `range`, empty ones left out.
    func listElements(_ range: Range<Int>) -> [String] {
        var elements: [String] = []
        var rest: Range<Int>? = range
        while let element = nextElement(&rest) {
            if !element.isEmpty { elements.append(string(element)) }
        }
        return elements
    }
}

extension String {
    /// Whether this is a token of HTTP.
    var isToken: Bool { !isEmpty && utf8.allSatisfy(\.isTokenByte) }
}
