/// What a live display shows: the run as it stands now, and its last whole second.
package struct ProgressSnapshot: Sendable, Equatable {
    /// In which the run is.
    package var phase: Phase
    /// Seconds since the run's start.
    package var elapsed: Double
    /// Seconds from start to end by plan, all phases together; nil where the plan has no fixed end.
    package var planned: Double?
    /// Sessions by state, now.
    package var gauges: SessionGauges
    /// Since the run's start, for whatever reason.
    package var sessionsClosed: Int
    /// Connects that failed, since the run's start.
    package var sessionsFailed: Int
    /// Since the run's start.
    package var messagesSent: Int
    /// Since the run's start.
    package var messagesReceived: Int
    /// Scripts that came to their end, since the run's start.
    package var iterations: Int
    /// Conditions of scripts that did not hold, since the run's start.
    package var checksFailed: Int
    /// Of all kinds, since the run's start.
    package var errors: Int
    /// The last whole second; nil before the first.
    package var lastSecond: TimeSeriesRow?

    package init(
        phase: Phase, elapsed: Double, planned: Double?, gauges: SessionGauges, sessionsClosed: Int,
        sessionsFailed: Int, messagesSent: Int, messagesReceived: Int, iterations: Int = 0, checksFailed: Int = 0,
        errors: Int, lastSecond: TimeSeriesRow?
    ) {
        self.phase = phase
        self.elapsed = elapsed
        self.planned = planned
        self.gauges = gauges
        self.sessionsClosed = sessionsClosed
        self.sessionsFailed = sessionsFailed
        self.messagesSent = messagesSent
        self.messagesReceived = messagesReceived
        self.iterations = iterations
        self.checksFailed = checksFailed
        self.errors = errors
        self.lastSecond = lastSecond
    }
}
