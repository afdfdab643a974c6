import NetworkIO

/// What an executor asks its worker to do. Places number the worker's own VUs of the kind, or the sessions of arrivals.
enum ExecutorTask: Equatable {
    /// Begin an iteration: a session.
    case begin(Iteration)
    /// The VU has to stop: its session, if it has one, may go on so long.
    case stop(place: Int, due: Nanoseconds, patience: Nanoseconds)
    /// The VU, whose session was still there, goes on.
    case resume(place: Int)
    /// An iteration was due, and as many sessions are open as may be.
    case drop
    /// The executor's time is over; iterations that it still had are dropped.
    case over(due: Nanoseconds, dropped: Int)

    /// One iteration to begin.
    struct Iteration: Equatable {
        var place: Int
        /// Of the session in its kind: that of the VU, or of the arrival.
        var number: Int
        /// How many came before it on the same VU.
        var round: Int
        /// On the monotonic clock.
        var due: Nanoseconds
    }
}
