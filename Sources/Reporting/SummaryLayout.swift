/// Lines of label and pieces, at most 100 columns wide.
struct SummaryLayout {
    static let width = 100
    static let labelWidth = 19
    private static let gap = "   "

    let style: TextStyle

    /// A label and what there is to say; what finds no room goes on under itself.
    func line(_ label: String, _ pieces: [StyledText]) -> String {
        let margin = "  " + String(repeating: " ", count: Self.labelWidth)
        var text = "  " + style.dim(label.padded(to: Self.labelWidth))
        var column = margin.count
        for (index, piece) in pieces.enumerated() {
            if index > 0 {
                if column + Self.gap.count + piece.text.count > Self.width {
                    text += "\n" + margin
                    column = margin.count
                } else {
                    text += Self.gap
                    column += Self.gap.count
                }
            }
            text += style.apply(piece)
            column += piece.text.count
        }
        return text + "\n"
    }

    /// Running text beside a label, or below one that is too long.
    func paragraph(_ label: StyledText, _ text: String) -> String {
        var lines = text.wrapped(to: Self.width - 2 - Self.labelWidth)
        if label.text.count >= Self.labelWidth { lines.insert("", at: 0) }
        let labels = [style.apply(StyledText(label.text.padded(to: Self.labelWidth), label.look))]
        return zip(labels + Array(repeating: String(repeating: " ", count: Self.labelWidth), count: lines.count), lines)
            .map { "  " + $0 + $1 + "\n" }.joined()
    }
}
