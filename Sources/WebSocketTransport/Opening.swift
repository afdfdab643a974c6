import NetworkIO
import WebSocketCore

/// What an opening handshake needs while it lasts.
final class Opening {
    enum Reader {
        case client(UpgradeResponseParser)
        case server(UpgradeRequestParser)
        /// The request is refused; what else comes is dropped.
        case refused
        /// In use.
        case taken
    }

    let role: Role

    var reader: Reader
    var timing: ConnectTiming
    /// Its channel.
    var slot: UInt32 = 0
    let timeout: Duration
    let deadline: Nanoseconds
    /// For when the channel's timer is set: the deadline, or the end of one address's share of the time.
    var timerAt: Nanoseconds = 0
    /// The handshake of TLS is on its way.
    var isSecuring = false
    /// The channel is gone, and who has still to do with it leaves it alone.
    var isGivenUp = false

    // Of a client.
    var number = 0
    var plan: PreparedPlan?
    /// What its request carries.
    var key: HandshakeKey?
    /// Reads the answer of a proxy, as long as it is awaited.
    var tunnel: TunnelResponseParser?
    /// Lines of its request that no other has.
    var headers: [UInt8] = []
    /// Among the name's addresses, the one that this connect began with.
    var firstAddress = 0
    /// Addresses of the name that did not answer.
    var failedAddresses = 0
    /// Set while the request is sent a byte at a time.
    var pacedRequest: PacedRequest?

    init(reader: Reader, started: Nanoseconds, timeout: Duration) {
        self.reader = reader
        role = if case .server = reader { .server } else { .client }
        self.timeout = timeout
        deadline = started + timeout.nanoseconds
        timing = ConnectTiming(started: started)
    }

    func takeReader() -> Reader {
        defer { reader = .taken }
        return reader
    }

    var phase: ConnectPhase {
        if timing.connected > 0 {
            return tunnel != nil ? .proxy : isSecuring ? .tls : .upgrade
        }
        return timing.resolved > 0 ? .tcp : .dns
    }
}
