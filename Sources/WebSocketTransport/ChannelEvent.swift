import NetworkIO
import WebSocketCore

/// What a channel table has to say. `tag` is the number that the channel's owner gave it.
///
/// What does not come with messages is `indirect`, so that an event stays small: it is copied several times on its way.
package enum ChannelEvent {
    /// The opening handshake of a client's channel succeeded.
    indirect case opened(tag: UInt32, ConnectTiming, subprotocol: String?)
    /// A connect came to nothing; the channel is gone.
    indirect case connectFailed(tag: UInt32, ConnectFailure, ConnectTiming)
    /// A server's channel is open. It has tag 0 until its owner gives it one.
    indirect case accepted(ChannelID, UpgradeRequest)
    /// A listener cannot take connections for the time being; it tries again by itself.
    case acceptFailed(code: Int32)
    /// A server refused what a client sent for a handshake, or a client left in the middle of it.
    indirect case handshakeRefused(HandshakeError)
    /// A client's handshake of TLS with a server failed, or did not come to its end in time.
    indirect case securingFailed(ConnectFailure)
    /// A piece of a data message. Its bytes can be had by `withPayload` until the next call of `next`.
    case message(tag: UInt32, MessagePiece, at: Nanoseconds)
    /// Bytes of a channel whose plan hands them out as they come. They stand at the range of `received` until the next
    /// call of `next`.
    case bytes(tag: UInt32, Range<Int>)
    /// A ping came; it has been answered.
    case ping(tag: UInt32)
    /// A pong came. Its payload can be had by `withPayload` until the next call of `next`.
    case pong(tag: UInt32, ControlPayload, at: Nanoseconds)
    /// The peer broke the RFC; the channel says so, sends no more, and ends with `closed`.
    case violated(tag: UInt32)
    /// The peer's close frame came; the handshake goes on by itself and ends with `closed`.
    indirect case closeReceived(tag: UInt32, CloseStatus)
    /// Bytes that waited for the kernel have fallen to the low-water mark.
    case drained(tag: UInt32)
    /// The channel has ended and is gone. Comes once for each channel that was open.
    indirect case closed(tag: UInt32, ChannelEnd)
    /// A timer that the owner set.
    case timer(token: UInt64)
    /// Something that another thread posted.
    indirect case mail(LoopMessage)
}

/// When the phases of a connect ended, on the monotonic clock; 0 for one that was not reached.
package struct ConnectTiming: Sendable, Equatable {
    /// When the connect began, before the lookup.
    package var started: Nanoseconds
    /// The name had an address. Equal to `started` where it was known already.
    package var resolved: Nanoseconds = 0
    /// TCP's handshake was done.
    package var connected: Nanoseconds = 0
    /// The proxy's tunnel stood. Equal to `connected` where there is none.
    package var tunnelled: Nanoseconds = 0
    /// TLS's handshake was done. Equal to `tunnelled` where there is none.
    package var secured: Nanoseconds = 0
    /// The opening handshake was done.
    package var upgraded: Nanoseconds = 0
    /// Whether a lookup took place for this connect, or the name's addresses were known.
    package var lookedUp = false
    /// What TLS's handshake has agreed on; nil where there is none.
    package var tls: TLSFacts?
    /// Of the server's answer, also of one that refuses, where the plan takes them.
    package var headers: [HTTPHeader] = []

    package init(started: Nanoseconds) { self.started = started }
}

/// How a channel that was open came to its end.
package struct ChannelEnd: Sendable {
    /// Who closed, with which code, and how the stream ended.
    package let closure: Closure
    /// The rule that the peer broke, where that was the reason.
    package let violation: ProtocolViolation?
    /// The `errno` of a connection that broke, or 0.
    package let errorCode: Int32
    /// Why TLS gave up, where that was the reason.
    package let tlsFailure: TLSFailure?
    /// The peer has ended its TLS without saying so (close_notify): what came last may be missing.
    package let isTruncated: Bool
    /// From our or the peer's first close frame, or from our ending the stream, to the end; nil where there was none.
    package let closing: Nanoseconds?
}
