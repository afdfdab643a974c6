/// How far a run came.
package enum RunStatus: String, Sendable, Codable {
    /// Still going, or killed: the result is what was measured until then.
    case running
    /// Ended by plan.
    case completed
    /// Ended by a threshold that did not hold; what was measured until then stands.
    case aborted
    /// Ended by the user; what was measured until then stands.
    case interrupted
}
