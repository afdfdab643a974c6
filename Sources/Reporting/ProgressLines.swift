import Metrics

/// What a live display says, line by line: label and parts, before colour and cutting.
struct ProgressLines {
    /// A piece of a line and how it looks.
    struct Part {
        var text: String
        var look = Look.plain

        enum Look { case plain, dim, good, bad }
    }

    let lines: [[Part]]

    private static let labelWidth = 10
    private static let barWidth = 36

    init(_ snapshot: ProgressSnapshot) {
        let gauges = snapshot.gauges
        lines = [
            Self.time(snapshot),
            Self.line(
                "sessions",
                [
                    .init(text: "\(Figure.count(gauges.open)) open"),
                    .init(text: "\(Figure.count(gauges.connecting)) connecting"),
                    .init(text: "\(Figure.count(gauges.closing)) closing"),
                    .init(
                        text: "\(Figure.count(snapshot.sessionsFailed)) failed",
                        look: snapshot.sessionsFailed > 0 ? .bad : .dim),
                ]),
            Self.messages(snapshot.lastSecond),
            Self.line(
                "errors", [.init(text: Figure.count(snapshot.errors), look: snapshot.errors > 0 ? .bad : .dim)]),
        ]
    }

    private static func line(_ label: String, _ parts: [Part]) -> [Part] {
        [Part(text: "  " + label.padded(to: labelWidth), look: .dim)]
            + parts.flatMap { [Part(text: "  "), $0] }
    }

    private static func time(_ snapshot: ProgressSnapshot) -> [Part] {
        let phase = snapshot.phase.title
        guard let planned = snapshot.planned, planned > 0 else {
            return line(phase, [Part(text: Figure.clock(snapshot.elapsed))])
        }
        let filled = Int((min(snapshot.elapsed / planned, 1) * Double(barWidth)).rounded(.down))
        return [
            Part(text: "  " + phase.padded(to: labelWidth), look: .dim), Part(text: "  "),
            Part(text: String(repeating: "━", count: filled), look: .good),
            Part(text: String(repeating: "─", count: barWidth - filled), look: .dim),
            Part(text: "  \(Figure.clock(snapshot.elapsed)) / \(Figure.clock(planned))"),
        ]
    }

    private static func messages(_ row: TimeSeriesRow?) -> [Part] {
        guard let row else { return line("messages", [Part(text: "none yet", look: .dim)]) }
        var parts = [
            Part(text: "\(Figure.rate(row.rate(.wsMsgsSent)))/s sent"),
            Part(text: "\(Figure.rate(row.rate(.wsMsgsReceived)))/s received"),
        ]
        if let times = row.roundTrip {
            parts.append(Part(text: "p50 \(Figure.duration(nanoseconds: Double(times.p50)))"))
            parts.append(Part(text: "p99 \(Figure.duration(nanoseconds: Double(times.p99)))"))
        }
        return line("messages", parts)
    }
}

extension Phase {
    /// For people.
    var title: String {
        switch self {
        case .warmUp: "warm-up"
        case .measure: "measuring"
        case .rampDown: "ramp-down"
        }
    }
}
