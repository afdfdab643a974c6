/// `comparison.csv`: a row for each metric of each variant.
package enum ComparisonCSV {
    private static let columns = [
        "variant", "metric", "unit", "runs_used", "runs_invalid", "value", "low", "high", "difference_percent",
        "difference_low_percent", "difference_high_percent", "mark",
    ]

    /// The file's content.
    package static func bytes(_ comparison: Comparison) -> [UInt8] {
        var csv = CSVText(columns: columns)
        for part in comparison.variants {
            for found in part.metrics {
                csv.append(part.variant.name)
                csv.append(plain: found.metric.rawValue)
                csv.append(plain: found.metric.unit)
                csv.append(part.variant.usedRuns.count)
                csv.append(part.variant.runs.count { $0.verdict == .invalid })
                append(found.level.value, to: &csv)
                append(found.level.interval?.lowerBound, to: &csv)
                append(found.level.interval?.upperBound, to: &csv)
                append(found.difference.map { $0.value * 100 }, to: &csv)
                append(found.difference?.interval.map { $0.lowerBound * 100 }, to: &csv)
                append(found.difference?.interval.map { $0.upperBound * 100 }, to: &csv)
                csv.append(plain: found.word)
                csv.endLine()
            }
        }
        return csv.bytes
    }

    private static func append(_ value: Double?, to csv: inout CSVText) {
        if let value, value.isFinite { csv.append(value) } else { csv.append(plain: "") }
    }
}
