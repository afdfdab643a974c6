import NetworkIO
import WebSocketCore

/// One WebSocket over one stream. Small, because there may be a million: what only an opening handshake needs stands in
/// an object that goes with it.
struct Channel {
    // What each message touches comes first and together, because with many sessions every line of the processor's cache
    // that a message needs is one to be fetched.
    var tag: UInt32
    /// What `state` says of sending.
    var maySend = false
    /// The kernel has not taken all, and its stream has not said `drained` yet.
    var isQueued = false
    var masking: Masking
    /// Its mask keys come from here: a channel's own, so that the same seed gives the same bytes whatever others do.
    var random: FastRandom
    /// Nil while the name is looked up.
    var stream: StreamID?
    /// Nil once the channel is open.
    var opening: Opening?
    var decoder: MessageDecoder

    var state: ConnectionState
    /// The time-out of the opening, or of the closing.
    var timer = TimerID.none
    var violation: ProtocolViolation?
    /// When the closing began; 0 before.
    var closingSince: Nanoseconds = 0
    /// Our direction of the stream has ended, or does as soon as all is sent.
    var hasFinished = false
    /// Set in the middle of a frame that its owner writes piece by piece.
    var openFrame: OpenFrame?

    init(
        role: Role, limits: FrameLimits, masking: Masking, random: FastRandom, tag: UInt32, opening: Opening
    ) {
        self.tag = tag
        self.masking = masking
        self.random = random
        self.opening = opening
        state = ConnectionState(role: role)
        decoder = MessageDecoder(role: role, limits: limits)
    }
}
