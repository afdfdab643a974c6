/// Merges what the workers hand over into rows per second and into the figures of the whole run.
///
/// It belongs to one thread. A second's times enter the figures when its row is taken.
package struct RunAccumulator {
    private let workers: Int
    /// Nanoseconds of the workers' clock.
    private let origin: Int64
    private var pending: [PendingRow] = []
    /// The latest second and phase of which each worker has delivered, and the workers that deliver no more.
    private var latest: [Int: (second: Int, phase: Phase)] = [:]
    private var ended: Set<Int> = []
    private var gauges: [Int: SessionGauges] = [:]
    private var trends: [Trend: LatencyHistogram] = [:]
    private var total = [Int](repeating: 0, count: Counter.allCases.count)
    private var window = [Int](repeating: 0, count: Counter.allCases.count)
    private var errors: [String: ErrorRecord] = [:]
    private var closes: [CloseKind: Int] = [:]
    private var peakOpen = 0
    private var lastRow: TimeSeriesRow?
    /// The last row long enough for its rates to mean something; rows at a change of phase can be very short.
    private var lastShownRow: TimeSeriesRow?
    /// As far as rows were taken.
    private var sessionsClosed = 0
    private var sessionsFailed = 0

    /// - Parameters:
    ///   - workers: how many hand over; a second's row is complete when all have.
    ///   - origin: nanoseconds of the workers' clock at the run's start.
    package init(workers: Int, origin: Int64) {
        self.workers = workers
        self.origin = origin
    }

    /// Takes in what one worker recorded.
    ///
    /// - Parameters:
    ///   - interval: what ``WorkerMetrics/takeInterval(at:)`` gave. An interval must not reach over a change of phase.
    ///   - phase: the phase in which it was recorded.
    ///   - second: the second since the run's start in which it was recorded, from 0. What arrives after the row of
    ///     its second was taken still enters the figures, but no row.
    package mutating func ingest(_ interval: WorkerInterval, phase: Phase, second: Int) {
        latest[interval.worker] = (second, phase)
        gauges[interval.worker] = interval.gauges
        peakOpen = max(peakOpen, gauges.values.reduce(0) { $0 + $1.open })
        addCounts(of: interval, phase: phase)
        if let lastRow, (second, phase) <= (lastRow.second, lastRow.phase) {
            for (trend, times) in interval.trends { keep(LatencyHistogram(times), of: trend, phase: phase) }
            sessionsClosed += interval[.wsSessionsClosed]
            sessionsFailed += interval[.wsSessionsFailed]
            return
        }
        let place = pending.firstIndex { !$0.precedes(second: second, phase: phase) } ?? pending.endIndex
        if place == pending.endIndex || pending[place].second != second || pending[place].phase != phase {
            pending.insert(PendingRow(second: second, phase: phase), at: place)
        }
        pending[place].ingest(interval)
    }

    /// Takes in what belongs to the figures of a phase that is over and to no row of it.
    ///
    /// - Parameters:
    ///   - interval: of a worker.
    ///   - phase: whose figures it belongs to.
    package mutating func ingestLate(_ interval: WorkerInterval, phase: Phase) {
        addCounts(of: interval, phase: phase)
        for (trend, times) in interval.trends { keep(LatencyHistogram(times), of: trend, phase: phase) }
    }

    /// A worker delivers no more: no row waits for it.
    package mutating func end(worker: Int) {
        ended.insert(worker)
    }

    private mutating func addCounts(of interval: WorkerInterval, phase: Phase) {
        for counter in Counter.allCases {
            total[counter.rawValue] += interval[counter]
            if counter.scope.isInWindow(phase) { window[counter.rawValue] += interval[counter] }
        }
        for (kind, count) in interval.closes { closes[kind, default: 0] += count }
        errors.merge(interval.errors) { mine, new in
            var both = mine
            both.merge(new)
            return both
        }
    }

    /// Takes the rows that are finished.
    ///
    /// - Parameter second: up to and with this second rows are given even where not all workers have delivered;
    ///   pass `Int.max` at the end of the run.
    /// - Returns: the rows in order, each only once.
    package mutating func takeRows(forcedThrough second: Int = -1) -> [TimeSeriesRow] {
        let finished = pending.prefix { row in
            row.second <= second || (0..<workers).allSatisfy { hasPassed(row, worker: $0) }
        }
        pending.removeFirst(finished.count)
        return finished.map { row(from: $0) }
    }

    /// Whether a worker has nothing more to deliver for a row: it has delivered it or a later one, a late worker leaving
    /// seconds out, or has ended.
    private func hasPassed(_ row: PendingRow, worker: Int) -> Bool {
        guard !ended.contains(worker) else { return true }
        guard let latest = latest[worker] else { return false }
        return (row.second, row.phase) <= (latest.second, latest.phase)
    }

    private mutating func row(from filled: PendingRow) -> TimeSeriesRow {
        var summaries: [Trend: LatencySummary] = [:]
        for (trend, times) in filled.trends {
            let histogram = LatencyHistogram(times)
            summaries[trend] = histogram.summary()
            keep(histogram, of: trend, phase: filled.phase)
        }
        sessionsClosed += filled.counters[Counter.wsSessionsClosed.rawValue]
        sessionsFailed += filled.counters[Counter.wsSessionsFailed.rawValue]
        let atEnd = gauges.merging(filled.gauges) { _, then in then }
        let row = TimeSeriesRow(
            second: filled.second, phase: filled.phase, seconds: filled.seconds,
            gauges: atEnd.values.reduce(SessionGauges(), +),
            sessionsClosed: sessionsClosed, sessionsFailed: sessionsFailed, counters: filled.counters,
            errors: filled.errors, roundTrip: summaries[.wsMsgRTT], sendLag: summaries[.genSendLag])
        lastRow = row
        if row.seconds >= 0.5 { lastShownRow = row }
        return row
    }

    private mutating func keep(_ histogram: LatencyHistogram, of trend: Trend, phase: Phase) {
        guard trend.scope.includes(phase) else { return }
        trends[trend, default: LatencyHistogram()].merge(histogram)
    }

    /// What a live display shows.
    ///
    /// - Parameters:
    ///   - phase: the phase the run is in now.
    ///   - elapsed: seconds since the run's start.
    ///   - planned: seconds from start to end by plan; nil where the plan has no fixed end.
    /// - Returns: the run as it stands, with the last row that was taken.
    package func progress(phase: Phase, elapsed: Double, planned: Double?) -> ProgressSnapshot {
        ProgressSnapshot(
            phase: phase, elapsed: elapsed, planned: planned, gauges: gauges.values.reduce(SessionGauges(), +),
            sessionsClosed: self[.wsSessionsClosed], sessionsFailed: self[.wsSessionsFailed],
            messagesSent: self[.wsMsgsSent], messagesReceived: self[.wsMsgsReceived],
            errors: errors.values.reduce(0) { $0 + $1.count }, lastSecond: lastShownRow)
    }

    /// A counter's total since the run's start.
    package subscript(_ counter: Counter) -> Int { total[counter.rawValue] }

    /// A counter's value in the measured window.
    package func inWindow(_ counter: Counter) -> Int { window[counter.rawValue] }

    /// The times of a metric as far as rows were taken; nil where nothing was recorded.
    package func histogram(_ trend: Trend) -> LatencyHistogram? { trends[trend] }

    /// All figures as far as rows were taken.
    ///
    /// - Parameters:
    ///   - windowSeconds: the measured time of the measured window, which makes the rates.
    ///   - basis: from when round trips were timed: ``LoadModel/basis``.
    /// - Returns: what ``RunResult`` carries.
    package func metrics(windowSeconds: Double, basis: RoundTripBasis?) -> RunMetrics {
        RunMetrics(
            basis: basis,
            trends: trends,
            counters: Dictionary(
                uniqueKeysWithValues: Counter.allCases.map { counter in
                    let inWindow = inWindow(counter)
                    let rate = windowSeconds > 0 ? Double(inWindow) / windowSeconds : 0
                    return (counter, CounterValue(total: self[counter], window: inWindow, perSecond: rate))
                }),
            peakOpen: peakOpen,
            closes: closes.map { CloseCount(code: $0.code, initiator: $0.initiator, count: $1) }.sorted(),
            errors: errors.map { kind, error in
                ErrorCount(
                    kind: kind, count: error.count, firstSeconds: Double(error.first - origin) / 1e9,
                    lastSeconds: Double(error.last - origin) / 1e9, example: error.example)
            }.sorted())
    }
}
