/// How messages come about within a session; how sessions do is ``SessionModel``.
package enum LoadModel: String, Sendable, Codable {
    /// By a schedule of their own, whatever the server does.
    case open
    /// Each after the reply to an earlier one.
    case closed
    /// Sessions send no messages.
    case none

    /// From when round trips are timed; nil where there are none.
    package var basis: RoundTripBasis? {
        switch self {
        case .open: .due
        case .closed: .serviceTime
        case .none: nil
        }
    }
}
