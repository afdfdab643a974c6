import NetworkIO

/// One thing that a plan says: a row of `squall plan`.
package struct PlannedEvent: Sendable, Equatable {
    /// What happens.
    package enum Event: String, Sendable {
        /// A VU begins: it connects for its first iteration.
        case vuStart = "vu_start"
        /// A VU begins no more iterations.
        case vuStop = "vu_stop"
        /// An iteration is due, on whatever VU is free.
        case iteration
    }

    /// Nanoseconds from the start of the run.
    package let time: Nanoseconds
    /// The place of the kind of session in the scenario.
    package let kind: Int
    /// What happens.
    package let event: Event
    /// Of the VU, or of the iteration where it is one; from 0, in the whole run.
    package let number: Int
    /// What comes first of one kind at the same time: the stage of the load, then the place in it.
    let stage: Int
    let place: Int

    /// Whether it comes before another one, whatever workers they are of.
    static func < (one: PlannedEvent, other: PlannedEvent) -> Bool {
        (one.time, one.kind, one.stage, one.place) < (other.time, other.kind, other.stage, other.place)
    }
}
