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
        let names = column(checks.map(\.name), widest: Self.widestName)
        let passes = checks.map { Figure.count($0.passes) }
        let width = passes.map(\.count).max() ?? 0
        return lines(
            "checks",
            zip(checks, zip(names, passes)).map { check, texts in
                var pieces = [
                    mark(check.fails == 0), StyledText(texts.0),
                    StyledText("  \(texts.1.leftPadded(to: width)) passed"),
                ]
                if check.fails > 0 {
                    let share = Figure.share(Double(check.fails) / Double(check.count))
                    pieces.append(StyledText("   \(Figure.count(check.fails)) failed, \(share)", .bad))
                }
                return pieces
            })
    }

    private func thresholds(_ thresholds: [ThresholdReport]) -> String {
        let names = column(thresholds.map(\.metric), widest: Self.widestName)
        let conditions = column(thresholds.map(\.text), widest: Self.widestCondition)
        return lines(
            "thresholds",
            zip(thresholds, zip(names, conditions)).map { threshold, texts in
                [
                    mark(threshold.passed), StyledText("\(texts.0)  \(texts.1)  "),
                    StyledText(figure(threshold), threshold.passed ? .plain : .bad),
                    StyledText(threshold.aborted ? "  aborted" : "", .bad),
                ]
            })
    }

    private func mark(_ isGood: Bool) -> StyledText { StyledText(isGood ? "✓ " : "✗ ", isGood ? .good : .bad) }

    /// Texts of one width.
    private func column(_ texts: [String], widest: Int) -> [String] {
        let cut = texts.map { $0.printable.cut(to: widest) }
        let width = cut.map(\.count).max() ?? 0
        return cut.map { $0.padded(to: width) }
    }

    /// A line each, with the label before the first.
    private func lines(_ label: String, _ lines: [[StyledText]]) -> String {
        lines.enumerated().map { index, pieces in
            "  " + layout.style.dim((index == 0 ? label : "").padded(to: SummaryLayout.labelWidth))
                + pieces.map { layout.style.apply($0) }.joined() + "\n"
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
