import Glibc
import Metrics

/// The measured seconds of a run, from its `timeseries.csv`.
enum SecondsReader {
    /// Parts of a second at the ends of the window say little.
    private static let shortest = 0.5

    /// A series of logarithms for each metric that has a figure in every second.
    ///
    /// - Parameter csv: the file's content; of another text nothing is understood.
    /// - Returns: in the order of time.
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
        var series: [ComparisonMetric: [Double]] = [:]
        for metric in ComparisonMetric.allCases {
            let values = rows.compactMap { value(metric, $0) }.filter { $0 > 0 }
            if !rows.isEmpty, values.count == rows.count { series[metric] = values.map { log($0) } }
        }
        return series
    }

    private static func value(_ metric: ComparisonMetric, _ row: [String: String]) -> Double? {
        switch metric {
        case .throughput:
            guard let seconds = number(row, "interval_s") else { return nil }
            return number(row, "msgs_received").map { $0 / seconds }
        case .bytes:
            guard let sent = number(row, "data_sent_bytes"), let received = number(row, "data_received_bytes"),
                let messages = number(row, "msgs_sent"), messages > 0
            else { return nil }
            return (sent + received) / messages
        case .p50: return number(row, "ws_msg_rtt_p50_us")
        case .p99: return number(row, "ws_msg_rtt_p99_us")
        case .cpu, .serverCPU: return nil
        }
    }

    private static func number(_ row: [String: String], _ column: String) -> Double? {
        row[column].flatMap { Double($0) }
    }
}
