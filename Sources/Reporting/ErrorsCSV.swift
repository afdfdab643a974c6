import Metrics

/// `errors.csv`: a row for each kind of error, the most frequent first.
package enum ErrorsCSV {
    /// The file's content.
    package static func bytes(_ errors: [ErrorCount]) -> [UInt8] {
        var text = Array("kind,count,first_s,last_s,example\n".utf8)
        for error in errors {
            var line = CSVLine()
            line.append(error.kind)
            line.append(error.count)
            line.append(error.firstSeconds)
            line.append(error.lastSeconds)
            line.append(error.example)
            text += line.bytes
        }
        return text
    }
}
