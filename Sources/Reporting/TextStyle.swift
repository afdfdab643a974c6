/// Colour for a terminal, or none.
package struct TextStyle: Sendable {
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
    /// Bold and coloured, for the one word that must not be missed.
    func strongRed(_ text: String) -> String { wrap(text, "1;31") }
    func strongGreen(_ text: String) -> String { wrap(text, "1;32") }
    func strongYellow(_ text: String) -> String { wrap(text, "1;33") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
