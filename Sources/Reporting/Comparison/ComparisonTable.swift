import Statistics

/// A comparison for people: a part for each metric, a row for each variant, as wide as the terminal and 100 columns at
/// the most.
package struct ComparisonTable {
    private static let valueWidth = 10
    private static let reachWidth = 9
    private static let differenceWidth = 9
    private static let intervalWidth = 18
    private static let markWidth = 19
    /// Names have what the figures leave.
    private static let narrowestName = 12
    /// As a share: what is beyond 9,999 % is shown as that.
    private static let largest = 99.99

    private let style: TextStyle
    private let width: Int

    /// - Parameters:
    ///   - style: coloured for a terminal.
    ///   - width: columns of the terminal.
    package init(style: TextStyle, width: Int) {
        self.style = style
        self.width = SummaryLayout(style: style, width: width).width
    }

    /// The table, what could not be used, and what the marks promise.
    ///
    /// - Parameter comparison: what was found.
    /// - Returns: lines, each with its line feed.
    package func text(_ comparison: Comparison) -> String {
        let parts = ComparisonMetric.allCases.map { part($0, comparison) }.filter { !$0.isEmpty }
        let doubts = unused(comparison) + losses(comparison) + errors(comparison)
        let ends = [doubts, note(comparison)].filter { !$0.isEmpty }
        return (parts + ends).joined(separator: "\n")
    }

    /// What was compared, above the table.
    ///
    /// - Parameters:
    ///   - report: the comparison.
    ///   - rounds: how many there were.
    /// - Returns: lines, each with its line feed.
    package func heading(_ report: ComparisonReport, rounds: Int) -> String {
        let comparison = report.comparison
        let facts = [
            report.status?.rawValue, "\(comparison.variants.count) variants",
            "\(rounds) round\(rounds == 1 ? "" : "s")", report.seed.map { "seed \($0)" },
        ]
        return "\n  " + style.bold((report.scenarioName ?? "").printable) + "   "
            + style.dim(facts.compactMap(\.self).joined(separator: " · ")) + "\n\n"
    }

    private func part(_ metric: ComparisonMetric, _ comparison: Comparison) -> String {
        let shared = Self.sharedFolder(comparison.variants.map(\.variant.name))
        let rows = comparison.variants.compactMap { part in
            part[metric].map { row(String(part.variant.name.dropFirst(shared)), $0) }
        }
        guard !rows.isEmpty else { return "" }
        return "  " + style.bold(metric.title(comparison.work)) + "\n" + rows.joined()
    }

    /// How many characters of all names lead to one folder that they are in.
    private static func sharedFolder(_ names: [String]) -> Int {
        guard let first = names.first else { return 0 }
        let shared = names.reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
        return shared.lastIndex(of: "/").map { shared.distance(from: shared.startIndex, to: $0) + 1 } ?? 0
    }

    private func row(_ name: String, _ found: MetricComparison) -> String {
        let look: StyledText.Look =
            switch found.mark {
            case .better: .good
            case .worse: .bad
            case .reference, .indistinguishable, .unknown: .dim
            }
        let cells = [
            shortened(name.printable).padded(to: nameWidth),
            found.metric.text(found.level.value).leftPadded(to: Self.valueWidth),
            style.dim((reach(of: found.level) ?? "").leftPadded(to: Self.reachWidth)),
            (found.difference.map { Self.percent($0.value) + " %" } ?? "").leftPadded(to: Self.differenceWidth),
            "  " + style.dim(Self.interval(found.difference).padded(to: Self.intervalWidth)),
            style.apply(StyledText(found.word, look)),
        ]
        return "  " + cells.joined() + "\n"
    }

    private var nameWidth: Int {
        let others = [Self.valueWidth, Self.reachWidth, Self.differenceWidth, Self.intervalWidth, Self.markWidth]
        return max(Self.narrowestName, width - 4 - others.reduce(0, +))
    }

    /// The end of a path or of a combination tells more than its begin.
    private func shortened(_ name: String) -> String {
        name.count < nameWidth ? name : "…" + name.suffix(nameWidth - 2)
    }

    /// The longer way from a figure to the end of its interval, as a part of the figure.
    private func reach(of level: Estimate) -> String? {
        guard let interval = level.interval, level.value > 0 else { return nil }
        let reach = max(interval.upperBound - level.value, level.value - interval.lowerBound) / level.value
        guard reach <= Self.largest else { return "±∞" }
        return "±\(Figure.fixed(reach * 100, decimals: reach < 0.0995 ? 1 : 0)) %"
    }

    private static func interval(_ difference: Estimate?) -> String {
        guard let interval = difference?.interval else { return "" }
        guard interval.lowerBound <= largest else { return "(over 10,000 %)" }
        let upper = interval.upperBound <= largest ? "\(percent(interval.upperBound)) %" : "∞"
        return "(\(percent(interval.lowerBound)) … \(upper))"
    }

    /// With its sign, and one decimal where it is small.
    private static func percent(_ share: Double) -> String {
        guard share <= largest else { return ">9999" }
        let value = share * 100
        let digits = Figure.fixed(value, decimals: value.magnitude < 9.95 ? 1 : 0)
        return (value > 0 && digits.contains { $0 != "0" && $0 != "." } ? "+" : "") + digits
    }

    /// Runs that were made and not used.
    private func unused(_ comparison: Comparison) -> String {
        comparison.variants.map { part in
            let variant = part.variant
            let left = variant.runs.filter { !$0.isUsed }
            guard !left.isEmpty else { return "" }
            var reasons: [(word: String, places: [String])] = []
            for run in left {
                let word = run.verdict == .invalid ? "INVALID" : run.status.rawValue
                let place = run.round.map { "round \($0)" } ?? run.folder
                if let index = reasons.firstIndex(where: { $0.word == word }) {
                    reasons[index].places.append(place)
                } else {
                    reasons.append((word, [place]))
                }
            }
            let text =
                "\(variant.name): \(left.count) of \(variant.runs.count) runs not used: "
                + reasons.map { "\($0.word) in \($0.places.joined(separator: ", "))" }.joined(separator: "; ")
            return warning(text)
        }.joined()
    }

    /// Runs that lost their sessions.
    private func losses(_ comparison: Comparison) -> String {
        comparison.variants.flatMap(\.variant.usedRuns).compactMap { run in
            run.earlyLoss.map { loss in
                let times = [loss.measuredSeconds, loss.plannedSeconds].map { Figure.clock($0) }
                let text =
                    "\(run.folder) ended early: sessions were lost after \(times[0]) of \(times[1]); its "
                    + "throughput is that of the planned time"
                return warning(text)
            }
        }.joined()
    }

    /// Sessions that fail are cheap and fast, so that errors must not be overlooked.
    private func errors(_ comparison: Comparison) -> String {
        comparison.variants.map { part in
            let runs = part.variant.usedRuns.filter { $0.errors > 0 }
            guard let first = runs.first else { return "" }
            let count = runs.reduce(0) { $0 + $1.errors }
            let text =
                "\(part.variant.name): \(Figure.count(count)) errors in \(runs.count) of the runs used; see "
                + "\(first.folder)/errors.csv"
            return warning(text)
        }.joined()
    }

    private func warning(_ text: String) -> String {
        text.printable.wrapped(to: width - 2).map { "  " + style.apply(StyledText($0, .warning)) + "\n" }.joined()
    }

    private func note(_ comparison: Comparison) -> String {
        let bases = Set(comparison.variants.compactMap(\.basis))
        var lines = [
            "In brackets: where the differences lie, all of them together with a confidence of "
                + "\(Figure.share(Comparison.confidence)). A difference is marked where zero lies outside."
        ]
        if bases.contains(.rounds), comparison.variants.contains(where: { $0.metrics.contains { $0.mark == .unknown } })
        {
            let fewest = Comparison.fewestRounds(variants: comparison.variants.count)
            lines.append("Too few rounds: with so many variants and metrics it takes \(fewest).")
        }
        if comparison.variants.contains(where: { $0.basis == .runs && $0.metrics.contains { $0.mark == .unknown } }) {
            lines.append(
                "Too few runs, or runs too unlike each other: it takes at least \(SampleStatistics.fewestRuns) usable ones, "
                    + "of baseline and candidate together.")
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
        return lines.flatMap { $0.wrapped(to: width - 2) }.map { "  " + style.dim($0) + "\n" }.joined()
    }
}
