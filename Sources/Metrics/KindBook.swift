/// The books of one kind of session over the whole run.
struct KindBook {
    let labels: KindLabels
    var figures: FigureSet
    private(set) var errors: [String: ErrorRecord] = [:]
    private(set) var closes: [CloseKind: Int] = [:]
    private(set) var tlsAgreements: [TLSAgreement: Int] = [:]
    /// By worker, as they stand.
    private(set) var gauges: [Int: SessionGauges] = [:]
    var peakOpen = 0

    init(_ labels: KindLabels) {
        self.labels = labels
        figures = FigureSet(labels)
    }

    /// The sessions of all workers, as they stand.
    var allGauges: SessionGauges { gauges.values.reduce(SessionGauges(), +) }

    mutating func takeGauges(of interval: WorkerInterval) {
        gauges[interval.worker] = interval.gauges
        peakOpen = max(peakOpen, interval.mostOpen)
    }

    mutating func addCounts(of interval: WorkerInterval, phase: Phase) {
        figures.addCounts(of: interval, phase: phase, labels: labels)
        closes.merge(interval.closes, uniquingKeysWith: +)
        tlsAgreements.merge(interval.tlsAgreements, uniquingKeysWith: +)
        merge(errors: interval.errors)
    }

    mutating func merge(_ other: KindBook) {
        figures.merge(other.figures)
        closes.merge(other.closes, uniquingKeysWith: +)
        tlsAgreements.merge(other.tlsAgreements, uniquingKeysWith: +)
        merge(errors: other.errors)
    }

    private mutating func merge(errors other: [String: ErrorRecord]) {
        errors.merge(other) { mine, new in
            var both = mine
            both.merge(new)
            return both
        }
    }

    /// The figures, with these counters.
    func metrics(
        _ counters: [Counter], windowSeconds: Double, basis: RoundTripBasis?, origin: Int64
    ) -> RunMetrics {
        RunMetrics(
            basis: basis, trends: figures.trends,
            counters: Dictionary(
                uniqueKeysWithValues: counters.map { counter in
                    let inWindow = figures.window[counter.rawValue]
                    let rate = windowSeconds > 0 ? Double(inWindow) / windowSeconds : 0
                    let total = figures.total[counter.rawValue]
                    return (counter, CounterValue(total: total, window: inWindow, perSecond: rate))
                }),
            timers: figures.timers, checks: figures.checks, peakOpen: peakOpen,
            tlsAgreements: tlsAgreements.map { TLSAgreementCount($0, count: $1) },
            closes: closes.map { CloseCount(code: $0.code, initiator: $0.initiator, count: $1) },
            errors: errors.map { kind, error in
                ErrorCount(
                    kind: kind, count: error.count, firstSeconds: Double(error.first - origin) / 1e9,
                    lastSeconds: Double(error.last - origin) / 1e9, example: error.example)
            })
    }
}
