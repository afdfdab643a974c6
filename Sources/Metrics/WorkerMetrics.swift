/// What one worker records: written by its thread alone, handed over by ``takeInterval(at:)``.
///
/// Recording costs an index and a few additions. It takes no lock and, once prepared, allocates nothing.
@usableFromInline @safe
package final class WorkerMetrics {
    /// The worker's index, from 0.
    package let worker: Int
    /// How many sessions are in which state; the worker keeps them true.
    package var connecting = 0
    /// Likewise.
    package var open = 0
    /// Likewise.
    package var closing = 0

    // Pointers, because class properties pay for a check of exclusive access at every use.
    @usableFromInline let trends: UnsafeMutableBufferPointer<LatencyRecorder>
    @usableFromInline let counters: UnsafeMutableBufferPointer<Int>
    private var errors: [String: ErrorRecord] = [:]
    private var closes: [CloseKind: Int] = [:]
    private var start: Int64

    /// - Parameters:
    ///   - worker: the worker's index, from 0.
    ///   - now: nanoseconds of the worker's clock, where the first interval begins.
    ///   - prepared: whether every metric has its memory from the start, about 110 KB each, so that recording never
    ///     allocates; default true.
    package init(worker: Int, now: Int64, prepared: Bool = true) {
        self.worker = worker
        start = now
        unsafe trends = .allocate(capacity: Trend.allCases.count)
        unsafe trends.initialize(repeating: LatencyRecorder())
        unsafe counters = .allocate(capacity: Counter.allCases.count)
        unsafe counters.initialize(repeating: 0)
        guard prepared else { return }
        for trend in Trend.allCases { unsafe trends[trend.rawValue] = .prepared() }
    }

    deinit {
        unsafe trends.deinitialize()
        unsafe trends.deallocate()
        unsafe counters.deinitialize()
        unsafe counters.deallocate()
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

    /// Adds to a counter.
    @inlinable
    package func add(_ counter: Counter, _ amount: Int = 1) {
        unsafe counters[counter.rawValue] &+= amount
    }

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
        let interval = WorkerInterval(
            worker: worker, start: start, end: now,
            gauges: SessionGauges(connecting: connecting, open: open, closing: closing),
            counters: unsafe Array(counters), trends: touched,
            errors: errors, closes: closes)
        unsafe counters.update(repeating: 0)
        errors = [:]
        closes = [:]
        start = now
        return interval
    }
}
