/// One line of a list of checks, with what mends what it found.
package struct CheckLine: Sendable, Equatable {
    /// The sign at the line's start, from the best to the worst: `✓`, `·`, `!`, `✗`.
    package enum Mark: Sendable {
        case good, note, warning, bad
    }

    /// What the line says, in one sign.
    package var mark: Mark
    /// What was checked, in a word or two.
    package var title: String
    /// What was found, with its numbers.
    package var text: String
    /// Commands or settings, of which each by itself mends it; shown letter by letter, never broken.
    package var mends: [String]

    package init(_ mark: Mark, _ title: String, _ text: String, mends: [String] = []) {
        self.mark = mark
        self.title = title
        self.text = text
        self.mends = mends
    }
}
