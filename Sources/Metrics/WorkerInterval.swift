/// All that one worker recorded from one hand-over to the next.
package struct WorkerInterval: Sendable {
    /// The worker's index, from 0.
    package var worker: Int
    /// The kind of session, from 0.
    package var kind: Int
    /// Nanoseconds of the worker's clock.
    package var start: Int64
    /// Likewise; where the next interval starts.
    package var end: Int64
    /// As they stood at the end.
    package var gauges: SessionGauges
    /// Of all workers, the most sessions of the kind that the worker saw open at one moment, and of all kinds.
    package var mostOpen = 0
    /// Likewise.
    package var mostOpenInRun = 0
    /// One value for each ``Counter``, by its raw value.
    package var counters: [Int]
    /// Messages that were sent and are not the figures', which `counters` leaves out.
    package var sentBeside = 0
    /// Those that recorded something.
    package var trends: [(trend: Trend, times: LatencyRecorder)]
    /// Those timers of the kind's script that recorded something, by index.
    package var timers: [(index: Int, times: LatencyRecorder)]
    /// One for each check of the kind's script.
    package var checks: [(passes: Int, fails: Int)]
    /// Connections that were lost, and sessions that came back.
    package var losses: ConnectionLosses
    /// By kind.
    package var errors: [String: ErrorRecord]
    /// Sessions that ended, by how they did.
    package var closes: [CloseKind: Int]
    /// Handshakes of TLS that were done, by what they agreed on.
    package var tlsAgreements: [TLSAgreement: Int] = [:]

    /// What a counter counted in this interval.
    package subscript(_ counter: Counter) -> Int { counters[counter.rawValue] }
}
