/// A metric that thresholds can speak of.
package struct KnownMetric: Sendable, Equatable {
    /// What a metric is, in k6's words.
    package enum Kind: String, Sendable {
        /// Times, of which there are percentiles.
        case trend
        /// A number that grows.
        case counter
        /// A share that passed.
        case rate
        /// A level.
        case gauge
    }

    /// As in `summary.json`.
    package let name: String
    /// What aggregations it has.
    package let kind: Kind

    /// Whether it means something only when the run is over.
    var isKnownAtEnd: Bool { name == "ws_fanout_lost" }

    /// Counted for the run alone, and not by kind of session.
    package var isOfRun: Bool { Self.ofRun.contains(name) }

    private static let ofRun: Set = [
        "data_sent", "data_received", "ws_frames_sent", "ws_pongs_sent", "ws_deflate_in", "ws_deflate_out",
        "ws_inflate_in",
        "ws_inflate_out", "gen_loop_turns",
    ]

    init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Those of every run; the timers and checks of its scripts come on top.
    package static let all: [KnownMetric] =
        trends.map { KnownMetric($0, .trend) } + counters.map { KnownMetric($0, .counter) }
        + [KnownMetric("checks", .rate), KnownMetric("vus", .gauge), KnownMetric("ws_sessions_open", .gauge)]

    private static let trends = [
        "ws_connecting", "ws_connecting_dns", "ws_connecting_tcp", "ws_connecting_proxy", "ws_connecting_tls",
        "ws_connecting_upgrade", "ws_session_duration", "ws_msg_rtt", "ws_msg_rtt_uncorrected", "ws_ping",
        "ws_close_duration", "ws_reconnect_duration", "ws_fanout_latency", "iteration_duration", "gen_send_lag",
        "gen_connect_lag", "gen_loop_lag",
    ]

    private static let counters = [
        "ws_connects_planned", "ws_connects_attempted", "ws_sessions", "ws_sessions_failed", "ws_sessions_closed",
        "ws_msgs_planned", "ws_msgs_sent", "ws_msgs_received", "ws_msgs_matched", "ws_msgs_lost", "ws_msgs_late",
        "ws_msgs_unexpected", "ws_msgs_corrupt", "ws_msgs_skipped", "ws_msgs_skipped_away",
        "ws_msgs_held_back", "ws_frames_sent",
        "ws_frames_received", "ws_pings_sent", "ws_pongs_received", "ws_pongs_missed", "ws_pongs_late",
        "ws_pings_received", "ws_pongs_sent", "data_sent", "data_received", "data_sent_payload",
        "data_received_payload",
        "ws_deflate_in", "ws_deflate_out", "ws_inflate_in", "ws_inflate_out", "ws_compression_declined",
        "gen_loop_turns", "gen_msgs_overdue", "gen_iterations_overdue", "gen_matches_abandoned", "iterations",
        "dropped_iterations", "ws_reconnects", "ws_fanout_expected", "ws_fanout_received", "ws_fanout_lost",
        "ws_fanout_unfinished", "ws_fanout_duplicated", "ws_fanout_reordered", "ws_fanout_corrupt",
        "ws_tls_handshakes", "ws_tls_resumed", "ws_tls_kernel", "ws_tls_truncated",
    ]
}

extension KnownMetric.Kind {
    /// The aggregations as a threshold writes them.
    var aggregations: [String] {
        switch self {
        case .trend: ["avg", "min", "max", "med", "p(N)"]
        case .counter: ["count", "rate"]
        case .rate: ["rate"]
        case .gauge: ["value"]
        }
    }

    func has(_ aggregation: ThresholdPlan.Aggregation) -> Bool {
        switch aggregation {
        case .avg, .min, .max, .med, .percentile: self == .trend
        case .count: self == .counter
        case .rate: self == .counter || self == .rate
        case .value: self == .gauge
        }
    }
}
