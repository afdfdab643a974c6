/// A value from the command line that cannot take the place of the scenario's own.
package struct ScenarioOverrideError: Error, Equatable, CustomStringConvertible {
    /// The option of the command line that gave the value.
    package let option: String
    /// What is wrong, as a sentence without its end.
    package let message: String
    /// What is allowed, or what was probably meant.
    package let help: String?

    package var description: String {
        "\(option): " + (help.map { "\(message) (\($0))" } ?? message)
    }

    init(_ option: String, _ message: String, help: String? = nil) {
        self.option = option
        self.message = message
        self.help = help
    }

    init(_ option: String, _ fault: TextFault) {
        self.init(option, fault.message, help: fault.help)
    }
}
