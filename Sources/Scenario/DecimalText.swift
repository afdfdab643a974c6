/// A decimal number without sign, kept exact: "1.5" is 15 over ten to the power of 1.
struct DecimalText {
    private static let maximumDigits = 18

    private var digits: Int128
    private var divisor: Int128 = 1

    /// Takes the number that `bytes` begins with, and removes it; nil where there is none.
    ///
    /// - Throws: `TextFault` where there are too many digits, or none after the point.
    init?(taking bytes: inout ArraySlice<UInt8>) throws(TextFault) {
        let start = bytes.startIndex
        let whole = bytes.prefix { $0.isDigit }
        guard !whole.isEmpty else { return nil }
        bytes = bytes.dropFirst(whole.count)
        digits = 0
        var all = Array(whole)
        if bytes.first == UInt8(ascii: ".") {
            let fraction = bytes.dropFirst().prefix { $0.isDigit }
            bytes = bytes.dropFirst(1 + fraction.count)
            if fraction.isEmpty {
                throw TextFault("digits are missing after the point", range: start..<bytes.startIndex)
            }
            all += fraction
            for _ in fraction { divisor = divisor.multipliedReportingOverflow(by: 10).partialValue }
        }
        guard all.count <= Self.maximumDigits else {
            throw TextFault("a number of more than \(Self.maximumDigits) digits", range: start..<bytes.startIndex)
        }
        digits = all.reduce(0) { $0 * 10 + Int128($1 - UInt8(ascii: "0")) }
    }

    /// The product, or nil where it is no whole number.
    func times(_ unit: Int) -> Int128? {
        let (quotient, remainder) = (digits * Int128(unit)).quotientAndRemainder(dividingBy: divisor)
        return remainder == 0 ? quotient : nil
    }
}
