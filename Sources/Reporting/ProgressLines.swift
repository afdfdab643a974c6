import Metrics

/// What a live display says, line by line: label and parts, before colour and cutting.
struct ProgressLines {
    let lines: [[StyledText]]

    private static let labelWidth = 10
    private static let barWidth = 36

    init(_ snapshot: ProgressSnapshot) {
        let gauges = snapshot.gauges
        let inScripts = [Self.scripts(snapshot)].filter { !$0.isEmpty }
        lines =
            [
                Self.time(snapshot),
                Self.line(
                    "sessions",
                    [
                        .count(gauges.open, "open"), .count(gauges.connecting, "connecting"),
                        .count(gauges.closing, "closing"), .bad(snapshot.sessionsFailed, "failed"),
                    ]),
                Self.messages(snapshot.lastSecond),
            ] + inScripts + [
                Self.line("errors", [StyledText(Figure.count(snapshot.errors), snapshot.errors > 0 ? .bad : .dim)])
            ]
    }

    private static func line(_ label: String, _ parts: [StyledText]) -> [StyledText] {
        [StyledText("  " + label.padded(to: labelWidth), .dim)]
            + parts.flatMap { [StyledText("  "), $0] }
    }

    private static func time(_ snapshot: ProgressSnapshot) -> [StyledText] {
        let phase = snapshot.phase.title
        guard let planned = snapshot.planned, planned > 0 else {
            return line(phase, [StyledText(Figure.clock(snapshot.elapsed))])
        }
        let filled = Int((min(snapshot.elapsed / planned, 1) * Double(barWidth)).rounded(.down))
        return [
            StyledText("  " + phase.padded(to: labelWidth), .dim), StyledText("  "),
            StyledText(String(repeating: "━", count: filled), .good),
            StyledText(String(repeating: "─", count: barWidth - filled), .dim),
            StyledText("  \(Figure.clock(snapshot.elapsed)) / \(Figure.clock(planned))"),
        ]
    }

    /// Nothing where there are neither iterations nor failed checks.
    private static func scripts(_ snapshot: ProgressSnapshot) -> [StyledText] {
        var parts: [StyledText] = []
        if snapshot.iterations > 0 { parts.append(.count(snapshot.iterations, "iterations")) }
        if snapshot.checksFailed > 0 { parts.append(.bad(snapshot.checksFailed, "checks failed")) }
        return parts.isEmpty ? [] : line("scripts", parts)
    }

    private static func messages(_ row: TimeSeriesRow?) -> [StyledText] {
        guard let row else { return line("messages", [StyledText("none yet", .dim)]) }
        var parts = [
            StyledText("\(Figure.rate(row.rate(.wsMsgsSent)))/s sent"),
            StyledText("\(Figure.rate(row.rate(.wsMsgsReceived)))/s received"),
        ]
        if let times = row.roundTrip {
            parts.append(StyledText("p50 \(Figure.duration(nanoseconds: Double(times.p50)))"))
            parts.append(StyledText("p99 \(Figure.duration(nanoseconds: Double(times.p99)))"))
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
