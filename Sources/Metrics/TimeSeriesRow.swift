/// One second of a run, all workers together.
///
/// A second in which the phase changes has a row for each phase.
package struct TimeSeriesRow: Sendable, Equatable {
    /// Since the run's start, from 0.
    package var second: Int
    /// In which the row was recorded.
    package var phase: Phase
    /// How long the row's workers recorded, in seconds: what its counts are divided by to make rates.
    package var seconds: Double
    /// At the end of the row.
    package var gauges: SessionGauges
    /// The most sessions that were open at one moment of the row.
    package var mostOpen: Int
    /// Since the run's start.
    package var sessionsClosed: Int
    /// Connects that failed, since the run's start.
    package var sessionsFailed: Int
    /// One value for each ``Counter``, by its raw value: what was counted in this row.
    package var counters: [Int]
    /// Of the messages sent, those that are not the figures': due before the measured window, or in an executor's graceful
    /// time behind it.
    package var sentBeside: Int
    /// Of all kinds, in this row.
    package var errors: Int
    /// Conditions of scripts that did not hold, in this row.
    package var checksFailed: Int
    /// Nil where nothing was recorded.
    package var roundTrip: LatencySummary?
    /// Nil where nothing was recorded.
    package var sendLag: LatencySummary?

    package init(
        second: Int, phase: Phase, seconds: Double, gauges: SessionGauges, mostOpen: Int = 0, sessionsClosed: Int,
        sessionsFailed: Int,
        counters: [Int], sentBeside: Int = 0, errors: Int, checksFailed: Int = 0, roundTrip: LatencySummary? = nil,
        sendLag: LatencySummary? = nil
    ) {
        self.second = second
        self.phase = phase
        self.seconds = seconds
        self.gauges = gauges
        self.mostOpen = mostOpen
        self.sessionsClosed = sessionsClosed
        self.sessionsFailed = sessionsFailed
        self.counters = counters
        self.sentBeside = sentBeside
        self.errors = errors
        self.checksFailed = checksFailed
        self.roundTrip = roundTrip
        self.sendLag = sendLag
    }

    /// What a counter counted in this row.
    package subscript(_ counter: Counter) -> Int { counters[counter.rawValue] }

    /// What was counted in this row, per second of it.
    package func rate(_ counter: Counter) -> Double {
        seconds > 0 ? Double(self[counter]) / seconds : 0
    }
}
