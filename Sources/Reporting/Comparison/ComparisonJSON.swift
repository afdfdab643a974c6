import Metrics
import Statistics

/// `comparison.json`: a comparison for programs.
package enum ComparisonJSON {
    /// The file's content.
    package static func bytes(_ report: ComparisonReport) -> [UInt8] {
        var text: [UInt8] = []
        node(report).write(to: &text)
        text.append(UInt8(ascii: "\n"))
        return text
    }

    private static func node(_ report: ComparisonReport) -> JSONNode {
        let comparison = report.comparison
        let reference = comparison.variants[comparison.reference].variant.name
        return object([
            ("schema_version", number(ComparisonReport.schemaVersion)),
            ("tool", object([("name", string(report.tool.name)), ("version", string(report.tool.version))])),
            ("scenario_name", report.scenarioName.map(string)),
            ("status", report.status.map { string($0.rawValue) }),
            ("started_at", report.startedAt.map(string)), ("finished_at", report.finishedAt.map(string)),
            ("seed", report.seed.map { .scalar(String($0)) }),
            ("rounds_planned", report.roundsPlanned.map(number)),
            ("reference", string(reference)), ("confidence", number(Comparison.confidence)),
            ("costs_by", string(comparison.work.rawValue)),
            ("variants", .array(comparison.variants.map(variant))),
            ("limits", report.limits.isEmpty ? nil : .array(report.limits.map(limit))),
        ])
    }

    private static func variant(_ part: VariantComparison) -> JSONNode {
        object([
            ("name", string(part.variant.name)), ("judged_by", part.basis.map { string($0.rawValue) }),
            ("runs_used", number(part.variant.usedRuns.count)),
            ("runs_invalid", number(part.variant.runs.count { $0.verdict == .invalid })),
            ("metrics", object(part.metrics.map { ($0.metric.rawValue, metric($0)) })),
            ("runs", .array(part.variant.runs.map(run))),
        ])
    }

    private static func metric(_ found: MetricComparison) -> JSONNode {
        object([
            ("unit", string(found.metric.unit)), ("value", number(found.level.value)),
            ("low", found.level.interval.map { number($0.lowerBound) }),
            ("high", found.level.interval.map { number($0.upperBound) }),
            ("difference_percent", found.difference.map { number($0.value * 100) }),
            ("difference_low_percent", found.difference?.interval.map { number($0.lowerBound * 100) }),
            ("difference_high_percent", found.difference?.interval.map { number($0.upperBound * 100) }),
            ("mark", string(found.mark.rawValue)), ("word", string(found.word)),
        ])
    }

    private static func run(_ run: ComparedRun) -> JSONNode {
        let figures = ComparisonMetric.allCases.compactMap { metric in
            run.figures[metric].map { (metric.rawValue, number($0)) }
        }
        return object([
            ("round", run.round.map(number)), ("folder", string(run.folder)), ("status", string(run.status.rawValue)),
            ("verdict", run.verdict.map { string($0.rawValue) }), ("used", .scalar(run.isUsed ? "true" : "false")),
            ("errors", number(run.errors)),
            ("figures", object(figures)),
        ])
    }

    private static func limit(_ outcome: LimitOutcome) -> JSONNode {
        object([
            ("variant", string(outcome.variant)), ("metric", string(outcome.limit.metric.rawValue)),
            ("limit_percent", number(outcome.limit.share * 100)),
            ("worse_percent", outcome.worsening.map { number($0 * 100) }),
            ("holds", outcome.holds.map { .scalar($0 ? "true" : "false") }),
        ])
    }

    /// Without the fields that have no value.
    private static func object(_ fields: [(String, JSONNode?)]) -> JSONNode {
        .object(fields.compactMap { key, value in value.map { (key, $0) } })
    }

    private static func string(_ text: String) -> JSONNode { .scalar(text.jsonQuoted) }

    private static func number(_ value: Int) -> JSONNode { .scalar(String(value)) }

    /// Three decimals; JSON has no word for what is not a number.
    private static func number(_ value: Double) -> JSONNode {
        let rounded = (value * 1000).rounded() / 1000
        guard rounded.isFinite else { return .scalar("null") }
        return .scalar(Int(exactly: rounded).map { String($0) } ?? String(rounded))
    }
}
