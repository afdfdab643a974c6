import Metrics

/// The measured seconds of a run, from its `timeseries.csv`.
enum SecondsReader {
    /// Parts of a second at the ends of the window say little.
    private static let shortest = 0.5
    /// What is counted, the first of them that is there in any second: as the run's own figure is made.
    private static let counts = ["msgs_received", "msgs_sent", "connects_opened"]

    /// The figures of each metric that has them by the second.
    ///
    /// - Parameter csv: the file's content; of another text nothing is understood.
    /// - Returns: in the order of time. A second in which nothing came is a throughput of 0; it has no times and no size of
    ///   a message, and is left out there.
    static func series(_ csv: [UInt8]) -> [ComparisonMetric: [Double]] {
        let lines = String(decoding: csv, as: UTF8.self).split(separator: "\n")
        guard let head = lines.first else { return [:] }
        let columns = head.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let rows = lines.dropFirst().map { line in
            Dictionary(zip(columns, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))) {
                first, _ in first
            }
        }
        .filter { $0["phase"] == Phase.measure.rawValue && number($0, "interval_s") ?? 0 >= shortest }
        let counted = counts.first { column in rows.contains { number($0, column) ?? 0 > 0 } }
        var series: [ComparisonMetric: [Double]] = [:]
        for metric in ComparisonMetric.allCases {
            let values = rows.compactMap { value(metric, $0, counted) }.filter { $0 > 0 || metric == .throughput }
            if !values.isEmpty { series[metric] = values }
        }
        return series
    }

    private static func value(_ metric: ComparisonMetric, _ row: [String: String], _ counted: String?) -> Double? {
        switch metric {
        case .throughput:
            guard let seconds = number(row, "interval_s"), let counted else { return nil }
            return number(row, counted).map { $0 / seconds }
        case .bytes:
            guard let out = number(row, "data_sent_bytes"), let back = number(row, "data_received_bytes"),
                let sent = number(row, "msgs_sent"), let received = number(row, "msgs_received"),
                max(sent, received) > 0
            else { return nil }
            return (out + back) / max(sent, received)
        case .p50: return number(row, "ws_msg_rtt_p50_us")
        case .p99: return number(row, "ws_msg_rtt_p99_us")
        case .cpu, .serverCPU: return nil
        }
    }

    private static func number(_ row: [String: String], _ column: String) -> Double? {
        row[column].flatMap { Double($0) }
    }
}
