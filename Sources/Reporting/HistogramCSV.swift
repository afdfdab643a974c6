import Metrics

/// `histogram.csv`: the distribution of every metric and timer by percentile, 5 rows from each to half of what is left
/// above it, as HdrHistogram writes it.
package enum HistogramCSV {
    /// How often what is left above may be halved: no run has as many times as there are after this.
    private static let halvings = 48
    private static let rowsPerHalving = 5

    /// One row's place among all times.
    private struct Level: Sendable {
        /// All but `part` of the times, by `whole`.
        let part: UInt64
        let whole: UInt64
        let percentile: String
        let inverse: String
    }

    /// 0, 0.1, … 0.5, 0.55, … 0.75 and so on; their text is the same in every file, and made once.
    private static let levels: [Level] = (0..<halvings).flatMap { halving in
        (0..<rowsPerHalving).map { step in
            let part = UInt64(2 * rowsPerHalving - step)
            let whole = UInt64(2 * rowsPerHalving) << UInt64(halving)
            let level = 1 - Double(part) / Double(whole)
            return Level(
                part: part, whole: whole, percentile: "\((level * 1e15).rounded() / 1e15)",
                inverse: "\(Double(whole) / Double(part))")
        }
    }

    /// The file's content: a column `kind` stands first where there is more than one kind of session, empty in the rows
    /// of all together.
    package static func bytes(_ result: RunResult) -> [UInt8] {
        let kinds = result.kinds ?? []
        let columns = ["metric", "value_us", "percentile", "total_count", "inverse_percentile"]
        var csv = CSVText(columns: (kinds.isEmpty ? [] : ["kind"]) + columns)
        append(result.metrics, kind: kinds.isEmpty ? nil : "", to: &csv)
        for kind in kinds { append(kind.metrics, kind: kind.name, to: &csv) }
        return csv.bytes
    }

    private static func append(_ metrics: RunMetrics, kind: String?, to csv: inout CSVText) {
        for trend in Trend.allCases {
            guard let times = metrics.trends[trend] else { continue }
            append(times, name: trend.name, kind: kind, to: &csv)
        }
        for timer in metrics.timers where !timer.times.isEmpty {
            append(timer.times, name: timer.name, kind: kind, to: &csv)
        }
    }

    private static func append(_ times: LatencyHistogram, name: String, kind: String?, to csv: inout CSVText) {
        var buckets = times.buckets[...]
        guard var bucket = buckets.popFirst() else { return }
        var seen = bucket.count
        for level in levels {
            let above = times.count.multipliedFullWidth(by: level.part)
            let rest = level.whole.dividingFullWidth(above).quotient
            guard rest > 0 else { break }
            while seen < times.count - rest, let next = buckets.popFirst() {
                bucket = next
                seen += next.count
            }
            let value = min(bucket.highest, times.max)
            append(value, level.percentile, seen, level.inverse, name: name, kind: kind, to: &csv)
        }
        append(times.max, "1", times.count, "", name: name, kind: kind, to: &csv)
    }

    private static func append(
        _ value: UInt64, _ percentile: String, _ count: UInt64, _ inverse: String, name: String, kind: String?,
        to csv: inout CSVText
    ) {
        if let kind { csv.append(kind) }
        csv.append(name)
        csv.append(microsecondsOf: value)
        csv.append(plain: percentile)
        csv.append(Int(count))
        csv.append(plain: inverse)
        csv.endLine()
    }
}
