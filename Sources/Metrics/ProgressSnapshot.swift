/// What a live display shows: the run as it stands now, and its last whole second.
package struct ProgressSnapshot: Sendable, Equatable {
    package var phase: Phase
    /// Seconds since the run's start.
    package var elapsed: Double
    /// Seconds from start to end by plan, all phases together; nil where the plan has no fixed end.
    package var planned: Double?
    package var gauges: SessionGauges
    package var sessionsClosed: Int
    package var sessionsFailed: Int
    /// Since the run's start.
    package var messagesSent: Int
    package var messagesReceived: Int
    package var errors: Int
    /// The last whole second; nil before the first.
    package var lastSecond: TimeSeriesRow?

    package init(
        phase: Phase, elapsed: Double, planned: Double?, gauges: SessionGauges, sessionsClosed: Int,
        sessionsFailed: Int, messagesSent: Int, messagesReceived: Int, errors: Int, lastSecond: TimeSeriesRow?
    ) {
        self.phase = phase
        self.elapsed = elapsed
        self.planned = planned
        self.gauges = gauges
        self.sessionsClosed = sessionsClosed
        self.sessionsFailed = sessionsFailed
        self.messagesSent = messagesSent
        self.messagesReceived = messagesReceived
        self.errors = errors
        self.lastSecond = lastSecond
    }
}
