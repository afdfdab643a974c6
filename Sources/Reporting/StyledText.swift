/// A piece of a line and how it looks.
struct StyledText {
    var text: String
    var look: Look

    enum Look {
        case plain, dim, bold, good, warning, bad
    }

    init(_ text: String, _ look: Look = .plain) {
        self.text = text
        self.look = look
    }

    /// A number with its noun, quiet where it is zero, loud where it should have been.
    static func bad(_ count: Int, _ noun: String) -> StyledText {
        StyledText("\(Figure.count(count)) \(noun)", count > 0 ? .bad : .dim)
    }

    /// A number with its noun.
    static func count(_ count: Int, _ noun: String) -> StyledText {
        StyledText("\(Figure.count(count)) \(noun)")
    }
}

extension TextStyle {
    func apply(_ piece: StyledText) -> String {
        switch piece.look {
        case .plain: piece.text
        case .dim: dim(piece.text)
        case .bold: bold(piece.text)
        case .good: green(piece.text)
        case .warning: yellow(piece.text)
        case .bad: red(piece.text)
        }
    }
}
