import NetworkIO
import WebSocketCore

extension ChannelTable {
    /// How long a peer has to end its side of the stream after close frames went both ways, or after a violation.
    static let streamEndPatience: Nanoseconds = 2_000_000_000

    /// Starts the closing handshake (RFC 6455, section 7.1.2). Does nothing when our close frame is out.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - code: nil sends a close frame without a body.
    ///   - reason: at most 123 bytes of UTF-8.
    ///   - timeout: how long to wait for the peer's close frame and the end of the stream before it is cut.
    package mutating func startClose(
        _ channel: ChannelID, code: CloseCode?, reason: String = "", timeout: Duration
    ) {
        guard channels[channel.slot].maySend else { return }
        sendClose(channel.slot, code: code, reason: reason)
        beginClosing(channel.slot, patience: timeout.nanoseconds)
    }

    /// Waits for the peer to close, or to end its stream where that has begun, and cuts the connection when it does not.
    package mutating func awaitClose(_ channel: ChannelID, timeout: Duration) {
        setClosingTimer(channel.slot, patience: timeout.nanoseconds)
    }

    /// Sends a close frame and closes the connection behind it, without waiting for an answer. Ends with `closed` and
    /// code 1006, as no answer is heard.
    ///
    /// What the kernel does not take at once is given up, and where bytes of the peer are unread, RST may overtake the
    /// close frame: that is what a program does to its server that closes and exits.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - code: nil sends a close frame without a body.
    ///   - reason: at most 123 bytes of UTF-8.
    package mutating func closeAtOnce(_ channel: ChannelID, code: CloseCode?, reason: String = "") {
        let slot = channel.slot
        if channels[slot].maySend { sendClose(slot, code: code, reason: reason) }
        flushIfOwned(slot)
        if channels[slot].closingSince == 0 { channels[slot].closingSince = MonotonicClock.now() }
        end(slot, .ended)
    }

    /// Ends our side of the stream (FIN), and waits for the peer to end its own while what it sends still comes. Without
    /// a close frame, or behind the one of `startClose`.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - timeout: how long to wait before the connection is cut.
    package mutating func finish(_ channel: ChannelID, timeout: Duration) {
        guard channels[channel.slot].stream != nil else { return }
        endSending(channel.slot)
        beginClosing(channel.slot, patience: timeout.nanoseconds)
    }

    /// Resets the connection (RST) at once, without a close frame. A channel that still connects is given up.
    package mutating func abort(_ channel: ChannelID) {
        let slot = channel.slot
        if let opening = channels[slot].opening { return fail(slot, .cancelled(opening.phase)) }
        if channels[slot].closingSince == 0 { channels[slot].closingSince = loop.now }
        end(slot, .ended, reset: true)
    }

    /// Takes note of the peer's close frame, on a channel that hands out bytes.
    ///
    /// - Parameters:
    ///   - status: what the frame said.
    ///   - channel: is open.
    ///   - answers: whether it is answered by one with the same code (RFC 6455, section 5.5.1), unless ours is out, and
    ///     the end of the stream awaited; else that is the owner's.
    package mutating func received(_ status: CloseStatus, on channel: ChannelID, answers: Bool) {
        if answers {
            _ = closeReceived(status, channel.slot)
        } else {
            _ = channels[channel.slot].state.closeReceived(status)
        }
    }

    /// Fails a channel that hands out bytes: says why in a close frame, and ends with `closed` (section 7.1.7).
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - violation: the rule that the peer broke.
    package mutating func violated(_ channel: ChannelID, _ violation: ProtocolViolation) {
        violated(channel.slot, violation)
    }

    /// Masks otherwise than the channel's plan says, from the next frame on.
    package mutating func setMasking(_ masking: Masking, of channel: ChannelID) {
        channels[channel.slot].masking = masking
    }

    private mutating func endSending(_ slot: UInt32) {
        flushIfOwned(slot)
        channels[slot].state.sendingEnded()
        channels[slot].maySend = false
        channels[slot].hasFinished = true
        if let stream = channels[slot].stream { loop.streams.finishSending(on: stream) }
    }

    mutating func beginClosing(_ slot: UInt32, patience: Nanoseconds) {
        loop.refreshNow()
        if channels[slot].closingSince == 0 { channels[slot].closingSince = loop.now }
        setClosingTimer(slot, patience: patience)
    }

    private mutating func setClosingTimer(_ slot: UInt32, patience: Nanoseconds) {
        loop.refreshNow()
        loop.timers.cancel(&channels[slot].timer)
        channels[slot].timer = loop.timers.schedule(at: loop.now + patience, token: OwnTimer.closing.token(slot))
    }

    private mutating func sendClose(_ slot: UInt32, code: CloseCode?, reason: String) {
        // It would be taken for a part of the frame.
        guard channels[slot].openFrame == nil else { return endSending(slot) }
        let key = maskKey(slot)
        bind(slot)
        framesSent += 1
        output.appendClose(code: code, reason: reason, mask: key)
        closeSent(slot, code: code)
    }

    mutating func closeSent(_ slot: UInt32, code: CloseCode?) {
        channels[slot].maySend = false
        apply(channels[slot].state.closeSent(code: code), slot)
    }

    mutating func closeReceived(_ status: CloseStatus, _ slot: UInt32) -> ChannelEvent? {
        let tag = channels[slot].tag
        let reaction = channels[slot].state.closeReceived(status)
        if channels[slot].closingSince == 0 {
            beginClosing(slot, patience: ChannelTable.streamEndPatience)
        }
        if reaction.sendsClose {
            sendClose(slot, code: reaction.code, reason: "")
        } else {
            apply(reaction.stream, slot)
        }
        return .closeReceived(tag: tag, status)
    }

    mutating func violated(_ slot: UInt32, _ violation: ProtocolViolation) {
        channels[slot].violation = violation
        let reaction = channels[slot].state.violated(violation)
        if reaction.sendsClose { sendClose(slot, code: reaction.code, reason: "") }
        channels[slot].maySend = false
        beginClosing(slot, patience: ChannelTable.streamEndPatience)
        apply(reaction.stream, slot)
    }

    /// Ends our side once all is sent. The socket stays until the peer has ended too: closed with bytes unread, it
    /// would send RST, and the peer might never see our close frame.
    private mutating func apply(_ reaction: CloseReaction.Stream, _ slot: UInt32) {
        if reaction == .end { endSending(slot) }
    }

    private mutating func flushIfOwned(_ slot: UInt32) {
        if outputOwner == slot { flush() }
    }
}
