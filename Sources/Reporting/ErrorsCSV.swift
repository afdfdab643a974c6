import Metrics

/// `errors.csv`: a row for each kind of error, the most frequent first.
package enum ErrorsCSV {
    /// The file's content.
    package static func bytes(_ errors: [ErrorCount]) -> [UInt8] {
        var csv = CSVText(columns: ["kind", "count", "first_s", "last_s", "example"])
        for error in errors {
            csv.append(error.kind)
            csv.append(error.count)
            csv.append(error.firstSeconds)
            csv.append(error.lastSeconds)
            csv.append(error.example)
            csv.endLine()
        }
        return csv.bytes
    }
}
