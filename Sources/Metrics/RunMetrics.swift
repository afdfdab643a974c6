/// The figures of a run: every metric, how sessions ended, and what went wrong.
package struct RunMetrics: Sendable, Equatable {
    /// From when `ws_msg_rtt` was timed; nil where no messages were sent.
    package var basis: RoundTripBasis?
    /// Only metrics that recorded something.
    package private(set) var trends: [Trend: LatencyHistogram]
    private var counters: [Counter: CounterValue]
    /// In the order of the scripts.
    package private(set) var timers: [TimerTimes]
    /// Likewise.
    package private(set) var checks: [CheckCount]
    /// The most sessions that were open at one moment. Of runs that were merged, the sum: no fewer than there were.
    package var peakOpen: Int
    /// What handshakes of TLS agreed on, the most frequent first; empty where there were none.
    package private(set) var tlsAgreements: [TLSAgreementCount]
    /// The most frequent first.
    package private(set) var closes: [CloseCount]
    /// The most frequent first.
    package private(set) var errors: [ErrorCount]

    /// Puts the figures together; `tlsAgreements`, `closes` and `errors` may come in any order.
    package init(
        basis: RoundTripBasis?, trends: [Trend: LatencyHistogram], counters: [Counter: CounterValue],
        timers: [TimerTimes] = [], checks: [CheckCount] = [], peakOpen: Int, tlsAgreements: [TLSAgreementCount] = [],
        closes: [CloseCount],
        errors: [ErrorCount]
    ) {
        self.basis = basis
        self.trends = trends.filter { !$0.value.isEmpty }
        self.counters = counters
        self.timers = timers
        self.checks = checks
        self.peakOpen = peakOpen
        self.tlsAgreements = tlsAgreements.sorted()
        self.closes = closes.sorted()
        self.errors = errors.sorted()
    }

    /// Whether the figures speak of a counter: those of one kind do not of what is counted for the run alone.
    func has(_ counter: Counter) -> Bool { counters[counter] != nil }

    /// The figures of a counter; zero where it counted nothing.
    package subscript(_ counter: Counter) -> CounterValue { counters[counter] ?? .zero }

    /// Deliveries that were to come and did not, though their receiver stayed for them. In the figures of one kind it
    /// means something only where the kind's sessions send to each other.
    package var fanoutLost: CounterValue {
        let (expected, received, unfinished) = (
            self[.wsFanoutExpected], self[.wsFanoutReceived], self[.wsFanoutUnfinished]
        )
        return CounterValue(
            total: max(0, expected.total - received.total - unfinished.total),
            window: max(0, expected.window - received.window - unfinished.window),
            perSecond: max(0, expected.perSecond - received.perSecond - unfinished.perSecond))
    }

    /// Of messages that were sent compressed; nil where none was.
    package var deflateRatio: CompressionRatio? {
        CompressionRatio(whole: self[.wsDeflateIn], packed: self[.wsDeflateOut])
    }

    /// Of messages that came compressed; nil where none did.
    package var inflateRatio: CompressionRatio? {
        CompressionRatio(whole: self[.wsInflateOut], packed: self[.wsInflateIn])
    }

    /// The figures of a metric; nil where it recorded nothing.
    package func summary(_ trend: Trend) -> LatencySummary? { trends[trend]?.summary() }

    /// This run and another that ran beside it (on another machine, say) as one: counts and rates add up, and the
    /// times come out as if one run had recorded them all.
    package func merged(with other: RunMetrics) -> RunMetrics {
        var figures = FigureSet()
        for part in [self, other] {
            for (trend, times) in part.trends { figures.trends[trend, default: LatencyHistogram()].merge(times) }
            for times in part.timers { figures.merge(times) }
            for count in part.checks { figures.merge(count) }
        }
        return RunMetrics(
            basis: basis ?? other.basis, trends: figures.trends,
            counters: counters.merging(other.counters, uniquingKeysWith: +),
            timers: figures.timers, checks: figures.checks,
            peakOpen: peakOpen + other.peakOpen,
            tlsAgreements: Dictionary(
                (tlsAgreements + other.tlsAgreements).map { ($0.agreement, $0.count) }, uniquingKeysWith: +
            ).map { TLSAgreementCount($0, count: $1) },
            closes: Dictionary(
                (closes + other.closes).map { (CloseKind(code: $0.code, initiator: $0.initiator), $0.count) },
                uniquingKeysWith: +
            ).map { CloseCount(code: $0.code, initiator: $0.initiator, count: $1) },
            errors: Array(
                Dictionary((errors + other.errors).map { ($0.kind, $0) }, uniquingKeysWith: +).values))
    }
}
