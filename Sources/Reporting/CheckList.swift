/// Checks for a terminal: a line for each, and below it what mends it.
package enum CheckList {
    private static let titleWidth = 16
    private static let margin = 4
    /// Lines longer than this are hard to read, on however wide a terminal.
    private static let widest = 100
    private static let narrowest = 40

    /// - Parameters:
    ///   - lines: in the order in which they are shown.
    ///   - style: with or without colour.
    ///   - width: columns of the terminal; text is broken between words to fit, mends are not.
    /// - Returns: the list, each line with its end.
    package static func text(_ lines: [CheckLine], style: TextStyle, width: Int) -> String {
        let room = max(narrowest, min(width, widest)) - margin - titleWidth
        return lines.map { line in
            let title = style.apply(StyledText(line.title.padded(to: titleWidth), line.mark == .good ? .dim : .plain))
            let texts = line.text.printable.wrapped(to: room)
            let indent = String(repeating: " ", count: margin + titleWidth)
            let first = "  \(sign(line.mark, style)) \(title)\(texts[0])\n"
            let rest = texts.dropFirst().map { indent + $0 + "\n" }
            let mends = line.mends.enumerated().map { index, mend in
                indent + style.dim(index == 0 ? "→  " : "or ") + style.apply(StyledText(mend.printable, .bold)) + "\n"
            }
            return first + rest.joined() + mends.joined()
        }.joined()
    }

    /// A line that stands by itself, with what mends it.
    ///
    /// - Parameters:
    ///   - text: what was found.
    ///   - mend: a command or setting; on a line of its own where it would be broken, for it is there to be copied.
    ///   - width: columns of the terminal; nil: there is none, and all is one line.
    /// - Returns: the notice, without the end of its last line.
    package static func notice(_ text: String, mend: String?, width: Int?) -> String {
        let whole = text.printable + (mend.map { " (mend: \($0.printable))" } ?? "")
        guard let width, whole.count > width else { return whole }
        let lines =
            text.printable.wrapped(to: max(narrowest, width - 2)) + (mend.map { ["mend: \($0.printable)"] } ?? [])
        return lines.joined(separator: "\n  ")
    }

    private static func sign(_ mark: CheckLine.Mark, _ style: TextStyle) -> String {
        switch mark {
        case .good: style.apply(StyledText("✓", .good))
        case .note: style.apply(StyledText("·", .plain))
        case .warning: style.apply(StyledText("!", .warning))
        case .bad: style.apply(StyledText("✗", .bad))
        }
    }
}
