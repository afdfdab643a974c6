/// Colour for a terminal, or none.
package struct TextStyle: Sendable {
    /// Whether text gets escape sequences.
    package var isColoured: Bool

    /// - Parameter isColoured: true for a terminal that is not told otherwise (`NO_COLOR`); false leaves text bare.
    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }
    /// Black on the colour, for the one word that must not be missed.
    func badge(_ text: String, colour: String) -> String { wrap(text, "1;30;\(colour)") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
