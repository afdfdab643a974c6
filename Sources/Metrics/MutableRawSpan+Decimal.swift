extension MutableRawSpan {
    /// Bytes that ``store(decimal:at:)`` may write beyond the number's end.
    static let decimalSlack = 8

    /// Writes a number in decimal digits, eight at a time: `summary.json` has tens of thousands of them, and is written
    /// every second.
    ///
    /// - Parameters:
    ///   - value: any.
    ///   - offset: where its first digit goes; ``decimalSlack`` bytes more than its digits must be there.
    /// - Returns: the offset behind its last digit.
    mutating func store(decimal value: UInt64, at offset: Int) -> Int {
        guard value < 100_000_000 else {
            let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
            let end = store(decimal: high, at: offset)
            storeBytes(of: Self.digits(low) | Self.zeros, toByteOffset: end, as: UInt64.self)
            return end + 8
        }
        let digits = Self.digits(value)
        // The first digit is the lowest byte.
        let leading = value == 0 ? 7 : digits.trailingZeroBitCount / 8
        storeBytes(of: (digits | Self.zeros) >> UInt64(8 * leading), toByteOffset: offset, as: UInt64.self)
        return offset + 8 - leading
    }

    private static var zeros: UInt64 { 0x3030_3030_3030_3030 }

    /// The eight digits of a number below 100 million, one in each byte, the first in the lowest.
    ///
    /// Halves are parted by multiplying with the reciprocal of 100 and then of 10, all parts at once.
    private static func digits(_ value: UInt64) -> UInt64 {
        let (high, low) = value.quotientAndRemainder(dividingBy: 10_000)
        let fours = high | low << 32
        let hundreds = ((fours &* 10_486) >> 20) & 0x0000_007F_0000_007F
        let twos = hundreds | (fours &- 100 &* hundreds) << 16
        let tens = ((twos &* 103) >> 10) & 0x000F_000F_000F_000F
        return tens | (twos &- 10 &* tens) << 8
    }
}
