/// A value from the command line that cannot take the place of the scenario's own.
package struct ScenarioOverrideError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, as a sentence without its end.
    package let message: String
    /// What is allowed, or what was probably meant.
    package let help: String?

    package var description: String {
        help.map { "\(message) (\($0))" } ?? message
    }

    init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }

    init(_ fault: TextFault) {
        self.init(fault.message, help: fault.help)
    }
}
