extension String {
    /// In quotes, and on one line, so that what others wrote passes for nothing else in a log.
    var quotedInLog: String {
        let marks = unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
        return "\"\(marks.joined().onOneLine)\""
    }

    /// With escapes, such as `\u{009B}`, for what can end a line or hide what stands in it: controls, separators of lines,
    /// and what has no shape of its own, such as marks of direction.
    var onOneLine: String {
        unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
            default: String(scalar)
            }
        }.joined()
    }
}
