import Metrics

/// `timeseries.csv`: a row for each second of the run.
package enum TimeSeriesCSV {
    private static let columns = [
        "second", "phase", "interval_s", "sessions_connecting", "sessions_open", "sessions_closing",
        "sessions_closed_total", "sessions_failed_total", "connects_attempted", "connects_opened", "connects_failed",
        "msgs_sent", "msgs_received", "data_sent_bytes", "data_received_bytes", "errors", "ws_msg_rtt_count",
        "ws_msg_rtt_p50_us", "ws_msg_rtt_p90_us", "ws_msg_rtt_p99_us", "ws_msg_rtt_p99_9_us", "ws_msg_rtt_max_us",
        "gen_send_lag_p99_us",
    ]

    /// The first line, with its line feed.
    package static var header: [UInt8] { Array((columns.joined(separator: ",") + "\n").utf8) }

    /// One line, with its line feed; latencies are empty where nothing was recorded.
    package static func bytes(_ row: TimeSeriesRow) -> [UInt8] {
        var line = CSVLine()
        line.append(row.second)
        line.append(row.phase.rawValue)
        line.append(row.seconds)
        line.append(row.gauges.connecting)
        line.append(row.gauges.open)
        line.append(row.gauges.closing)
        line.append(row.sessionsClosed)
        line.append(row.sessionsFailed)
        line.append(row[.wsConnectsAttempted])
        line.append(row[.wsSessions])
        line.append(row[.wsSessionsFailed])
        line.append(row[.wsMsgsSent])
        line.append(row[.wsMsgsReceived])
        line.append(row[.dataSent])
        line.append(row[.dataReceived])
        line.append(row.errors)
        line.append(Int(row.roundTrip?.count ?? 0))
        line.append(microsecondsOf: row.roundTrip?.p50)
        line.append(microsecondsOf: row.roundTrip?.p90)
        line.append(microsecondsOf: row.roundTrip?.p99)
        line.append(microsecondsOf: row.roundTrip?.p999)
        line.append(microsecondsOf: row.roundTrip?.max)
        line.append(microsecondsOf: row.sendLag?.p99)
        return line.bytes
    }
}
