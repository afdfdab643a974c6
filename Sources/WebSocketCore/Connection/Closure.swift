/// How a connection ended. A normal close is such a value too, never an error.
package struct Closure: Hashable, Sendable {
    /// Who sent the first close frame, or ended the stream without one.
    package enum Initiator: String, Hashable, Sendable {
        case local, remote
        /// The stream ended without a close frame from either side and without this side's doing.
        case none
    }

    /// How the byte stream below came to its end.
    package enum StreamEnd: String, Hashable, Sendable {
        /// The peer ended its stream in order (FIN, close_notify), or both had.
        case finished
        /// The peer or the network broke it (RST and the like).
        case reset
        /// This side waited long enough for the peer.
        case timedOut
        /// This side ended it.
        case ended
    }

    /// The code that was received (RFC 6455, section 7.1.5): 1005 when the close frame had none, 1006 when none came.
    package let code: UInt16
    /// The reason that was received.
    package let reason: String
    /// The code that was sent: 1005 for a close frame without one, nil when no close frame was sent.
    package let sentCode: UInt16?
    /// Who began.
    package let initiator: Initiator
    /// Whether close frames went both ways before the stream ended (section 7.1.4).
    package let clean: Bool
    /// How the byte stream ended.
    package let streamEnd: StreamEnd
}
