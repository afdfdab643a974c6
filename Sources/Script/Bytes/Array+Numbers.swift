extension [UInt8] {
    /// Appends `value` in decimal.
    mutating func appendDecimal(_ value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        appendDecimal(value.magnitude, digits: 1)
    }

    /// Appends `value` in decimal, with zeros before it up to a number of digits, 20 at most.
    mutating func appendDecimal(_ value: UInt64, digits minimum: Int) {
        append(upTo: 20) { digits in
            var rest = value
            var place = 20
            repeat {
                place &-= 1
                digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0 || 20 &- place < minimum
            return place..<20
        }
    }
}

extension MutableSpan<UInt8> {
    /// Writes the lowest bits of `value` as hexadecimal digits.
    ///
    /// - Parameters:
    ///   - value: 64 bits.
    ///   - digits: how many, 16 at most.
    ///   - place: of the first digit; the place behind the last is left in it.
    mutating func writeHex(_ value: UInt64, digits: Int, at place: inout Int) {
        for digit in stride(from: digits &- 1, through: 0, by: -1) {
            let nibble = UInt8(truncatingIfNeeded: value &>> UInt64(digit &* 4)) & 0xF
            // By arithmetic, because a branch on random numbers is mostly guessed wrong.
            self[place] = UInt8(ascii: "0") &+ nibble &+ 39 &* ((9 &- nibble) &>> 7)
            place &+= 1
        }
    }
}
