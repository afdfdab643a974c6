/// What one check of the preflight says.
package struct Finding: Sendable, Equatable {
    /// How much it matters, from the least to the most.
    package enum Severity: Int, Sendable, Comparable {
        /// As it should be.
        case ok
        /// Worth knowing, and no harm by itself.
        case note
        /// The run works, but its figures may suffer.
        case warning
        /// The run cannot work.
        case refusal

        package static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
    }

    /// Which check says it.
    package var check: PreflightCheck
    /// What it means for the run.
    package var severity: Severity
    /// A sentence with the numbers, without its end.
    package var message: String
    /// Commands, or changes of the scenario, of which each by itself mends it; the first is the nearest at hand.
    package var mends: [String]

    package init(_ check: PreflightCheck, _ severity: Severity, _ message: String, mends: [String] = []) {
        self.check = check
        self.severity = severity
        self.message = message
        self.mends = mends
    }
}
