/// One second as it fills: some workers have delivered it, others not yet.
struct PendingRow {
    let second: Int
    let phase: Phase
    private(set) var kinds: [PendingKind]
    private(set) var losses = ConnectionLosses()
    /// Messages that were sent and are not the figures'.
    private(set) var sentBeside = 0
    /// Sessions of all workers and kinds at one moment.
    private(set) var mostOpen = 0
    private var start = Int64.max
    private var end = Int64.min

    init(second: Int, phase: Phase, kinds: Int) {
        self.second = second
        self.phase = phase
        self.kinds = Array(repeating: PendingKind(), count: kinds)
    }

    /// How long it lasted, in seconds.
    var seconds: Double { Double(max(end - start, 0)) / 1e9 }

    /// Whether it comes before a row of that second and phase.
    func precedes(second: Int, phase: Phase) -> Bool {
        (self.second, self.phase) < (second, phase)
    }

    mutating func ingest(_ interval: WorkerInterval) {
        kinds[interval.kind].ingest(interval)
        losses.merge(interval.losses)
        sentBeside += interval.sentBeside
        mostOpen = max(mostOpen, interval.mostOpenInRun)
        start = min(start, interval.start)
        end = max(end, interval.end)
    }
}
