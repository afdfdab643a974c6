import Metrics

/// What scripts did: iterations, messages to many, and the way back after a loss.
extension SummaryFacts {
    /// Lines, as far as there is something to say.
    var script: String { iterations + fanout + patterns + recovery }

    private var iterations: String {
        let (ended, dropped) = (metrics[.iterations], metrics[.droppedIterations])
        guard ended.total + dropped.total > 0 else { return "" }
        return layout.line(
            "iterations",
            [
                .count(ended.total, "ended"), StyledText("\(Figure.rate(ended.perSecond)) per s"),
                .bad(dropped.total, "dropped"),
            ])
    }

    private var fanout: String {
        let (expected, received) = (metrics[.wsFanoutExpected].window, metrics[.wsFanoutReceived].window)
        guard expected + received > 0 else { return "" }
        let unfinished = metrics[.wsFanoutUnfinished].window
        let reach = expected > unfinished ? Figure.share(Double(received) / Double(expected - unfinished)) : "–"
        return layout.line(
            "fan-out",
            [
                .count(expected, "deliveries expected"), StyledText("\(reach) reached"),
                .bad(metrics.fanoutLost.window, "lost"),
            ] + (unfinished > 0 ? [.count(unfinished, "cut off by their receivers")] : []) + [
                .bad(metrics[.wsFanoutDuplicated].window, "duplicated"),
                .bad(metrics[.wsFanoutReordered].window, "reordered"),
                .bad(metrics[.wsFanoutCorrupt].window, "corrupt"),
            ])
    }

    private var patterns: String {
        let abandoned = metrics[.genMatchesAbandoned].total
        guard abandoned > 0 else { return "" }
        return layout.line("patterns", [.bad(abandoned, "matches given up")])
    }

    private var recovery: String {
        guard let recovery = result.recovery else { return "" }
        var pieces = [
            StyledText("\(Figure.count(recovery.outages)) outage\(recovery.outages == 1 ? "" : "s")"),
            .count(recovery.lost, "connections lost"), .count(recovery.back, "back"),
            .bad(recovery.gaveUp, "gave up"),
        ]
        if let worst = recovery.worst.first {
            let lead = recovery.outages == 1 ? "" : "worst: "
            pieces.append(StyledText("\(lead)50 % back \(after(worst.halfBackSeconds))"))
            pieces.append(StyledText("99 % \(after(worst.mostBackSeconds))"))
            pieces.append(StyledText("all \(after(worst.allBackSeconds))", worst.allBackSeconds == nil ? .bad : .plain))
        }
        return layout.line("recovery", pieces)
    }

    private func after(_ seconds: Double?) -> String {
        seconds.map { "after \(Figure.duration(nanoseconds: $0 * 1e9))" } ?? "never"
    }
}
