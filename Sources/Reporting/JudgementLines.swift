import Metrics

/// The summary's lines of what the scenario asked for: its checks and its thresholds.
struct JudgementLines {
    /// The widest that names and conditions may make their columns.
    private static let widestName = 31
    private static let widestCondition = 23

    let layout: SummaryLayout

    /// Empty where the scenario asks for nothing.
    func text(_ result: RunResult) -> String {
        checks(result.metrics.checks) + thresholds(result.thresholds ?? [])
    }

    private func checks(_ checks: [CheckCount]) -> String {
        let passes = checks.map { Figure.count($0.passes) }
        let width = passes.map(\.count).max() ?? 0
        return lines(
            "checks",
            zip(checks, passes).map { check, passed in
                var figures = [StyledText("\(passed.leftPadded(to: width)) passed")]
                if check.fails > 0 {
                    let share = Figure.share(Double(check.fails) / Double(check.count))
                    figures.append(StyledText("   \(Figure.count(check.fails)) failed, \(share)", .bad))
                }
                return Line(isGood: check.fails == 0, name: check.name, figures: figures)
            })
    }

    private func thresholds(_ thresholds: [ThresholdReport]) -> String {
        let conditions = column(thresholds.map(\.text), widest: Self.widestCondition)
        return lines(
            "thresholds",
            zip(thresholds, conditions).map { threshold, condition in
                Line(
                    isGood: threshold.passed, name: threshold.metric,
                    figures: [
                        StyledText("\(condition)  "), StyledText(figure(threshold), threshold.passed ? .plain : .bad),
                        StyledText(threshold.aborted ? "  aborted" : "", .bad),
                    ])
            })
    }

    private func mark(_ isGood: Bool) -> StyledText { StyledText(isGood ? "✓ " : "✗ ", isGood ? .good : .bad) }

    /// Texts of one width.
    private func column(_ texts: [String], widest: Int) -> [String] {
        let cut = texts.map { $0.printable.cut(to: widest) }
        let width = cut.map(\.count).max() ?? 0
        return cut.map { $0.padded(to: width) }
    }

    /// One check or threshold.
    private struct Line {
        var isGood: Bool
        var name: String
        var figures: [StyledText]
    }

    /// A line each, with the label before the first; two each where one would be too long, the name above the figures.
    private func lines(_ label: String, _ lines: [Line]) -> String {
        let names = column(lines.map(\.name), widest: Self.widestName)
        let widest = zip(names, lines).map { name, line in
            "✓ ".count + name.count + "  ".count + line.figures.reduce(0) { $0 + $1.text.count }
        }.max()
        let isNarrow = widest ?? 0 > layout.room
        return zip(names, lines).enumerated().map { index, line in
            let (name, line) = line
            return "  " + layout.style.dim((index == 0 ? label : "").padded(to: SummaryLayout.labelWidth))
                + layout.style.apply(mark(line.isGood))
                + (isNarrow
                    ? line.name.printable.cut(to: layout.room - 2) + "\n" + SummaryLayout.margin + "  " : name + "  ")
                + line.figures.map { layout.style.apply($0) }.joined() + "\n"
        }.joined()
    }

    private func figure(_ threshold: ThresholdReport) -> String {
        guard let value = threshold.measured else { return "no data" }
        return switch threshold.unit {
        case "ms": Figure.duration(nanoseconds: value * 1_000_000)
        case "bytes": Figure.bytes(value)
        case "per_second": Figure.rate(value) + "/s"
        case "share": Figure.share(value)
        default: value == value.rounded() ? Figure.shortCount(Int(value)) : Figure.threeDigits(value)
        }
    }
}
