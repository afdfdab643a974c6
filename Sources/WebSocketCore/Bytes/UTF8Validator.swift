/// Says whether bytes that come in pieces are UTF-8, at the first byte that cannot stand where it stands.
///
/// Overlong forms, surrogates and values above U+10FFFF are refused at their second byte (RFC 3629).
package struct UTF8Validator: Sendable {
    /// Continuation bytes that the code point under way still needs.
    private var needed: UInt8 = 0
    /// What the next continuation byte may be.
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    package init() {}

    /// Whether no code point is cut.
    package var isComplete: Bool { needed == 0 }

    /// Takes the next piece.
    ///
    /// - Parameters:
    ///   - bytes: that hold the piece.
    ///   - range: of the piece in `bytes`.
    /// - Returns: the offset in `bytes` of the first byte that is wrong, or nil. After an offset nothing more may be fed.
    package mutating func firstInvalid(in bytes: RawSpan, _ range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.byteCount)
        return unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            return unsafe scan(base, from: range.lowerBound, to: range.upperBound)
        }
    }

    private mutating func scan(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end {
            if needed == 0 {
                index = unsafe Self.skipWhole(base, from: index, to: end)
                guard index < end else { return nil }
            }
            let byte = unsafe base.load(fromByteOffset: index, as: UInt8.self)
            if needed > 0 {
                guard byte >= lowest, byte <= highest else { return index }
                needed &-= 1
                lowest = 0x80
                highest = 0xBF
            } else if byte >= 0x80 {
                guard begin(byte) else { return index }
            }
            index &+= 1
        }
        return nil
    }

    /// The offset behind the code points that are right and whole; what is wrong or near the end is left to the states.
    private static func skipWhole(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
        var index = start
        while index &+ 4 <= end {
            let word = unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt32.self))
            if word & 0x80 == 0 {
                index = unsafe skipASCII(base, from: index, to: end)
            } else {
                let length = wholeLength(word)
                if length == 0 { return index }
                index &+= length
            }
        }
        return index
    }

    /// The length of the code point beyond ASCII in the first bytes of `word`, or 0 when there is none.
    @inline(__always)
    private static func wholeLength(_ word: UInt32) -> Int {
        if word & 0xC0E0 == 0x80C0 {
            // C0 and C1 would be overlong.
            return word & 0x1E != 0 ? 2 : 0
        }
        if word & 0xC0_C0F0 == 0x80_80E0 {
            let value = (word & 0x0F) &<< 12 | (word & 0x3F00) &>> 2 | (word &>> 16) & 0x3F
            return value >= 0x800 && value & 0xF800 != 0xD800 ? 3 : 0
        }
        if word & 0xC0C0_C0F8 == 0x8080_80F0 {
            let top = (word & 0x07) &<< 18 | (word & 0x3F00) &<< 4
            return top >= 0x1_0000 && top < 0x11_0000 ? 4 : 0
        }
        return 0
    }

    /// The offset of the first byte at or after `start` that is not ASCII.
    @inline(__always)
    private static func skipASCII(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index &+ 32 <= end {
            let words = unsafe base.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
            guard (words[0] | words[1] | words[2] | words[3]) & highBits == 0 else { break }
            index &+= 32
        }
        while index &+ 8 <= end {
            let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let high = word & highBits
            guard high == 0 else { return index &+ high.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < end, unsafe base.load(fromByteOffset: index, as: UInt8.self) < 0x80 {
            index &+= 1
        }
        return index
    }

    /// Takes the first byte of a code point beyond ASCII; false when no code point begins so.
    @inline(__always)
    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: needed = 1
        case 0xE0...0xEF:
            needed = 2
            // E0 would be overlong below, ED a surrogate above.
            if byte == 0xE0 { lowest = 0xA0 }
            if byte == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            needed = 3
            // F0 would be overlong below, F4 beyond Unicode above.
            if byte == 0xF0 { lowest = 0x90 }
            if byte == 0xF4 { highest = 0x8F }
        default: return false
        }
        return true
    }
}
