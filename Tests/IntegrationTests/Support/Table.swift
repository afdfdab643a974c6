/// A CSV file whose cells hold no quotes.
struct Table {
    let columns: [String]
    let rows: [[String]]

    /// - Throws: where the text is not a table of whole lines with equally many cells.
    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw TestFailure("the table does not end with a whole line:\n\(text)") }
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let columns = lines.first, lines.allSatisfy({ $0.count == columns.count }) else {
            throw TestFailure("lines of the table differ in their number of cells:\n\(text)")
        }
        self.columns = columns
        rows = Array(lines.dropFirst())
    }

    /// The cells of a column.
    subscript(_ column: String) -> [String] {
        columns.firstIndex(of: column).map { index in rows.map { $0[index] } } ?? []
    }

    /// The sum of a column of whole numbers.
    func sum(_ column: String) -> Int { self[column].reduce(0) { $0 + (Int($1) ?? 0) } }
}
