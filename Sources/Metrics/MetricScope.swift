/// Which part of a run a metric's figures speak of.
package enum MetricScope: String, Sendable, Codable {
    /// The whole run: connects, sessions, closes.
    case run
    /// The messages of the measured window: what was due in it, wherever its reply arrived. In the ramp-down the
    /// runner records nothing but the fate of those messages.
    case messages
    /// The measured window by the clock.
    case window

    /// Whether what is timed in `phase` belongs to the figures.
    package func includes(_ phase: Phase) -> Bool {
        self == .run || isInWindow(phase)
    }

    /// Whether what is counted in `phase` belongs to a counter's window value.
    package func isInWindow(_ phase: Phase) -> Bool {
        switch self {
        case .run, .window: phase == .measure
        case .messages: phase != .warmUp
        }
    }
}
