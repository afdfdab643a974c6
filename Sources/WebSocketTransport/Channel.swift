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

/// What an opening handshake needs while it lasts.
final class Opening {
    enum Reader {
        case client(UpgradeResponseParser)
        case server(UpgradeRequestParser)
        /// In use.
        case taken
    }

    let role: Role

    var reader: Reader
    var timing: ConnectTiming
    let number: Int
    /// Of a client: what its request carries.
    var key: HandshakeKey?
    /// Among the name's addresses, the one that this connect began with.
    var firstAddress = 0
    /// Addresses of the name that did not answer.
    var failedAddresses = 0
    /// Tries left where a local address has run out of ports.
    var sourceTries: Int

    init(reader: Reader, started: Nanoseconds, number: Int, sourceTries: Int) {
        self.reader = reader
        role = if case .server = reader { .server } else { .client }
        self.number = number
        self.sourceTries = sourceTries
        timing = ConnectTiming(started: started)
    }

    func takeReader() -> Reader {
        defer { reader = .taken }
        return reader
    }

    var phase: ConnectPhase {
        if timing.connected > 0 { return .upgrade }
        return timing.resolved > 0 ? .tcp : .dns
    }
}
