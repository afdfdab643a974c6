/// What is wrong with the file of a feeder; described with the file and its line.
package struct FeederFault: Error, Equatable, CustomStringConvertible {
    /// Its path.
    package let file: String
    /// From 1.
    package let line: Int
    /// What is wrong, as a sentence without its end.
    package let message: String
    /// What is allowed there, or how to mend it.
    package let help: String?

    init(file: String, line: Int, message: String, help: String? = nil) {
        self.file = file
        self.line = line
        self.message = message
        self.help = help
    }

    package var description: String {
        "\(file):\(line): \(message)"
    }
}
