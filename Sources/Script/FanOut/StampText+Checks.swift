// Checks that see damage, not forgery.
extension StampText {
    /// Over the bytes of a message but those of its stamp.
    static func check(around stamp: Range<Int>, in message: RawSpan) -> UInt64 {
        let before = check(message.extracting(0..<stamp.lowerBound), seed: UInt64(message.byteCount))
        return check(message.extracting(stamp.upperBound...), seed: before)
    }

    /// Over the numbers of a stamp.
    static func check(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: mix(mix(mix(mix(0, first), second), third), fourth))
    }

    private static func check(_ bytes: RawSpan, seed: UInt64) -> UInt64 {
        var state = mix(seed, UInt64(bytes.byteCount))
        var offset = 0
        while offset &+ 8 <= bytes.byteCount {
            state = mix(state, bytes.littleEndian64(at: offset))
            offset &+= 8
        }
        var rest: UInt64 = 0
        while offset < bytes.byteCount {
            rest = rest << 8 | UInt64(bytes.byte(at: offset))
            offset &+= 1
        }
        return mix(state, rest)
    }

    /// Every step can be undone, for each word as for each state: so two messages that differ in one word alone never
    /// have the same check.
    @inline(__always)
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word) &* 0x9FB2_1C65_1E98_DF25
        return product ^ product >> 32
    }
}
