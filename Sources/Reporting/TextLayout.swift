extension String {
    /// Filled up with spaces at its end.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }

    /// Filled up with spaces at its start.
    func leftPadded(to width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - count)) + self }

    /// On one line without control characters: what a server sends must not steer the terminal.
    var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control where "\t\r\n".unicodeScalars.contains(scalar): " "
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }

    /// Cut to a width, with a mark where something is missing.
    func cut(to width: Int) -> String {
        count <= width ? self : String(prefix(Swift.max(0, width - 1))) + (width > 0 ? "…" : "")
    }

    /// Broken between words into lines of at most a width; a longer word stands alone. A space that does not break
    /// (U+00A0) keeps its words together and comes out as a plain one.
    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).map { $0.replacing("\u{A0}", with: " ") }
    }
}
