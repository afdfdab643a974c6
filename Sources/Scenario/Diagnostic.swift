/// One thing that is wrong, or doubtful, in a scenario file.
package struct Diagnostic: Sendable, Equatable {
    /// How much it matters.
    package enum Severity: String, Sendable {
        /// The scenario cannot run.
        case error
        /// The scenario can run, but hardly does what its author meant.
        case warning
    }

    /// Whether it keeps the scenario from running.
    package var severity: Severity
    /// What is wrong, as a sentence without its end.
    package var message: String
    /// What is allowed there, or how to mend it.
    package var help: String?
    /// Where the faulty part begins.
    package var position: SourcePosition
    /// In bytes, from the position on.
    package var length: Int

    package init(severity: Severity, message: String, help: String? = nil, position: SourcePosition, length: Int) {
        self.severity = severity
        self.message = message
        self.help = help
        self.position = position
        self.length = length
    }
}
