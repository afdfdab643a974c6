/// How often a condition of a script held, and how often not.
package struct CheckCount: Sendable, Equatable, Codable {
    /// As the script names it.
    package var name: String
    /// In the whole run, as k6 counts them.
    package var passes: Int
    /// Likewise.
    package var fails: Int

    package init(name: String, passes: Int = 0, fails: Int = 0) {
        self.name = name
        self.passes = passes
        self.fails = fails
    }

    /// Passes and fails.
    package var count: Int { passes + fails }

    /// Both as one, by the name of the first.
    package static func + (left: CheckCount, right: CheckCount) -> CheckCount {
        CheckCount(name: left.name, passes: left.passes + right.passes, fails: left.fails + right.fails)
    }
}
