// Searches of handshakes, eight bytes at a time.
extension RawSpan {
    /// The offset of the first `wanted` in `range`.
    func firstIndex(of wanted: UInt8, in range: Range<Int>) -> Int? {
        let pattern = UInt64(wanted) &* ones
        return first(in: range, wide: { zeroBytes($0 ^ pattern) }, narrow: { $0 == wanted })
    }

    /// The offset of the first byte in `range` that no value of a header may hold: a control character but the tab.
    func firstControl(in range: Range<Int>) -> Int? {
        // Tabs are rare enough to leave the fast way for.
        first(in: range, wide: { belowSpace($0) | zeroBytes($0 ^ 0x7F &* ones) }, narrow: { !$0.isFieldByte })
    }

    /// The offset of the first byte that `narrow` picks; `wide` gives the highest bit of each byte in a word that it may
    /// pick, exact up to the first that it names.
    @inline(__always)
    private func first(in range: Range<Int>, wide: (UInt64) -> UInt64, narrow: (UInt8) -> Bool) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= byteCount)
        return unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var index = range.lowerBound
            while index &+ 8 <= range.upperBound {
                let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let found = wide(word)
                if found == 0 {
                    index &+= 8
                    continue
                }
                index &+= found.trailingZeroBitCount / 8
                if unsafe narrow(base.load(fromByteOffset: index, as: UInt8.self)) { return index }
                index &+= 1
            }
            while index < range.upperBound {
                if unsafe narrow(base.load(fromByteOffset: index, as: UInt8.self)) { return index }
                index &+= 1
            }
            return nil
        }
    }
}

private var ones: UInt64 { 0x0101_0101_0101_0101 }
private var highBits: UInt64 { 0x8080_8080_8080_8080 }

/// The highest bit of each byte that is 0; exact up to the first one.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & highBits
}

/// The highest bit of each byte below a space; exact up to the first one.
@inline(__always)
private func belowSpace(_ word: UInt64) -> UInt64 {
    (word &- 0x20 &* ones) & ~word & highBits
}
