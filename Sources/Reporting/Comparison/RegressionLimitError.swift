/// Why a text is no limit.
package struct RegressionLimitError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The part that is wrong.
    package var text: String
    /// What is allowed there.
    package var reason: String

    package var description: String { "\"\(text)\": \(reason)" }
}
