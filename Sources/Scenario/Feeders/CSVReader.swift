/// Reads CSV (RFC 4180): a header line, commas, values in double quotes where they hold commas, quotes or line ends.
/// Lines end with CRLF or LF; empty ones are passed over.
struct CSVReader {
    private let bytes: [UInt8]
    private let file: String
    private var index = 0
    private var line = 1

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        if bytes.starts(with: EncodingCheck.byteOrderMark) { index = EncodingCheck.byteOrderMark.count }
    }

    mutating func read() throws(FeederFault) -> FeederRows {
        try checkEncoding()
        skipEmptyLines()
        // A record of unknown length, which gives the columns their names.
        var header = FeederRows(columns: [""])
        let headerLine = line
        while try readValue(into: &header) {}
        let columns = (0..<header.count).map { String(decoding: header.value(row: $0, column: 0), as: UTF8.self) }
        try check(columns, at: headerLine)
        var rows = FeederRows(columns: columns)
        while true {
            skipEmptyLines()
            guard index < bytes.count else { return rows }
            let start = line
            var count = 1
            while try readValue(into: &rows) { count += 1 }
            guard count == columns.count else {
                throw fault(
                    "\(count.grouped) values, and the header names \(columns.count.grouped) columns", at: start,
                    help: "a value with a comma in it stands in double quotes")
            }
        }
    }

    /// Takes a value and what ends it.
    ///
    /// - Returns: whether another value of the row follows.
    private mutating func readValue(into rows: inout FeederRows) throws(FeederFault) -> Bool {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            try readQuoted(into: &rows)
        } else {
            try readPlain(into: &rows)
        }
        rows.endValue()
        guard index < bytes.count else { return false }
        if bytes[index] == UInt8(ascii: ",") {
            index += 1
            return true
        }
        takeLineEnd()
        return false
    }

    private mutating func readPlain(into rows: inout FeederRows) throws(FeederFault) {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: ","), !isAtLineEnd {
            if bytes[index] == UInt8(ascii: "\"") {
                throw fault(
                    "a double quote inside a value that does not begin with one", at: line,
                    help: "the value stands in double quotes, and a quote in it is written twice")
            }
            index += 1
        }
        rows.append(bytes[start..<index])
    }

    private mutating func readQuoted(into rows: inout FeederRows) throws(FeederFault) {
        let opening = line
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                    guard index == bytes.count || bytes[index] == UInt8(ascii: ",") || isAtLineEnd else {
                        throw fault("there is more behind the closing quote of a value", at: line)
                    }
                    return
                }
                index += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
            }
            rows.append(byte)
        }
        throw fault("a quoted value is never closed", at: opening)
    }

    private var isAtLineEnd: Bool {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\n") { return true }
        return byte == UInt8(ascii: "\r") && (index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "\n"))
    }

    private mutating func takeLineEnd() {
        if bytes[index] == UInt8(ascii: "\r") { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
        line += 1
    }

    private mutating func skipEmptyLines() {
        while index < bytes.count, isAtLineEnd { takeLineEnd() }
    }

    private func check(_ columns: [String], at line: Int) throws(FeederFault) {
        for (index, name) in columns.enumerated() {
            if name.isEmpty {
                throw fault(
                    "column \(index + 1) has no name", at: line, help: "the first line names the columns")
            }
            if columns[..<index].contains(name) { throw fault("two columns have the name \"\(name)\"", at: line) }
        }
    }

    private func checkEncoding() throws(FeederFault) {
        guard let offset = PayloadText.firstFault(in: bytes) else { return }
        let lines = bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
        throw fault("not UTF-8", at: lines + 1, help: "save the file as UTF-8")
    }

    private func fault(_ message: String, at line: Int, help: String? = nil) -> FeederFault {
        FeederFault(file: file, line: line, message: message, help: help)
    }
}
