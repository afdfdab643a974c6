import NetworkIO
import WebSocketCore

/// The WebSockets of one thread: sockets below, RFC 6455 between, events above.
///
/// Pulled like the event loop it stands on: `wait()` once, then `next()` until nil. An event never nests in another, so
/// its receiver may send on, close or open any channel at once. Frames that are written to one channel within a turn
/// leave in one `send`. Pings are answered and closes completed here; all else is the owner's.
@safe package struct ChannelTable: ~Copyable {
    /// The thread's loop; its timers are the owner's to use.
    package var loop: EventLoop
    /// Of the generators of all channels.
    let seed: UInt64
    var channels = Slab<Channel>()
    /// Of the connects, by the index that `prepare` gave.
    var plans: [PreparedPlan] = []
    var hosts: [TargetHost] = []

    /// Frames of one turn to one channel, `outputOwner`.
    var output = WriteBuffer(capacity: 64 * 1024)
    var outputOwner = ChannelTable.nobody

    var reading = Reading()
    /// Where the ranges of the latest event lie: what was received, or what it was inflated to.
    package internal(set) var received: UnsafeMutableRawPointer
    /// The slot of the channel whose bytes probably come next.
    var upcoming: UInt32?
    /// What came of calls rather than of the loop, in order.
    var queue: [ChannelEvent] = []
    var queueStart = 0

    /// Channels whose sends failed with an `errno`, to be ended when the turn is over.
    var broken: [(slot: UInt32, code: Int32)] = []

    /// The values of `Set-Cookie` in the answer of the latest `opened`, where its plan takes them.
    package internal(set) var cookies: [String] = []

    var serverLimits = FrameLimits()
    /// Of a server whose clients speak TLS.
    var serverTLS: TLSContext?
    var serverDeflate: DeflateService?
    var serverPermitsUnmasked = false
    /// Nil until compression is agreed on for the first time.
    var deflation: Deflation?
    /// A server's channels that are not open yet.
    var handshakes: Set<UInt32> = []

    /// Bytes on the wire, since the table was made: handshakes, frame headers and what TLS adds included.
    package var bytesSent: Int { plainSent + loop.streams.tlsOverhead.sent }
    /// Likewise, received.
    package var bytesReceived: Int { plainReceived + loop.streams.tlsOverhead.received }
    var plainSent = 0
    var plainReceived = 0
    /// Since the table was made, control frames included.
    package var framesSent = 0
    /// Pongs to the peer's pings, which are sent unasked; since the table was made.
    package var pongsSent = 0

    static let nobody = UInt32.max

    /// Bytes that came for one channel and are handed out piece by piece.
    struct Reading {
        var slot = ChannelTable.nobody
        var count = 0
        var cursor = 0
        var at: Nanoseconds = 0
        /// A compressed piece may have more to give.
        var isInflating = false
    }

    /// The kinds of timers that the table keeps for itself. An owner's tokens stay below `1 << 56`.
    enum OwnTimer: UInt64 {
        case opening = 0xF0
        case closing = 0xF1
        case listener = 0xF2
        case lookup = 0xF3
        case request = 0xF4

        func token(_ slot: UInt32) -> UInt64 { rawValue << 56 | UInt64(slot) }
    }

    /// - Parameter seed: of the mask keys and handshake keys.
    /// - Throws: what the event loop needs and did not get.
    package init(seed: UInt64) throws(SystemError) {
        loop = try EventLoop()
        unsafe received = loop.streams.received
        self.seed = seed
    }

    /// Channels that are alive, those that still connect included.
    package var count: Int { channels.count }

    /// Sends what was written, then sleeps until something happens.
    ///
    /// - Parameter asleep: false only looks whether something has happened, for an owner who has more to do.
    package mutating func wait(asleep: Bool = true) {
        flush()
        guard queueStart == queue.count, broken.isEmpty else { return }
        loop.wait(asleep: asleep)
    }

    /// The next event, or nil when it is time to `wait` again.
    package mutating func next() -> ChannelEvent? {
        while true {
            if let event = nextQueued() { return event }
            if reading.slot != ChannelTable.nobody {
                if let event = decode() { return event }
                continue
            }
            guard let event = loop.next() else {
                flush()
                while let (slot, code) = broken.popLast() { streamFailed(slot, code: code, in: "send") }
                if queueStart == queue.count { return nil }
                continue
            }
            if let event = handle(event) { return event }
        }
    }

    private mutating func nextQueued() -> ChannelEvent? {
        guard queueStart < queue.count else { return nil }
        defer {
            queueStart += 1
            if queueStart == queue.count {
                queue.removeAll(keepingCapacity: true)
                queueStart = 0
            }
        }
        return queue[queueStart]
    }

    private mutating func handle(_ event: LoopEvent) -> ChannelEvent? {
        switch event {
        case .timer(let token):
            // Not flushed before: the sends of several due timers to one channel leave together.
            return handle(timer: token)
        case .message(.resolved(let host, let answer)):
            resolved(Int(host), answer)
            return nil
        case .message(let message):
            return .mail(message)
        case .stream(let event):
            flush()
            return handle(event)
        }
    }

    private mutating func handle(_ event: StreamEvent) -> ChannelEvent? {
        switch event {
        case .received(let slot, let count, let at):
            plainReceived += count
            reading = Reading(slot: slot, count: count, cursor: 0, at: at)
            unsafe received = loop.streams.received
            upcoming = loop.streams.upcomingTag()
            if let upcoming { channels.prefetch(upcoming) }
        case .connected(let slot):
            streamConnected(slot)
        case .secured(let slot):
            streamSecured(slot)
        case .tlsFailed(let slot):
            if let failure = loop.streams.tlsFailure { tlsFailed(slot, failure) }
        case .ended(let slot):
            streamEnded(slot)
        case .failed(let slot, let code):
            streamFailed(slot, code: code)
        case .drained(let slot):
            channels[slot].isQueued = false
            if channels[slot].opening == nil { return .drained(tag: channels[slot].tag) }
        case .accepted(let stream):
            accept(stream)
        case .acceptFailed(let code):
            let retry = loop.now + 100_000_000
            _ = loop.timers.schedule(at: retry, token: OwnTimer.listener.token(0))
            return .acceptFailed(code: code)
        }
        return nil
    }

    private mutating func handle(timer token: UInt64) -> ChannelEvent? {
        let slot = UInt32(truncatingIfNeeded: token)
        switch OwnTimer(rawValue: token >> 56) {
        case .opening: openingTimedOut(slot)
        case .closing: end(slot, .timedOut)
        case .listener: loop.streams.resumeListening()
        case .lookup: startWaiting(Int(slot))
        case .request: sendRequestByte(slot)
        case nil: return .timer(token: token)
        }
        return nil
    }

    /// The slot of the channel that probably has the next event, where that is known. Owners who give a session the
    /// slot of its channel can fetch its memory meanwhile; a wrong guess costs nothing.
    package mutating func upcomingSlot() -> UInt32? { upcoming }

    /// Names the channel's owner in all events to come.
    package mutating func setTag(_ tag: UInt32, of channel: ChannelID) { channels[channel.slot].tag = tag }
}
