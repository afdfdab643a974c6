import Glibc
import NetworkIO
import WebSocketCore

extension ChannelTable {
    /// Writes one frame, masked as the channel's plan says. It leaves with the others of this turn.
    ///
    /// Nothing is checked, so that what breaks the RFC can be sent on purpose. After our close frame nothing is sent.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - opcode: of the frame.
    ///   - fin: whether it is the last of its message; default true.
    ///   - rsv: RSV1 as 4, RSV2 as 2, RSV3 as 1.
    ///   - payload: copied.
    package mutating func sendFrame(
        on channel: ChannelID, _ opcode: Opcode, fin: Bool = true, rsv: UInt8 = 0, payload: RawSpan
    ) {
        guard channels[channel.slot].maySend else { return }
        let key = maskKey(channel.slot)
        bind(channel.slot)
        framesSent += 1
        output.appendFrame(opcode: opcode, fin: fin, rsv: rsv, payload: payload, mask: key)
    }

    /// Sends a piece of a message back as a frame of its own, from where it was received; compressed where that was
    /// agreed on.
    ///
    /// - Parameters:
    ///   - piece: of the latest event, none left out.
    ///   - channel: is open.
    package mutating func echo(_ piece: MessagePiece, on channel: ChannelID) {
        let bytes = unsafe RawSpan(_unsafeStart: received + piece.range.lowerBound, byteCount: piece.range.count)
        if let deflation, echoDeflated(piece, bytes, deflation, on: channel) { return }
        sendFrame(on: channel, piece.isFirst ? piece.opcode : .continuation, fin: piece.isLast, payload: bytes)
    }

    /// Lends the bytes of the latest event's piece.
    package mutating func withPayload<Result>(_ piece: MessagePiece, _ body: (RawSpan) -> Result) -> Result {
        body(unsafe RawSpan(_unsafeStart: received + piece.range.lowerBound, byteCount: piece.range.count))
    }

    /// Lends the bytes of the latest event's pong.
    package mutating func withPayload<Result>(_ pong: ControlPayload, _ body: (RawSpan) -> Result) -> Result {
        let bytes = unsafe RawSpan(_unsafeStart: loop.streams.received, byteCount: reading.count)
        return pong.withBytes(in: bytes, body)
    }

    /// Bytes of the channel that are written and not yet with the kernel. What waits below the low-water mark once
    /// `drained` was said does not count.
    package mutating func waitingBytes(of channel: ChannelID) -> Int {
        let held = outputOwner == channel.slot ? output.count : 0
        guard channels[channel.slot].isQueued, let stream = channels[channel.slot].stream else { return held }
        return held + loop.streams.waitingBytes(of: stream)
    }

    /// Hands to the kernel what was written. Comes by itself at the end of a turn; for those who write much at once.
    package mutating func flush() {
        guard outputOwner != ChannelTable.nobody else { return }
        let slot = outputOwner
        outputOwner = ChannelTable.nobody
        guard !output.isEmpty, let stream = channels[slot].stream else { return }
        plainSent += output.count
        let outcome = output.withBytes { loop.streams.send($0, on: stream) }
        output.removeAll(keepingCapacity: output.capacity <= 1 << 20)
        switch outcome {
        case .sent: break
        case .queued: channels[slot].isQueued = true
        case .failed(let code): sendFailed(slot, code: code)
        }
    }

    /// Whether a send of the channel has failed. What the peer said before still comes, and then `closed`.
    package mutating func isBroken(_ channel: ChannelID) -> Bool {
        channels[channel.slot].stream.map { loop.streams.isBroken($0) } ?? false
    }

    /// Whether the peer's kernel has taken all that was written.
    package mutating func isAcknowledged(_ channel: ChannelID) -> Bool {
        guard waitingBytes(of: channel) == 0, let stream = channels[channel.slot].stream else { return false }
        return loop.streams.isAcknowledged(stream)
    }

    /// Stops or resumes reading from a channel, for any time: the peer is stopped by TCP's window, and pings are answered
    /// only once they are read. What has been read already still comes. The peer's close frame and the end of its stream
    /// are not seen meanwhile, so that who wants to close in order resumes first. A send that fails, because the peer has
    /// gone, resumes by itself.
    package mutating func setReading(_ on: Bool, of channel: ChannelID) {
        guard let stream = channels[channel.slot].stream else { return }
        loop.streams.setReading(on, of: stream)
    }

    /// The key of a channel's next frame; nil where it goes unmasked.
    @inline(__always)
    mutating func maskKey(_ slot: UInt32) -> MaskKey? {
        let masking = channels[slot].masking
        return masking.key(&channels[slot].random)
    }

    /// Makes the output that of a channel.
    mutating func bind(_ slot: UInt32) {
        guard outputOwner != slot else { return }
        flush()
        outputOwner = slot
    }

    /// A broken pipe shows first in a send while what the peer said before, its close frame perhaps, is still unread:
    /// the stream is left to its reading side, which ends it with the true reason, and reads where it did not.
    private mutating func sendFailed(_ slot: UInt32, code: Int32) {
        if code == EPIPE || code == ECONNRESET {
            if let stream = channels[slot].stream { loop.streams.setReading(true, of: stream) }
            return
        }
        // Not ended at once: sending is called in the middle of its owner's work on the channel.
        if !broken.contains(where: { $0.slot == slot }) { broken.append((slot, code)) }
    }
}
