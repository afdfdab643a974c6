import NetworkIO

/// When the sessions of the short form connect: evenly spaced over the whole run.
struct ConnectPacer: Sendable, Equatable {
    /// Nanoseconds between two connects of the whole run.
    let interval: Double

    /// - Parameter rate: connects per second.
    init(rate: Double) { interval = 1e9 / rate }

    /// From the start of the kind's load, in nanoseconds.
    func due(_ number: Int) -> Nanoseconds { Nanoseconds(Double(number) * interval) }
}
