/// One second as it fills: some workers have delivered it, others not yet.
struct PendingRow {
    let second: Int
    let phase: Phase
    private var delivered: [Int: SessionGauges] = [:]
    private(set) var counters = [Int](repeating: 0, count: Counter.allCases.count)
    private(set) var trends: [Trend: LatencyRecorder] = [:]
    private(set) var errors = 0
    private var start = Int64.max
    private var end = Int64.min

    init(second: Int, phase: Phase) {
        self.second = second
        self.phase = phase
    }

    /// How many workers have delivered.
    var workers: Int { delivered.count }
    /// By worker, at the end of the second.
    var gauges: [Int: SessionGauges] { delivered }
    /// How long it lasted, in seconds.
    var seconds: Double { Double(max(end - start, 0)) / 1e9 }

    /// Whether it comes before a row of that second and phase.
    func precedes(second: Int, phase: Phase) -> Bool {
        (self.second, self.phase) < (second, phase)
    }

    mutating func ingest(_ interval: WorkerInterval) {
        delivered[interval.worker] = interval.gauges
        for index in counters.indices { counters[index] += interval.counters[index] }
        for (trend, times) in interval.trends { trends[trend, default: LatencyRecorder()].merge(times) }
        errors += interval.errors.values.reduce(0) { $0 + $1.count }
        start = min(start, interval.start)
        end = max(end, interval.end)
    }
}
