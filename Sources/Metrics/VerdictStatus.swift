/// How far a run's figures can be trusted.
package enum VerdictStatus: String, Sendable, Codable, Comparable {
    /// The generator kept up: they speak of the server.
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
