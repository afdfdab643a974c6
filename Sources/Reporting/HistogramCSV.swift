import Metrics

/// `histogram.csv`: the distribution of every metric, a row for each bucket that holds something.
package enum HistogramCSV {
    /// The file's content.
    package static func bytes(_ metrics: RunMetrics) -> [UInt8] {
        var text = Array("metric,value_us,percentile,total_count,inverse_percentile\n".utf8)
        for trend in Trend.allCases {
            guard let histogram = metrics.trends[trend] else { continue }
            var seen: UInt64 = 0
            for bucket in histogram.buckets {
                seen += bucket.count
                let rest = Double(histogram.count - seen) / Double(histogram.count)
                var line = CSVLine()
                line.append(trend.name)
                line.append(microsecondsOf: min(bucket.highest, histogram.max))
                line.append("\(Double(seen) / Double(histogram.count))")
                line.append(Int(seen))
                line.append(rest > 0 ? "\(1 / rest)" : "")
                text += line.bytes
            }
        }
        return text
    }
}
