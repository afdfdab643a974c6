/// What is measured in time, recorded in nanoseconds.
@usableFromInline @frozen
package enum Trend: Int, CaseIterable, Sendable {
    /// From the first lookup to the end of the opening handshake, and its parts, of which TLS may be left out.
    case wsConnecting, wsConnectingDNS, wsConnectingTCP, wsConnectingTLS, wsConnectingUpgrade
    /// From the end of the opening handshake to the end of the connection.
    case wsSessionDuration
    /// From the moment a message was due (open model) or was written (closed model) to its reply.
    case wsMsgRTT
    /// From the actual write of a message to its reply.
    case wsMsgRTTUncorrected
    /// From a ping to its pong.
    case wsPing
    /// From the first close frame to the end of the connection.
    case wsCloseDuration
    /// How much later than planned a message was written, a connect was begun.
    case genSendLag, genConnectLag
    /// How long a reply stood ready before the worker read it: from the wake-up to the read.
    case genLoopLag
    /// From the begin of an iteration to its end.
    case iterationDuration
    /// From the moment a message was due to its arrival at a member of its group.
    case wsFanoutLatency
    /// From the loss of a connection to the end of the opening handshake of the next.
    case wsReconnectDuration
    /// From the connection to a proxy to its tunnel.
    case wsConnectingProxy

    /// What any run may record, whatever its scenario.
    package static let usual: Set<Trend> = Set(allCases).subtracting([
        .iterationDuration, .wsFanoutLatency, .wsReconnectDuration, .wsConnectingProxy, .wsConnectingTLS,
    ])

    /// k6's name where k6 has the metric.
    package var name: String {
        switch self {
        case .wsConnecting: "ws_connecting"
        case .wsConnectingDNS: "ws_connecting_dns"
        case .wsConnectingTCP: "ws_connecting_tcp"
        case .wsConnectingTLS: "ws_connecting_tls"
        case .wsConnectingUpgrade: "ws_connecting_upgrade"
        case .wsSessionDuration: "ws_session_duration"
        case .wsMsgRTT: "ws_msg_rtt"
        case .wsMsgRTTUncorrected: "ws_msg_rtt_uncorrected"
        case .wsPing: "ws_ping"
        case .wsCloseDuration: "ws_close_duration"
        case .genSendLag: "gen_send_lag"
        case .genConnectLag: "gen_connect_lag"
        case .genLoopLag: "gen_loop_lag"
        case .iterationDuration: "iteration_duration"
        case .wsFanoutLatency: "ws_fanout_latency"
        case .wsReconnectDuration: "ws_reconnect_duration"
        case .wsConnectingProxy: "ws_connecting_proxy"
        }
    }

    /// The part of the run whose times make the figures.
    package var scope: MetricScope {
        switch self {
        case .wsConnecting, .wsConnectingDNS, .wsConnectingTCP, .wsConnectingTLS, .wsConnectingUpgrade,
            .wsSessionDuration, .wsCloseDuration, .genConnectLag, .iterationDuration, .wsReconnectDuration,
            .wsConnectingProxy:
            .run
        case .wsMsgRTT, .wsMsgRTTUncorrected, .wsPing, .wsFanoutLatency: .messages
        case .genSendLag, .genLoopLag: .window
        }
    }
}
