import Metrics

/// The text of a CSV file (RFC 4180, but with bare line feeds, as everything on Linux reads them).
struct CSVText {
    private(set) var bytes: [UInt8]
    private var isFirst = true

    /// Begins with a line of column names.
    init(columns: [String]) {
        bytes = Array((columns.joined(separator: ",") + "\n").utf8)
    }

    /// Begins in the middle of a file.
    init() {
        bytes = []
    }

    mutating func append(_ field: String) {
        separate()
        guard field.utf8.contains(where: Self.needsQuotes) else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            bytes.append(byte)
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A field that is known to need no quotes: thousands of them are written every second.
    mutating func append(plain field: String) {
        separate()
        bytes.append(contentsOf: field.utf8)
    }

    mutating func append(_ value: Int) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(decimal: UInt64(value.magnitude))
    }

    /// Whole numbers without a fraction, others with up to three decimals.
    mutating func append(_ value: Double) {
        if let whole = Int(exactly: value) { append(whole) } else { append("\((value * 1000).rounded() / 1000)") }
    }

    /// Nanoseconds as microseconds with three decimals; empty where there is no figure.
    mutating func append(microsecondsOf nanoseconds: UInt64?) {
        separate()
        guard let nanoseconds else { return }
        bytes.append(decimal: nanoseconds / 1000)
        bytes.append(UInt8(ascii: "."))
        let rest = nanoseconds % 1000
        if rest < 100 { bytes.append(UInt8(ascii: "0")) }
        if rest < 10 { bytes.append(UInt8(ascii: "0")) }
        bytes.append(decimal: rest)
    }

    /// Nanoseconds as seconds with nine decimals.
    mutating func append(secondsOf nanoseconds: UInt64) {
        separate()
        bytes.append(decimal: nanoseconds / 1_000_000_000)
        bytes.append(UInt8(ascii: "."))
        var unit: UInt64 = 100_000_000
        while unit > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(nanoseconds / unit % 10))
            unit /= 10
        }
    }

    /// Empty where there is no figure.
    mutating func append(_ value: Int?) {
        guard let value else { return separate() }
        append(value)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }
}
