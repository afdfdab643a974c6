import Metrics

/// What `squall run` says when it is done, as wide as the terminal and at most 100 columns.
///
/// The verdict stands last, where the eye rests when the run has scrolled by, and in a word beside the name at the top.
package enum ConsoleSummary {
    /// The summary, with a line feed at its end.
    ///
    /// - Parameters:
    ///   - result: the run.
    ///   - style: coloured for a terminal.
    ///   - width: columns of the terminal; default 100. Between 60 and 100 it is kept to: text is broken between words,
    ///     and tables have fewer columns.
    /// - Returns: lines for people.
    package static func text(_ result: RunResult, style: TextStyle, width: Int = 100) -> String {
        let layout = SummaryLayout(style: style, width: width)
        let facts = SummaryFacts(result: result, layout: layout)
        let parts = [
            title(result, layout: layout), latencies(result, layout: layout),
            KindTable(layout: layout).text(result.kinds), facts.traffic, facts.cost,
            JudgementLines(layout: layout).text(result), verdict(result, layout: layout),
        ]
        return "\n" + parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func latencies(_ result: RunResult, layout: SummaryLayout) -> String {
        LatencyTable(layout: layout, sessionsAreScheduled: result.sessionModel == .open).text(result.metrics)
    }

    private static func title(_ result: RunResult, layout: SummaryLayout) -> String {
        let style = layout.style
        let status: StyledText =
            switch result.status {
            case .completed: StyledText("completed", .dim)
            case .aborted: StyledText("ended by a threshold, measured until then", .bad)
            case .interrupted: StyledText("interrupted, measured until then", .warning)
            case .running: StyledText("not finished", .warning)
            }
        let name = result.scenarioName.printable
        let verdict = result.verdict.map { "   " + $0.status.rawValue } ?? ""
        let isOneLine = 2 + name.count + 3 + status.text.count + verdict.count <= layout.width
        var heading = "  \(style.bold(name))" + (isOneLine ? "   " : "\n  ") + style.apply(status)
        if let verdict = result.verdict { heading += "   " + badge(verdict.status, style: style) }

        let model =
            switch (result.loadModel, result.sessionModel) {
            case (.open, .open?): "open model, sessions and messages by schedule"
            case (.closed, .open?): "open model, sessions by schedule; in each, messages after replies"
            case (.none, .open?): "open model, sessions by schedule; no messages"
            case (.open, _): "open model, messages by schedule"
            case (.closed, _): "closed loop, messages after replies"
            case (.none, _): "no messages"
            }
        let environment = result.environment
        let measured = Figure.clock(result.seconds(.measure))
        let warmUp = result.seconds(.warmUp)
        let before = warmUp < 0.05 ? "" : " after \(Figure.clock(warmUp)) of warm-up"
        let plan = "\(model) · \(measured) measured\(before)"
        // Whole, for it is there to be given to another run.
        let seed = "seed\u{A0}\(result.seed)"
        let workers = "\(environment.workers) worker\(environment.workers == 1 ? "" : "s")"
        let cores = "\(environment.cores) core\(environment.cores == 1 ? "" : "s")"
        let machine = "\(environment.cpuModel.printable) · \(cores), \(workers) · \(environment.kernel.printable)"
        let lines = ["\(plan) · \(seed)", machine].flatMap { $0.wrapped(to: layout.width - 2) }
        return heading + "\n" + lines.map { "  " + style.dim($0) + "\n" }.joined()
    }

    private static func verdict(_ result: RunResult, layout: SummaryLayout) -> String {
        guard let verdict = result.verdict else { return "" }
        let words =
            switch verdict.status {
            case .valid: "The generator kept up: these figures speak of the server."
            case .suspect: "The figures can be used with this in mind:"
            case .invalid where verdict.reasons.first?.code == "no_sessions": "There is nothing to judge the server by."
            case .invalid: "The generator was the limit: do not take these figures for the server's."
            }
        let frame = layout.style.isColoured ? 2 : 0
        let gap = String(repeating: " ", count: SummaryLayout.labelWidth - frame - verdict.status.rawValue.count)
        var text = layout.paragraph(badge(verdict.status, style: layout.style) + gap, words, .bold)
        for reason in verdict.reasons {
            let look: StyledText.Look = reason.level == .invalid ? .bad : .warning
            text += layout.paragraph(
                StyledText(reason.code.printable, look),
                (reason.level < verdict.status ? "only \(reason.level.rawValue): " : "")
                    + "\(reason.message.printable) (measured\u{A0}\(figure(reason.measured, reason.unit)),"
                    + " limit\u{A0}\(figure(reason.limit, reason.unit)))")
        }
        return text
    }

    private static func figure(_ value: Double, _ unit: String) -> String {
        let text =
            switch unit {
            case "ns": Figure.duration(nanoseconds: value)
            case "us": Figure.duration(nanoseconds: value * 1000)
            case "ms": Figure.duration(nanoseconds: value * 1_000_000)
            case "share": Figure.share(value)
            case "messages", "sessions", "matches": Figure.count(Int(value)) + " " + unit
            case "": Figure.threeDigits(value)
            default: Figure.threeDigits(value) + " " + unit.printable
            }
        return text.replacing(" ", with: "\u{A0}")
    }

    private static func badge(_ status: VerdictStatus, style: TextStyle) -> String {
        let padded = style.isColoured ? " \(status.rawValue) " : status.rawValue
        return switch status {
        case .valid: style.badge(padded, colour: "42")
        case .suspect: style.badge(padded, colour: "43")
        case .invalid: style.badge(padded, colour: "41")
        }
    }
}
