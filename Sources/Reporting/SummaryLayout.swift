/// Lines of label and pieces, as wide as the terminal.
struct SummaryLayout {
    static let labelWidth = 19
    /// Longer lines are hard to read, on however wide a terminal; tables need the least.
    static let widths = 60...100
    private static let gap = "   "

    let style: TextStyle
    /// Columns that a line may have.
    let width: Int

    /// - Parameters:
    ///   - style: with or without colour.
    ///   - width: columns of the terminal.
    init(style: TextStyle, width: Int) {
        self.style = style
        self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
    }

    /// What precedes a line without a label.
    static let margin = "  " + String(repeating: " ", count: labelWidth)

    /// Columns beside a label.
    var room: Int { width - Self.margin.count }

    /// A label and what there is to say; what finds no room goes on under itself.
    func line(_ label: String, _ pieces: [StyledText]) -> String {
        var text = "  " + style.dim(label.padded(to: Self.labelWidth))
        var column = Self.margin.count
        for (index, piece) in pieces.enumerated() {
            if index > 0 {
                if column + Self.gap.count + piece.text.count > width {
                    text += "\n" + Self.margin
                    column = Self.margin.count
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
        let gap = String(repeating: " ", count: max(0, Self.labelWidth - label.text.count))
        return paragraph(
            style.apply(label) + gap, text, .plain, startsBelow: label.text.count >= Self.labelWidth)
    }

    /// Running text beside a label that is as wide as labels are.
    func paragraph(_ label: String, _ text: String, _ look: StyledText.Look, startsBelow: Bool = false) -> String {
        var lines = text.wrapped(to: room).map { style.apply(StyledText($0, look)) }
        if startsBelow { lines.insert("", at: 0) }
        return "  " + label + lines.joined(separator: "\n" + Self.margin) + "\n"
    }

    /// A row of a table: as many cells as there is room for behind the label. Those that come first in `dispensable` are
    /// left out first.
    ///
    /// - Parameters:
    ///   - cells: with the width of each column.
    ///   - dispensable: indices of columns, of which every narrower terminal has fewer.
    /// - Returns: the row, without its label and its end.
    func cells(_ cells: [(text: String, width: Int)], dispensable: [Int]) -> String {
        var total = cells.reduce(0) { $0 + $1.width }
        var hidden: Set<Int> = []
        for index in dispensable where total > width - Self.labelWidth {
            hidden.insert(index)
            total -= cells[index].width
        }
        return cells.enumerated().filter { !hidden.contains($0.offset) }
            .map { $0.element.text.leftPadded(to: $0.element.width) }.joined()
    }
}
