/// Merges what the workers hand over into rows per second and into the figures of the whole run.
///
/// It belongs to one thread. A second's times enter the figures when it is taken.
package struct RunAccumulator {
    private let workers: Int
    /// Nanoseconds of the workers' clock.
    private let origin: Int64
    private var books: [KindBook]
    private var recovery: OutageTracker
    private var pending: [PendingRow] = []
    /// The latest second and phase that each worker has delivered of each kind, and the workers that deliver no more.
    private var latest: [Source: (second: Int, phase: Phase)] = [:]
    private var ended: Set<Int> = []
    private var peakOpen = 0
    private var lastRow: TimeSeriesRow?
    /// The last row long enough for its rates to mean something; rows at a change of phase can be very short.
    private var lastShownRow: TimeSeriesRow?
    /// As far as rows were taken.
    private var sessionsClosed = 0
    private var sessionsFailed = 0

    /// What hands over an interval each second.
    private struct Source: Hashable {
        var worker: Int
        var kind: Int
    }

    /// - Parameters:
    ///   - workers: how many hand over; a second is complete when all have, for every kind.
    ///   - origin: nanoseconds of the workers' clock at the run's start.
    ///   - kinds: of session, by their index, at least one; default one without timers and checks.
    package init(workers: Int, origin: Int64, kinds: [KindLabels] = [KindLabels()]) {
        self.workers = workers
        self.origin = origin
        books = kinds.map { KindBook($0) }
        recovery = OutageTracker(origin: origin)
    }

    /// Takes in what one worker recorded of one kind.
    ///
    /// - Parameters:
    ///   - interval: what ``WorkerMetrics/takeInterval(at:)`` gave. An interval must not reach over a change of phase.
    ///   - phase: the phase in which it was recorded.
    ///   - second: the second since the run's start in which it was recorded, from 0. What arrives after its second was
    ///     taken still enters the figures, but no row.
    package mutating func ingest(_ interval: WorkerInterval, phase: Phase, second: Int) {
        latest[Source(worker: interval.worker, kind: interval.kind)] = (second, phase)
        books[interval.kind].takeGauges(of: interval)
        peakOpen = max(peakOpen, interval.mostOpenInRun)
        books[interval.kind].addCounts(of: interval, phase: phase)
        if let lastRow, (second, phase) <= (lastRow.second, lastRow.phase) {
            addTimes(of: interval, phase: phase)
            sessionsClosed += interval[.wsSessionsClosed]
            sessionsFailed += interval[.wsSessionsFailed]
            return
        }
        let place = pending.firstIndex { !$0.precedes(second: second, phase: phase) } ?? pending.endIndex
        if place == pending.endIndex || pending[place].second != second || pending[place].phase != phase {
            pending.insert(PendingRow(second: second, phase: phase, kinds: books.count), at: place)
        }
        pending[place].ingest(interval)
    }

    /// Takes in what belongs to the figures of a phase that is over and to no row of it.
    ///
    /// - Parameters:
    ///   - interval: of a worker.
    ///   - phase: whose figures it belongs to.
    package mutating func ingestLate(_ interval: WorkerInterval, phase: Phase) {
        books[interval.kind].addCounts(of: interval, phase: phase)
        addTimes(of: interval, phase: phase)
    }

    /// A worker delivers no more: no row waits for it.
    package mutating func end(worker: Int) {
        ended.insert(worker)
    }

    private mutating func addTimes(of interval: WorkerInterval, phase: Phase) {
        var late = PendingKind()
        late.ingest(interval)
        books[interval.kind].figures.addTimes(of: late.figures(books[interval.kind].labels), phase: phase)
        recovery.take(interval.losses)
    }

    /// Takes the seconds that are complete.
    ///
    /// - Parameter second: up to and with this second they are given even where not all workers have delivered; pass
    ///   `Int.max` at the end of the run.
    /// - Returns: the seconds in order, each only once, and more than once only where a phase changes in it.
    package mutating func takeSeconds(forcedThrough second: Int = -1) -> [RunSecond] {
        let finished = pending.prefix { row in
            row.second <= second || (0..<workers).allSatisfy { hasPassed(row, worker: $0) }
        }
        pending.removeFirst(finished.count)
        return finished.map { complete($0) }
    }

    /// Whether a worker has nothing more to deliver for a row: it has delivered it or a later one, a late worker leaving
    /// seconds out, or has ended.
    private func hasPassed(_ row: PendingRow, worker: Int) -> Bool {
        guard !ended.contains(worker) else { return true }
        return books.indices.allSatisfy { kind in
            guard let latest = latest[Source(worker: worker, kind: kind)] else { return false }
            return (row.second, row.phase) <= (latest.second, latest.phase)
        }
    }

    private mutating func complete(_ filled: PendingRow) -> RunSecond {
        let kinds = books.indices.map { filled.kinds[$0].figures(books[$0].labels) }
        for index in books.indices { books[index].figures.addTimes(of: kinds[index], phase: filled.phase) }
        recovery.take(filled.losses)
        let gauges = books.indices.map { index in
            books[index].gauges.merging(filled.kinds[index].gauges) { _, then in then }
                .values.reduce(SessionGauges(), +)
        }
        var counters = Counter.allCases.indices.map { counter in kinds.reduce(0) { $0 + $1.total[counter] } }
        counters[Counter.wsMsgsSent.rawValue] += filled.sentBeside
        sessionsClosed += counters[Counter.wsSessionsClosed.rawValue]
        sessionsFailed += counters[Counter.wsSessionsFailed.rawValue]
        let row = TimeSeriesRow(
            second: filled.second, phase: filled.phase, seconds: filled.seconds,
            gauges: gauges.reduce(SessionGauges(), +), mostOpen: filled.mostOpen,
            sessionsClosed: sessionsClosed, sessionsFailed: sessionsFailed, counters: counters,
            sentBeside: filled.sentBeside,
            errors: filled.kinds.reduce(0) { $0 + $1.errors },
            checksFailed: kinds.reduce(0) { $0 + $1.checks.reduce(0) { $0 + $1.fails } },
            roundTrip: Self.histogram(.wsMsgRTT, of: kinds)?.summary(),
            sendLag: Self.histogram(.genSendLag, of: kinds)?.summary())
        lastRow = row
        if row.seconds >= 0.5 { lastShownRow = row }
        return RunSecond(row: row, kinds: kinds, gauges: gauges)
    }

    private static func histogram(_ trend: Trend, of kinds: [FigureSet]) -> LatencyHistogram? {
        let parts = kinds.compactMap { $0.trends[trend] }
        guard var whole = parts.first else { return nil }
        for part in parts.dropFirst() { whole.merge(part) }
        return whole
    }

    private var gauges: SessionGauges { books.reduce(SessionGauges()) { $0 + $1.allGauges } }

    /// What a live display shows.
    ///
    /// - Parameters:
    ///   - phase: the phase the run is in now.
    ///   - elapsed: seconds since the run's start.
    ///   - planned: seconds from start to end by plan; nil where the plan has no fixed end.
    /// - Returns: the run as it stands, with the last row that was taken.
    package func progress(phase: Phase, elapsed: Double, planned: Double?) -> ProgressSnapshot {
        ProgressSnapshot(
            phase: phase, elapsed: elapsed, planned: planned, gauges: gauges,
            sessionsClosed: self[.wsSessionsClosed], sessionsFailed: self[.wsSessionsFailed],
            messagesSent: self[.wsMsgsSent], messagesReceived: self[.wsMsgsReceived], iterations: self[.iterations],
            checksFailed: books.reduce(0) { $0 + $1.figures.checks.reduce(0) { $0 + $1.fails } },
            errors: books.reduce(0) { $0 + $1.errors.values.reduce(0) { $0 + $1.count } }, lastSecond: lastShownRow)
    }

    /// A counter's total since the run's start.
    package subscript(_ counter: Counter) -> Int { books.reduce(0) { $0 + $1.figures.total[counter.rawValue] } }

    /// A counter's value in the measured window.
    package func inWindow(_ counter: Counter) -> Int {
        books.reduce(0) { $0 + $1.figures.window[counter.rawValue] }
    }

    /// The times of a metric as far as rows were taken; nil where nothing was recorded.
    package func histogram(_ trend: Trend) -> LatencyHistogram? {
        Self.histogram(trend, of: books.map(\.figures))
    }

    /// The figures of one kind as far as rows were taken.
    package func figures(ofKind kind: Int) -> FigureSet { books[kind].figures }

    /// All figures as far as rows were taken.
    ///
    /// - Parameters:
    ///   - windowSeconds: the measured time of the measured window, which makes the rates.
    ///   - basis: from when round trips were timed: ``LoadModel/basis``.
    /// - Returns: what ``RunResult`` carries.
    package func metrics(windowSeconds: Double, basis: RoundTripBasis?) -> RunMetrics {
        var whole = books[0]
        for book in books.dropFirst() { whole.merge(book) }
        whole.peakOpen = peakOpen
        return whole.metrics(Counter.allCases, windowSeconds: windowSeconds, basis: basis, origin: origin)
    }

    /// The figures of each kind as far as rows were taken; nil where there is but one, of which ``metrics`` says all.
    ///
    /// - Parameters:
    ///   - windowSeconds: as of ``metrics(windowSeconds:basis:)``.
    ///   - bases: of each kind, by its index: from when its round trips were timed.
    /// - Returns: in the order of the kinds, without the counters that are the run's alone.
    package func kindReports(windowSeconds: Double, bases: [RoundTripBasis?]) -> [KindReport]? {
        guard books.count > 1 else { return nil }
        let counters = Counter.allCases.filter { !$0.isOfRun }
        return zip(books, bases).map { book, basis in
            KindReport(
                name: book.labels.name, tags: book.labels.tags,
                metrics: book.metrics(counters, windowSeconds: windowSeconds, basis: basis, origin: origin))
        }
    }

    /// How sessions came back after losses; nil where none was lost.
    package var recoveryReport: RecoveryReport? { recovery.report }
}
