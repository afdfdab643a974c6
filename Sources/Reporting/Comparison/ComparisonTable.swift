import Statistics

/// A comparison for people: a part for each metric, a row for each variant, at most 100 columns wide.
package enum ComparisonTable {
    private static let nameWidth = 30
    private static let valueWidth = 10
    private static let levelWidth = 22
    private static let differenceWidth = 9

    /// The table, what could not be used, and what the marks promise.
    ///
    /// - Parameters:
    ///   - comparison: what was found.
    ///   - style: coloured for a terminal.
    /// - Returns: lines, each with its line feed.
    package static func text(_ comparison: Comparison, style: TextStyle) -> String {
        let parts = ComparisonMetric.allCases.map { part($0, comparison, style) }.filter { !$0.isEmpty }
        let doubts = unused(comparison, style) + errors(comparison, style)
        let ends = [doubts, note(comparison, style)].filter { !$0.isEmpty }
        return (parts + ends).joined(separator: "\n")
    }

    /// What was compared, above the table.
    ///
    /// - Parameters:
    ///   - report: the comparison.
    ///   - rounds: how many there were.
    ///   - style: coloured for a terminal.
    package static func heading(_ report: ComparisonReport, rounds: Int, style: TextStyle) -> String {
        let comparison = report.comparison
        let facts = [
            report.status?.rawValue, "\(comparison.variants.count) variants",
            "\(rounds) round\(rounds == 1 ? "" : "s")", report.seed.map { "seed \($0)" },
        ]
        return "\n  " + style.bold((report.scenarioName ?? "").printable) + "   "
            + style.dim(facts.compactMap(\.self).joined(separator: " · ")) + "\n\n"
    }

    private static func part(_ metric: ComparisonMetric, _ comparison: Comparison, _ style: TextStyle) -> String {
        let rows = comparison.variants.compactMap { part in part[metric].map { row(part.variant.name, $0, style) } }
        guard !rows.isEmpty else { return "" }
        return "  " + style.bold(metric.title(comparison.work)) + "\n" + rows.joined()
    }

    private static func row(_ name: String, _ found: MetricComparison, _ style: TextStyle) -> String {
        let metric = found.metric
        let level = found.level.interval.map { "\(metric.text($0.lowerBound)) … \(metric.text($0.upperBound))" } ?? ""
        let difference = found.difference.map { percent($0.value) } ?? ""
        let reach =
            found.difference?.interval.map { "(\(percent($0.lowerBound)) … \(percent($0.upperBound)))" } ?? ""
        let look: StyledText.Look =
            switch found.mark {
            case .better: .good
            case .worse: .bad
            case .reference, .indistinguishable, .unknown: .dim
            }
        let figures =
            "  " + shortened(name.printable).padded(to: nameWidth)
            + metric.text(found.level.value).leftPadded(to: valueWidth)
            + "  " + style.dim(level.padded(to: levelWidth))
        let rest = found.mark == .reference ? "" : difference.leftPadded(to: differenceWidth) + "  " + reach + "  "
        return figures + rest + style.apply(StyledText(found.word, look)) + "\n"
    }

    /// The end of a path tells more than its begin.
    private static func shortened(_ name: String) -> String {
        name.count < nameWidth ? name : "…" + name.suffix(nameWidth - 2)
    }

    private static func percent(_ share: Double) -> String {
        let value = share * 100
        let digits = Figure.fixed(value, decimals: value.magnitude < 9.95 ? 1 : 0)
        return (value > 0 && !digits.hasPrefix("-") ? "+" : "") + digits + " %"
    }

    /// Runs that were made and not used.
    private static func unused(_ comparison: Comparison, _ style: TextStyle) -> String {
        comparison.variants.map { part in
            let variant = part.variant
            let left = variant.runs.filter { !$0.isUsed }
            guard !left.isEmpty else { return "" }
            let reasons = left.map { run in
                let place = run.round.map { "round \($0)" } ?? run.folder
                return "\(place) \(run.verdict == .invalid ? "INVALID" : run.status.rawValue)"
            }
            let text =
                "\(variant.name.printable): \(left.count) of \(variant.runs.count) runs not used: "
                + reasons.joined(separator: ", ")
            return text.wrapped(to: SummaryLayout.widths.upperBound - 2)
                .map { "  " + style.apply(StyledText($0, .warning)) + "\n" }.joined()
        }.joined()
    }

    /// Sessions that fail are cheap and fast, so that errors must not be overlooked.
    private static func errors(_ comparison: Comparison, _ style: TextStyle) -> String {
        comparison.variants.map { part in
            let runs = part.variant.usedRuns.filter { $0.errors > 0 }
            guard let first = runs.first else { return "" }
            let count = runs.reduce(0) { $0 + $1.errors }
            let text =
                "\(part.variant.name.printable): \(Figure.count(count)) errors in \(runs.count) of the runs used; see "
                + "\(first.folder)/errors.csv"
            return text.wrapped(to: SummaryLayout.widths.upperBound - 2)
                .map { "  " + style.apply(StyledText($0, .warning)) + "\n" }.joined()
        }.joined()
    }

    private static func note(_ comparison: Comparison, _ style: TextStyle) -> String {
        let bases = Set(comparison.variants.compactMap(\.basis))
        var lines = [
            "In brackets: where the differences lie, all of them together with a confidence of "
                + "\(Figure.share(Comparison.confidence)). A difference is marked where zero lies outside."
        ]
        if bases.contains(.rounds), comparison.variants.contains(where: { $0.metrics.contains { $0.mark == .unknown } })
        {
            let fewest = Comparison.fewestRounds(variants: comparison.variants.count)
            lines.append("With so many variants it takes \(fewest) rounds to tell any of them from the reference.")
        }
        if bases.contains(.runs) {
            lines.append(
                "The runs were not made in turn, so that what changed on the machine between them is in the differences."
            )
        }
        if bases.contains(.seconds) {
            lines.append(
                "One run each, judged by its seconds (at least \(SampleStatistics.shortestSeries) measured): what differs "
                    + "from run to run is not known. Use variants, or give several runs.")
        }
        return lines.flatMap { $0.wrapped(to: SummaryLayout.widths.upperBound - 2) }.map { "  " + style.dim($0) + "\n" }
            .joined()
    }
}
