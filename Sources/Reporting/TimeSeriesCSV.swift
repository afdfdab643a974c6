import Metrics

/// `timeseries.csv`: a row for each second of the run.
package enum TimeSeriesCSV {
    private static let columns = [
        "second", "phase", "interval_s", "sessions_connecting", "sessions_open", "sessions_closing",
        "sessions_closed_total", "sessions_failed_total", "connects_attempted", "connects_opened", "connects_failed",
        "msgs_sent", "msgs_received", "data_sent_bytes", "data_received_bytes", "errors", "sessions_reconnecting",
        "iterations", "dropped_iterations", "checks_failed", "ws_msg_rtt_count",
        "ws_msg_rtt_p50_us", "ws_msg_rtt_p90_us", "ws_msg_rtt_p99_us", "ws_msg_rtt_p99_9_us", "ws_msg_rtt_max_us",
        "gen_send_lag_p99_us", "sessions_open_max",
    ]

    /// The first line, with its line feed.
    package static var header: [UInt8] { CSVText(columns: columns).bytes }

    /// One line, with its line feed; latencies are empty where nothing was recorded.
    package static func bytes(_ row: TimeSeriesRow) -> [UInt8] {
        var csv = CSVText()
        csv.append(row.second)
        csv.append(row.phase.rawValue)
        csv.append(row.seconds)
        csv.append(row.gauges.connecting)
        csv.append(row.gauges.open)
        csv.append(row.gauges.closing)
        csv.append(row.sessionsClosed)
        csv.append(row.sessionsFailed)
        csv.append(row[.wsConnectsAttempted])
        csv.append(row[.wsSessions])
        csv.append(row[.wsSessionsFailed])
        csv.append(row[.wsMsgsSent])
        csv.append(row[.wsMsgsReceived])
        csv.append(row[.dataSent])
        csv.append(row[.dataReceived])
        csv.append(row.errors)
        csv.append(row.gauges.reconnecting)
        csv.append(row[.iterations])
        csv.append(row[.droppedIterations])
        csv.append(row.checksFailed)
        csv.append(Int(row.roundTrip?.count ?? 0))
        csv.append(microsecondsOf: row.roundTrip?.p50)
        csv.append(microsecondsOf: row.roundTrip?.p90)
        csv.append(microsecondsOf: row.roundTrip?.p99)
        csv.append(microsecondsOf: row.roundTrip?.p999)
        csv.append(microsecondsOf: row.roundTrip?.max)
        csv.append(microsecondsOf: row.sendLag?.p99)
        csv.append(row.mostOpen)
        csv.endLine()
        return csv.bytes
    }
}
