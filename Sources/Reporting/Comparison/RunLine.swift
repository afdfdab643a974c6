import Metrics

/// What is said of a run of a comparison when it is over.
package enum RunLine {
    /// One line, with its line feed.
    ///
    /// - Parameters:
    ///   - heading: which run it was.
    ///   - run: what came of it.
    ///   - style: coloured for a terminal.
    /// - Returns: text with its line feed.
    package static func text(_ heading: String, _ run: ComparedRun, style: TextStyle) -> String {
        let verdict: StyledText =
            switch (run.status, run.verdict) {
            case (.completed, .valid?): StyledText("VALID", .good)
            case (.completed, let verdict?): StyledText(verdict.rawValue, verdict == .invalid ? .bad : .warning)
            case (let status, _): StyledText(status.rawValue, .warning)
            }
        let figures = [ComparisonMetric.throughput, .p50, .p99].compactMap { metric in
            run.figures[metric].map { value in
                metric == .throughput ? "\(metric.text(value))/s" : "\(metric.rawValue) \(metric.text(value))"
            }
        }
        return "  \(heading.printable)   \(style.apply(verdict))   " + style.dim(figures.joined(separator: "   "))
            + "\n"
    }
}
