import Metrics

/// `histogram.csv`: the distribution of every metric, a row for each bucket that holds something.
package enum HistogramCSV {
    /// The file's content.
    package static func bytes(_ metrics: RunMetrics) -> [UInt8] {
        var csv = CSVText(columns: ["metric", "value_us", "percentile", "total_count", "inverse_percentile"])
        for trend in Trend.allCases {
            guard let histogram = metrics.trends[trend] else { continue }
            let name = trend.name
            var seen: UInt64 = 0
            for bucket in histogram.buckets {
                seen += bucket.count
                let rest = Double(histogram.count - seen) / Double(histogram.count)
                csv.append(plain: name)
                csv.append(microsecondsOf: min(bucket.highest, histogram.max))
                csv.append(plain: (Double(seen) / Double(histogram.count)).description)
                csv.append(Int(seen))
                csv.append(plain: rest > 0 ? (1 / rest).description : "")
                csv.endLine()
            }
        }
        return csv.bytes
    }
}
