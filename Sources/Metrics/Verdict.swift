/// Whether a run's figures speak of the server, or of the generator.
package struct Verdict: Sendable, Equatable, Codable {
    package var status: VerdictStatus
    /// What speaks against the run, the worst first; empty where nothing does.
    package var reasons: [VerdictReason]

    package init(status: VerdictStatus, reasons: [VerdictReason]) {
        self.status = status
        self.reasons = reasons
    }
}

/// How far a run's figures can be trusted.
package enum VerdictStatus: String, Sendable, Codable, Comparable {
    case valid = "VALID"
    /// They can be used with the reasons in mind.
    case suspect = "SUSPECT"
    /// The generator and not the server was the limit.
    case invalid = "INVALID"

    package static func < (left: VerdictStatus, right: VerdictStatus) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .valid: 0
        case .suspect: 1
        case .invalid: 2
        }
    }
}

/// One thing that speaks against a run.
package struct VerdictReason: Sendable, Equatable, Codable {
    /// Names the check: short, snake case.
    package var code: String
    /// What this reason alone would make of the run.
    package var level: VerdictStatus
    /// For people: what was seen, and what to do about it.
    package var message: String
    package var measured: Double
    /// What `measured` should not have passed.
    package var limit: Double
    /// Of both figures: `ns`, `us` and `ms` are shown as times, `share` in percent, others as they are.
    package var unit: String

    package init(
        code: String, level: VerdictStatus, message: String, measured: Double, limit: Double, unit: String
    ) {
        self.code = code
        self.level = level
        self.message = message
        self.measured = measured
        self.limit = limit
        self.unit = unit
    }
}
