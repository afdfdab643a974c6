extension [UInt8] {
    /// Appends `value` in decimal.
    mutating func appendDecimal(_ value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        appendDecimal(value.magnitude, digits: 1)
    }

    /// Appends `value` in decimal, with zeros before it up to a number of digits.
    mutating func appendDecimal(_ value: UInt64, digits minimum: Int) {
        var digits = 1
        var bound: UInt64 = 10
        while digits < 20, value >= bound {
            digits += 1
            bound &*= 10
        }
        let width = Swift.max(digits, minimum)
        let start = count
        for _ in 0..<width { append(UInt8(ascii: "0")) }
        var rest = value
        var place = start + width
        while rest > 0 {
            place -= 1
            self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// Appends the lowest bits of `value` as so many hexadecimal digits, 16 at most.
    mutating func appendHex(_ value: UInt64, digits: Int) {
        for digit in stride(from: digits - 1, through: 0, by: -1) {
            let nibble = UInt8(truncatingIfNeeded: value >> UInt64(digit * 4)) & 0xF
            append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") - 10 + nibble)
        }
    }
}
