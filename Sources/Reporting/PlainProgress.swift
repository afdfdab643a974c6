import Metrics

/// Progress where the output is no terminal: one line every few seconds, and one when the phase changes.
package struct PlainProgress {
    private let interval: Double
    private var next = 0.0
    private var phase: Phase?

    /// - Parameter interval: seconds between lines.
    package init(interval: Double = 5) {
        self.interval = interval
    }

    /// A line, or nil where none is due.
    ///
    /// - Parameter snapshot: the run as it stands.
    /// - Returns: the line without its end.
    package mutating func line(_ snapshot: ProgressSnapshot) -> String? {
        guard snapshot.elapsed >= next || snapshot.phase != phase else { return nil }
        phase = snapshot.phase
        next = ((snapshot.elapsed / interval).rounded(.down) + 1) * interval
        let total = snapshot.planned.map { " / \(Figure.clock($0))" } ?? ""
        let gauges = snapshot.gauges
        var facts = [
            "\(Figure.count(gauges.open)) open", "\(Figure.count(gauges.connecting)) connecting",
            "\(Figure.count(snapshot.sessionsFailed)) failed",
        ]
        if let row = snapshot.lastSecond {
            facts.append("\(Figure.rate(row.rate(.wsMsgsSent))) msg/s sent")
            facts.append("\(Figure.rate(row.rate(.wsMsgsReceived))) msg/s received")
            if let times = row.roundTrip {
                facts.append("p50 \(Figure.duration(nanoseconds: Double(times.p50)))")
                facts.append("p99 \(Figure.duration(nanoseconds: Double(times.p99)))")
            }
        }
        if snapshot.iterations > 0 { facts.append("\(Figure.count(snapshot.iterations)) iterations") }
        if snapshot.checksFailed > 0 { facts.append("\(Figure.count(snapshot.checksFailed)) checks failed") }
        facts.append("\(Figure.count(snapshot.errors)) errors")
        return "\(Figure.clock(snapshot.elapsed))\(total)  \(snapshot.phase.title): " + facts.joined(separator: ", ")
    }
}
