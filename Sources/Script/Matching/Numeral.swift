/// A JSON number (RFC 8259, section 6), exact where it is a whole number of up to
/// 9,223,372,036,854,775,799, positive or negative.
enum Numeral: Equatable {
    case integer(Int64)
    case real(Double)

    /// - Parameter text: of a value; nil where it is anything but one number.
    init?(_ text: RawSpan) {
        var scanner = JSONScanner()
        guard scanner.skipNumber(text), scanner.position == text.byteCount else { return nil }
        let isNegative = text.byte(at: 0) == UInt8(ascii: "-")
        var digits: UInt64 = 0
        var exponent = 0
        var isFraction = false
        for offset in (isNegative ? 1 : 0)..<text.byteCount {
            let byte = text.byte(at: offset)
            if byte == UInt8(ascii: ".") {
                isFraction = true
                continue
            }
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10, digits < 922_337_203_685_477_580 else {
                // An exponent, or more digits than are exact: rare, so that a String may be made of it.
                self = .real(Double(text.text) ?? .infinity)
                return
            }
            digits = digits * 10 + UInt64(digit)
            if isFraction { exponent += 1 }
        }
        if isFraction {
            // Both are exact in a Double, so that the quotient is the nearest there is.
            self =
                digits < 1 << 53 && exponent <= 22
                ? .real((isNegative ? -1 : 1) * Double(digits) / Self.powers[exponent])
                : .real(Double(text.text) ?? .infinity)
        } else {
            self = .integer(isNegative ? -Int64(digits) : Int64(digits))
        }
    }

    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        }
    }

    static func == (left: Numeral, right: Numeral) -> Bool {
        if case .integer(let left) = left, case .integer(let right) = right {
            left == right
        } else {
            left.double == right.double
        }
    }

    private static let powers = (0...22).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }
}
