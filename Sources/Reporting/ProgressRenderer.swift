import Metrics

/// Live progress on a terminal: a few lines, drawn again in their place.
///
/// It gives strings; each is to be written by one call, so that nothing flickers. Between frames the cursor stands at
/// the end of the last line.
package struct ProgressRenderer {
    private let style: TextStyle
    private var drawnLines = 0

    package init(style: TextStyle) {
        self.style = style
    }

    /// The next frame.
    ///
    /// - Parameters:
    ///   - snapshot: the run as it stands.
    ///   - heading: a line above, which tells it from other runs; nil: none.
    ///   - width: the terminal's width now, in columns; longer lines are cut, because a wrapped line could not be
    ///     drawn over.
    /// - Returns: text with control sequences.
    package mutating func frame(_ snapshot: ProgressSnapshot, heading: String? = nil, width: Int) -> String {
        // The last column stays free: with the cursor past it, erasing the line's rest would take its last character.
        let headings = heading.map { [[StyledText("  " + $0.printable, .bold)]] } ?? []
        let lines = (headings + ProgressLines(snapshot).lines).map { styled($0, width: width - 1) + "\u{1B}[K" }
        defer { drawnLines = lines.count }
        return backToStart + lines.joined(separator: "\n")
    }

    /// Takes the drawing away, so that other text can stand in its place.
    ///
    /// - Returns: control sequences; nothing where nothing is drawn.
    package mutating func clear() -> String {
        defer { drawnLines = 0 }
        return drawnLines == 0 ? "" : backToStart + "\u{1B}[J"
    }

    private var backToStart: String {
        switch drawnLines {
        case 0: ""
        case 1: "\r"
        default: "\r\u{1B}[\(drawnLines - 1)A"
        }
    }

    private func styled(_ parts: [StyledText], width: Int) -> String {
        var room = width
        var line = ""
        for part in parts where room > 0 {
            let text = part.text.cut(to: room)
            room -= text.count
            line += style.apply(StyledText(text, part.look))
        }
        return line
    }
}
