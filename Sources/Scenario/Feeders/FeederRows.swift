/// The rows of a feeder's file, each with a value for each column.
package struct FeederRows: Sendable, Equatable {
    /// Their names, each once, in the order of the file.
    package private(set) var columns: [String]
    /// All values as UTF-8, row by row, in one block.
    package private(set) var bytes: [UInt8] = []
    /// Where each value begins in `bytes`, and at last where the last one ends.
    package private(set) var starts: [Int] = [0]

    /// No rows yet.
    ///
    /// - Parameter columns: not empty.
    init(columns: [String]) {
        self.columns = columns
    }

    /// Reads the content of a feeder's file: CSV (RFC 4180) with a header line, or JSON with a list of objects that
    /// have the same keys.
    ///
    /// - Parameters:
    ///   - bytes: at most 1 GiB of CSV, or 64 MiB of JSON.
    ///   - file: its path, by whose end the format is known, and which faults show.
    /// - Returns: the rows, of which there is one at least.
    /// - Throws: `FeederFault` with the line of the first fault.
    package static func read(_ bytes: [UInt8], file: String) throws(FeederFault) -> FeederRows {
        let rows: FeederRows
        switch FeederFormat(ofFile: file) {
        case .json:
            rows = try FeederRows(json: bytes, file: file)
        default:
            var reader = CSVReader(bytes, file: file)
            rows = try reader.read()
        }
        guard rows.count > 0 else { throw FeederFault(file: file, line: 1, message: "there are no rows") }
        return rows
    }

    /// How many rows there are.
    package var count: Int { (starts.count - 1) / columns.count }

    /// One value.
    ///
    /// - Parameters:
    ///   - row: from 0.
    ///   - column: the index in `columns`.
    /// - Returns: its bytes, UTF-8.
    package func value(row: Int, column: Int) -> ArraySlice<UInt8> {
        let cell = row * columns.count + column
        return bytes[starts[cell]..<starts[cell + 1]]
    }

    /// Puts a byte to the value that is being read.
    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ part: some Sequence<UInt8>) { bytes.append(contentsOf: part) }

    /// Ends the value that was read.
    mutating func endValue() { starts.append(bytes.count) }
}
