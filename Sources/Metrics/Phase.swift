/// The parts of a run, in their order.
package enum Phase: String, Sendable, Codable, CaseIterable, Comparable {
    /// Sessions connect and traffic starts; left out of the message figures.
    case warmUp = "warm_up"
    /// The measured window.
    case measure
    /// Nothing new is sent: late replies arrive and sessions close.
    case rampDown = "ramp_down"

    package static func < (left: Phase, right: Phase) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .warmUp: 0
        case .measure: 1
        case .rampDown: 2
        }
    }
}
