// Numbers as letters from a to p, four bits each, eight letters a turn.
extension StampText {
    static func store(_ number: UInt64, into output: inout [UInt8], at place: Int) {
        output.store(letters(UInt32(truncatingIfNeeded: number >> 32)), at: place)
        output.store(letters(UInt32(truncatingIfNeeded: number)), at: place + 8)
    }

    static func wide(_ message: RawSpan, at place: Int) -> UInt64? {
        guard let high = number32(message.littleEndian64(at: place)),
            let low = number32(message.littleEndian64(at: place + 8))
        else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }

    /// Eight letters, the lowest four bits first.
    static func letters(_ number: UInt32) -> UInt64 {
        var word = UInt64(number)
        word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
        word = (word | word << 4) & 0x0F0F_0F0F_0F0F_0F0F
        return word + 0x6161_6161_6161_6161
    }

    /// The number that eight letters stand for; nil where one is not a letter from a to p.
    static func number32(_ letters: UInt64) -> UInt32? {
        // Without borrows from byte to byte only where every byte is large enough, which the first test says.
        let highBits: UInt64 = 0x8080_8080_8080_8080
        guard letters & highBits == 0, ((letters | highBits) &- 0x6161_6161_6161_6161) & highBits == highBits else {
            return nil
        }
        var word = letters &- 0x6161_6161_6161_6161
        guard word & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return nil }
        word = (word | word >> 4) & 0x00FF_00FF_00FF_00FF
        word = (word | word >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: word | word >> 16)
    }
}
