/// How client frames are masked (RFC 6455, section 5.3): key `masking`.
package enum MaskingMode: Sendable, Equatable {
    /// `"random"`: a fresh key per frame, as the RFC asks.
    case random
    /// `{"fixed": "0x01020304"}`: the same key for every frame; the first two digits are the first byte on the wire.
    case fixed(UInt32)
    /// `"zero"`: the mask bit is set and the key is 0, so that payload stays as it is.
    case zero
    /// `"none"`: no mask at all, which breaks the RFC: to compare, against servers that allow it.
    case none
}

/// Pings of the client (RFC 6455, section 5.5.2): key `ping`.
package struct PingPlan: Sendable, Equatable {
    /// What a pong that does not come within `timeout` leads to: key `onTimeout`.
    package enum TimeoutAction: Sendable, Equatable {
        /// `"count"` (the default): it is counted as an error, and the session goes on.
        case count
        /// `"close"`: the session starts the closing handshake with code 1001.
        case close
        /// `"abort"`: the connection is reset.
        case abort
    }

    /// Between two pings of a session, from its opening.
    package var interval: Duration
    /// At most 125 bytes of UTF-8, default empty. Up to 117 bytes the ping's number in the session follows, as eight
    /// hexadecimal digits, so that a late pong is not taken for that of the next ping.
    package var payload: String = ""
    /// Default 10 s.
    package var timeout: Duration = .seconds(10)
    /// What a missing pong leads to; default: it is counted.
    package var onTimeout: TimeoutAction = .count

    package init(interval: Duration) {
        self.interval = interval
    }
}

/// What the client expects for each message: key `reply`, a mode by itself or `{"mode": …, "timeout": …}`.
package struct ReplyPlan: Sendable, Equatable {
    /// What counts as the reply to a message.
    package enum Mode: Sendable, Equatable {
        /// `"echo"` (the default): the same message, checked for type, length and content.
        case echo
        /// `"any"`: any message answers the oldest unanswered one.
        case any
        /// `"none"`: no reply is expected, and what comes is counted as received only.
        case none
    }

    /// Default: the message itself.
    package var mode: Mode = .echo
    /// A reply after this time is counted as late; default 30 s.
    package var timeout: Duration = .seconds(30)

    package init() {}
}

/// How sessions end: key `close`.
package struct ClosePlan: Sendable, Equatable {
    /// Who ends a session, and how.
    package enum Method: Sendable, Equatable {
        /// `"client"` (the default): the client starts the closing handshake (RFC 6455, section 7.1.2).
        case client
        /// `"server"`: the client waits for the server to start it.
        case server
        /// `"reset"`: the connection is reset (RST) without a close frame.
        case reset
        /// `"fin"`: the TCP connection is ended (FIN) without a close frame.
        case fin
    }

    /// Key `by`.
    package var method: Method = .client
    /// Goes into the close frame; nil (JSON `null`): a close frame without a body. Default 1000.
    package var code: UInt16? = 1000
    /// At most 123 bytes of UTF-8; default empty.
    package var reason: String = ""
    /// From a session's opening; nil: when its messages are done or the run ends.
    package var after: Duration?
    /// How long to wait for the other side's close frame and end of stream before the connection is cut, default 5 s.
    package var timeout: Duration = .seconds(5)

    package init() {}
}
