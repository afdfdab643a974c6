/// One record of a CSV file (RFC 4180, but with a bare line feed at its end, as everything on Linux reads it).
struct CSVLine {
    private var text = ""
    private var isFirst = true

    mutating func append(_ field: String) {
        if !isFirst { text += "," }
        isFirst = false
        let needsQuotes = field.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        guard needsQuotes else {
            text += field
            return
        }
        text += "\""
        for scalar in field.unicodeScalars {
            text.unicodeScalars.append(scalar)
            if scalar == "\"" { text += "\"" }
        }
        text += "\""
    }

    mutating func append(_ value: Int) { append("\(value)") }

    /// Whole numbers without a fraction, others with up to three decimals.
    mutating func append(_ value: Double) {
        append(Int(exactly: value).map { "\($0)" } ?? "\((value * 1000).rounded() / 1000)")
    }

    /// Nanoseconds as microseconds; empty where there is no figure.
    mutating func append(microsecondsOf nanoseconds: UInt64?) {
        if let nanoseconds { append(Double(nanoseconds) / 1000) } else { append("") }
    }

    /// With the line's end.
    var bytes: [UInt8] { Array((text + "\n").utf8) }
}
