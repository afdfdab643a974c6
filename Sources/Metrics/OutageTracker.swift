/// Finds the outages in the losses and returns of sessions.
///
/// It is fed second by second, so that events of different workers come in their order but for those that are late.
struct OutageTracker {
    /// A server that drops single connections makes thousands of outages; the file tells the worst of them.
    static let kept = 20

    private let origin: Int64
    private var start: Int64?
    /// Of the outage that lasts; nanoseconds of the workers' clock.
    private var returns: [Int64] = []
    private var losses = 0
    private var surrenders = 0
    private var ends = 0
    private var ended = RecoveryReport(outages: 0, lost: 0, back: 0, gaveUp: 0, worst: [])

    private enum Event: Int {
        case lost, back, gaveUp, ended
    }

    init(origin: Int64) { self.origin = origin }

    mutating func take(_ events: ConnectionLosses) {
        guard !events.isEmpty else { return }
        let inOrder =
            (events.lost.map { ($0, Event.lost) } + events.back.map { ($0, .back) }
            + events.gaveUp.map { ($0, .gaveUp) } + events.ended.map { ($0, .ended) })
            .sorted { ($0.0, $0.1.rawValue) < ($1.0, $1.1.rawValue) }
        for (time, event) in inOrder { take(event, at: time) }
    }

    private mutating func take(_ event: Event, at time: Int64) {
        switch event {
        case .lost:
            start = start ?? time
            losses += 1
        case .back: returns.append(time)
        case .gaveUp: surrenders += 1
        case .ended: ends += 1
        }
        guard start != nil, returns.count + surrenders + ends >= losses else { return }
        ended = report ?? ended
        start = nil
        returns.removeAll(keepingCapacity: true)
        losses = 0
        surrenders = 0
        ends = 0
    }

    /// All outages, that which still lasts included; nil where there was none.
    var report: RecoveryReport? {
        guard let start else { return ended.outages > 0 ? ended : nil }
        let outage = Outage(
            startSeconds: Double(start - origin) / 1e9, lost: losses, back: returns.count,
            halfBackSeconds: seconds(until: (losses + 1) / 2, since: start),
            mostBackSeconds: seconds(until: losses - losses / 100, since: start),
            allBackSeconds: seconds(until: losses, since: start))
        var report = ended
        report.outages += 1
        report.lost += losses
        report.back += returns.count
        report.gaveUp += surrenders
        report.worst = Array((report.worst + [outage]).sorted { $0.lost > $1.lost }.prefix(Self.kept))
        return report
    }

    /// From the first loss to the return of so many.
    private func seconds(until count: Int, since start: Int64) -> Double? {
        count <= returns.count ? Double(returns[count - 1] - start) / 1e9 : nil
    }
}
