/// What is counted.
@usableFromInline @frozen
package enum Counter: Int, CaseIterable, Sendable {
    /// Connects that were due, and those that were begun.
    case wsConnectsPlanned, wsConnectsAttempted
    /// Sessions whose opening handshake succeeded.
    case wsSessions
    /// Connects that failed; never counted as sessions.
    case wsSessionsFailed
    /// Sessions that ended, for whatever reason.
    case wsSessionsClosed
    /// Data messages that were due, were sent, and came.
    case wsMsgsPlanned, wsMsgsSent, wsMsgsReceived
    /// Replies that came in time, to the message they answer.
    case wsMsgsMatched
    /// Messages whose reply never came.
    case wsMsgsLost
    /// Replies that came after their time-out.
    case wsMsgsLate
    /// Messages that nobody had asked for.
    case wsMsgsUnexpected
    /// Replies whose content differs from what was sent.
    case wsMsgsCorrupt
    /// Planned and not sent.
    case wsMsgsSkipped
    /// Of these: due while their session had no connection.
    case wsMsgsSkippedAway
    /// Held by back-pressure before they could be written.
    case wsMsgsHeldBack
    /// Frames of every kind, control frames included.
    case wsFramesSent, wsFramesReceived
    /// Pings of the client; pongs, whatever they answer; pings whose pong did not come in time, and of these the ones
    /// whose pong came later; pings of the server, and the pongs that answered them.
    case wsPingsSent, wsPongsReceived, wsPongsMissed, wsPongsLate, wsPingsReceived, wsPongsSent
    /// Bytes on the wire, handshakes and frame headers included.
    case dataSent, dataReceived
    /// Bytes of message payload.
    case dataSentPayload, dataReceivedPayload
    /// Payload bytes that went into the compression of messages, and that came out.
    case wsDeflateIn, wsDeflateOut
    /// Likewise, of the inflating of messages that came compressed.
    case wsInflateIn, wsInflateOut
    /// Sessions that offered compression, and whose server declined.
    case wsCompressionDeclined
    /// Turns of the workers' loops.
    case genLoopTurns
    /// Iterations that ended: sessions from their connect to their close, and those whose connect failed.
    case iterations
    /// Iterations that were due and not begun, because as many sessions were open as the scenario allows.
    case droppedIterations
    /// Sessions that lost their connection and have another.
    case wsReconnects
    /// Deliveries of messages to the members of their group: by the number of members when they were sent, and those
    /// that came, each message to each member once.
    case wsFanoutExpected, wsFanoutReceived
    /// Deliveries that may have been on their way when their receiver's connection ended.
    case wsFanoutUnfinished
    /// Deliveries that came again, after a younger one of the same sender, and with another content than was sent.
    case wsFanoutDuplicated, wsFanoutReordered, wsFanoutCorrupt
    /// Handshakes of TLS that were done; of these, the ones that resumed an earlier session, and the connections whose
    /// encryption the kernel took over.
    case wsTLSHandshakes, wsTLSResumed, wsTLSKernel
    /// Connections whose TLS the server ended without saying so (close_notify).
    case wsTLSTruncated
    /// What was done more than 20 ms late and in a later interval than that in which it was due.
    case genMsgsOverdue, genIterationsOverdue
    /// Regular expressions that were given up on a message, because they went back and forth too often.
    case genMatchesAbandoned

    /// k6's name where k6 has the metric.
    package var name: String {
        switch self {
        case .wsConnectsPlanned: "ws_connects_planned"
        case .wsConnectsAttempted: "ws_connects_attempted"
        case .wsSessions: "ws_sessions"
        case .wsSessionsFailed: "ws_sessions_failed"
        case .wsSessionsClosed: "ws_sessions_closed"
        case .wsMsgsPlanned: "ws_msgs_planned"
        case .wsMsgsSent: "ws_msgs_sent"
        case .wsMsgsReceived: "ws_msgs_received"
        case .wsMsgsMatched: "ws_msgs_matched"
        case .wsMsgsLost: "ws_msgs_lost"
        case .wsMsgsLate: "ws_msgs_late"
        case .wsMsgsUnexpected: "ws_msgs_unexpected"
        case .wsMsgsCorrupt: "ws_msgs_corrupt"
        case .wsMsgsSkipped: "ws_msgs_skipped"
        case .wsMsgsSkippedAway: "ws_msgs_skipped_away"
        case .wsMsgsHeldBack: "ws_msgs_held_back"
        case .wsFramesSent: "ws_frames_sent"
        case .wsFramesReceived: "ws_frames_received"
        case .wsPingsSent: "ws_pings_sent"
        case .wsPongsReceived: "ws_pongs_received"
        case .wsPongsMissed: "ws_pongs_missed"
        case .wsPongsLate: "ws_pongs_late"
        case .wsPingsReceived: "ws_pings_received"
        case .wsPongsSent: "ws_pongs_sent"
        case .dataSent: "data_sent"
        case .dataReceived: "data_received"
        case .dataSentPayload: "data_sent_payload"
        case .dataReceivedPayload: "data_received_payload"
        case .wsDeflateIn: "ws_deflate_in"
        case .wsDeflateOut: "ws_deflate_out"
        case .wsInflateIn: "ws_inflate_in"
        case .wsInflateOut: "ws_inflate_out"
        case .wsCompressionDeclined: "ws_compression_declined"
        case .genLoopTurns: "gen_loop_turns"
        case .iterations: "iterations"
        case .droppedIterations: "dropped_iterations"
        case .wsReconnects: "ws_reconnects"
        case .wsFanoutExpected: "ws_fanout_expected"
        case .wsFanoutReceived: "ws_fanout_received"
        case .wsFanoutUnfinished: "ws_fanout_unfinished"
        case .wsFanoutDuplicated: "ws_fanout_duplicated"
        case .wsFanoutReordered: "ws_fanout_reordered"
        case .wsFanoutCorrupt: "ws_fanout_corrupt"
        case .wsTLSHandshakes: "ws_tls_handshakes"
        case .wsTLSResumed: "ws_tls_resumed"
        case .wsTLSKernel: "ws_tls_kernel"
        case .wsTLSTruncated: "ws_tls_truncated"
        case .genMsgsOverdue: "gen_msgs_overdue"
        case .genIterationsOverdue: "gen_iterations_overdue"
        case .genMatchesAbandoned: "gen_matches_abandoned"
        }
    }

    /// The part of the run that the window value speaks of.
    package var scope: MetricScope {
        switch self {
        case .wsConnectsPlanned, .wsConnectsAttempted, .wsSessions, .wsSessionsFailed, .wsSessionsClosed, .iterations,
            .droppedIterations, .wsReconnects, .wsCompressionDeclined, .wsTLSHandshakes, .wsTLSResumed, .wsTLSKernel,
            .wsTLSTruncated:
            .run
        case .wsMsgsPlanned, .wsMsgsSent, .wsMsgsMatched, .wsMsgsLost, .wsMsgsLate, .wsMsgsCorrupt, .wsMsgsSkipped,
            .wsMsgsSkippedAway, .wsMsgsHeldBack, .wsPongsMissed, .wsFanoutExpected, .wsFanoutReceived,
            .wsFanoutUnfinished, .wsFanoutDuplicated, .wsFanoutReordered, .wsFanoutCorrupt:
            .messages
        case .wsMsgsReceived, .wsMsgsUnexpected, .wsFramesSent, .wsFramesReceived, .wsPingsSent, .wsPongsReceived,
            .wsPongsLate, .wsPingsReceived, .wsPongsSent, .dataSent, .dataReceived, .dataSentPayload,
            .dataReceivedPayload,
            .wsDeflateIn, .wsDeflateOut, .wsInflateIn, .wsInflateOut, .genLoopTurns,
            .genMsgsOverdue, .genIterationsOverdue, .genMatchesAbandoned:
            .window
        }
    }

    /// Counted for the run alone, and of no kind of session.
    package var isOfRun: Bool {
        switch self {
        case .dataSent, .dataReceived, .wsFramesSent, .wsPongsSent, .wsDeflateIn, .wsDeflateOut, .wsInflateIn,
            .wsInflateOut,
            .genLoopTurns:
            true
        default: false
        }
    }

    /// `bytes` or `count`.
    package var unit: String {
        switch self {
        case .dataSent, .dataReceived, .dataSentPayload, .dataReceivedPayload, .wsDeflateIn, .wsDeflateOut,
            .wsInflateIn, .wsInflateOut:
            "bytes"
        default: "count"
        }
    }
}
