/// What one worker records of one kind of session: written by its thread alone, handed over by ``takeInterval(at:)``.
///
/// Recording costs an index and a few additions. It takes no lock and, once prepared, allocates nothing.
@usableFromInline @safe
package final class WorkerMetrics {
    /// The worker's index, from 0.
    package let worker: Int
    /// The kind of session, from 0.
    package let kind: Int
    /// How many sessions are in which state; the worker keeps them true.
    package var connecting = 0
    /// Likewise.
    package var open = 0 {
        didSet {
            mostOpen = max(mostOpen, level.add(open - oldValue))
            mostOpenInRun = max(mostOpenInRun, runLevel.add(open - oldValue))
        }
    }
    /// Likewise.
    package var closing = 0
    /// Likewise: without a connection, waiting for the next try.
    package var reconnecting = 0

    // Pointers, because class properties pay for a check of exclusive access at every use.
    @usableFromInline let trends: UnsafeMutableBufferPointer<LatencyRecorder>
    @usableFromInline let timers: UnsafeMutableBufferPointer<LatencyRecorder>
    @usableFromInline let counters: UnsafeMutableBufferPointer<Int>
    /// Passes and fails of each check in turn.
    @usableFromInline let checks: UnsafeMutableBufferPointer<Int>
    /// One element: where the interval began.
    @usableFromInline let start: UnsafeMutableBufferPointer<Int64>
    private let level: SessionLevel
    private let runLevel: SessionLevel
    /// Of all workers, since the last hand-over: open sessions of the kind, and of all kinds.
    private var mostOpen = 0
    private var mostOpenInRun = 0
    private var losses = ConnectionLosses()
    private var errors: [String: ErrorRecord] = [:]
    private var closes: [CloseKind: Int] = [:]
    private var tlsAgreements: [TLSAgreement: Int] = [:]

    /// Later than this, in nanoseconds, is overdue: evenly spaced work that is less late keeps its rate over any second
    /// to 2 %.
    @usableFromInline static let patience: Int64 = 20_000_000

    /// - Parameters:
    ///   - worker: the worker's index, from 0.
    ///   - kind: the kind of session, from 0; default 0.
    ///   - now: nanoseconds of the worker's clock, where the first interval begins.
    ///   - prepared: the metrics that have their memory from the start, about 110 KB each, so that recording them never
    ///     allocates; the others take it when they first record. Default: ``Trend/usual``.
    ///   - timers: how many timers the kind's script has; they are prepared. Default 0.
    ///   - checks: how many checks the kind's script has; default 0.
    ///   - level: of the kind's open sessions, shared by all workers; default one of its own.
    ///   - runLevel: of all kinds' open sessions, likewise.
    package init(
        worker: Int, kind: Int = 0, now: Int64, prepared: Set<Trend> = Trend.usual, timers: Int = 0, checks: Int = 0,
        level: SessionLevel = SessionLevel(), runLevel: SessionLevel = SessionLevel()
    ) {
        self.level = level
        self.runLevel = runLevel
        self.worker = worker
        self.kind = kind
        unsafe start = .allocate(capacity: 1)
        unsafe start.initialize(repeating: now)
        unsafe trends = .allocate(capacity: Trend.allCases.count)
        unsafe trends.initialize(repeating: LatencyRecorder())
        unsafe self.timers = .allocate(capacity: timers)
        unsafe self.timers.initialize(repeating: LatencyRecorder())
        unsafe counters = .allocate(capacity: Counter.allCases.count)
        unsafe counters.initialize(repeating: 0)
        unsafe self.checks = .allocate(capacity: 2 * checks)
        unsafe self.checks.initialize(repeating: 0)
        for trend in prepared { unsafe trends[trend.rawValue] = .prepared() }
        for index in 0..<timers { unsafe self.timers[index] = .prepared() }
    }

    deinit {
        unsafe trends.deinitialize()
        unsafe trends.deallocate()
        unsafe timers.deinitialize()
        unsafe timers.deallocate()
        unsafe counters.deallocate()
        unsafe checks.deallocate()
        unsafe start.deallocate()
    }

    /// Counts one time of a metric.
    ///
    /// - Parameters:
    ///   - trend: what was timed.
    ///   - nanoseconds: below 0 counts as 0, above one hour as one hour.
    @inlinable
    package func record(_ trend: Trend, _ nanoseconds: Int64) {
        unsafe trends[trend.rawValue].record(nanoseconds)
    }

    /// Counts one time of a timer of the script.
    ///
    /// - Parameters:
    ///   - index: the timer, from 0 in the order in which the accumulator has their names.
    ///   - nanoseconds: below 0 counts as 0, above one hour as one hour.
    @inlinable
    package func record(timer index: Int, _ nanoseconds: Int64) {
        unsafe timers[index].record(nanoseconds)
    }

    /// Adds to a counter.
    @inlinable
    package func add(_ counter: Counter, _ amount: Int = 1) {
        unsafe counters[counter.rawValue] &+= amount
    }

    /// What was counted since the last hand-over.
    package subscript(_ counter: Counter) -> Int { unsafe counters[counter.rawValue] }

    /// Counts what is done far too late: more than 20 ms, and in a later interval than that in which it was due.
    ///
    /// - Parameters:
    ///   - counter: `genMsgsOverdue` or `genIterationsOverdue`.
    ///   - due: nanoseconds of the worker's clock; not of what the server's slowness held back.
    ///   - now: when it is done.
    @inlinable
    package func addOverdue(_ counter: Counter, due: Int64, at now: Int64) {
        if unsafe due < start[0], now &- due > Self.patience { add(counter) }
    }

    /// Counts whether a condition of the script held.
    ///
    /// - Parameters:
    ///   - index: the check, from 0 in the order in which the accumulator has their names.
    ///   - passed: whether it held.
    @inlinable
    package func check(_ index: Int, passed: Bool) {
        unsafe checks[2 * index + (passed ? 0 : 1)] &+= 1
    }

    /// A session lost its connection without having asked for it, and tries to come back.
    ///
    /// - Parameter now: nanoseconds of the worker's clock, as below.
    package func lost(at now: Int64) { losses.lost.append(now) }

    /// A session that lost its connection has another.
    package func back(at now: Int64) { losses.back.append(now) }

    /// A session that lost its connection tries no more.
    package func gaveUp(at now: Int64) { losses.gaveUp.append(now) }

    /// A session that lost its connection is at its end by plan, and was not back.
    package func endedWhileLost(at now: Int64) { losses.ended.append(now) }

    /// Counts an error. Costs a look-up, and what the message costs at the first of its kind in an interval.
    ///
    /// - Parameters:
    ///   - kind: the name under which errors are counted together: short, with hyphens, the same from release to
    ///     release.
    ///   - message: what happened, for people; the first one of a kind is kept.
    ///   - now: nanoseconds of the worker's clock.
    package func error(kind: String, message: @autoclosure () -> String, at now: Int64) {
        if let index = errors.index(forKey: kind) {
            errors.values[index].count += 1
            errors.values[index].last = now
        } else {
            errors[kind] = ErrorRecord(count: 1, first: now, last: now, example: message())
        }
    }

    /// Counts the end of a session by its close code (RFC 6455, section 7.1.5) and by who began to close.
    package func closed(code: UInt16, initiator: CloseInitiator) {
        closes[CloseKind(code: code, initiator: initiator), default: 0] += 1
    }

    /// Counts a handshake of TLS by what it agreed on.
    package func secured(_ agreement: TLSAgreement) { tlsAgreements[agreement, default: 0] += 1 }

    /// Hands over all that was recorded since the last call, and begins anew.
    ///
    /// - Parameter now: nanoseconds of the worker's clock.
    /// - Returns: what the collector's ``RunAccumulator`` takes in.
    package func takeInterval(at now: Int64) -> WorkerInterval {
        var touched: [(trend: Trend, times: LatencyRecorder)] = []
        for trend in Trend.allCases where unsafe !trends[trend.rawValue].isEmpty {
            unsafe touched.append((trend, trends[trend.rawValue]))
            unsafe trends[trend.rawValue] = .prepared()
        }
        var timed: [(index: Int, times: LatencyRecorder)] = []
        for index in unsafe timers.indices where unsafe !timers[index].isEmpty {
            unsafe timed.append((index, timers[index]))
            unsafe timers[index] = .prepared()
        }
        let counts = unsafe (0..<checks.count / 2).map { unsafe (passes: checks[2 * $0], fails: checks[2 * $0 + 1]) }
        var interval = WorkerInterval(
            worker: worker, kind: kind, start: unsafe start[0], end: now,
            gauges: SessionGauges(connecting: connecting, open: open, closing: closing, reconnecting: reconnecting),
            counters: unsafe Array(counters), trends: touched, timers: timed, checks: counts, losses: losses,
            errors: errors, closes: closes, tlsAgreements: tlsAgreements)
        // Where nobody came or went, as many were open all the time.
        let (open, openInRun) = (level.now, runLevel.now)
        interval.mostOpen = max(mostOpen, open)
        interval.mostOpenInRun = max(mostOpenInRun, openInRun)
        (mostOpen, mostOpenInRun) = (open, openInRun)
        unsafe counters.update(repeating: 0)
        unsafe checks.update(repeating: 0)
        losses = ConnectionLosses()
        errors = [:]
        closes = [:]
        tlsAgreements = [:]
        unsafe start[0] = now
        return interval
    }
}
