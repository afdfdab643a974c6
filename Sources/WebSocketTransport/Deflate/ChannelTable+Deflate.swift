import NetworkIO
import WebSocketCore
import WebSocketDeflate

/// permessage-deflate (RFC 7692).
extension ChannelTable {
    /// Payload bytes of compressed messages, before and after, since the table was made.
    package var deflateCounts: DeflateCounts { mutating get { deflation?.counts ?? DeflateCounts() } }

    /// Whether compression was agreed on for a channel that is open.
    package mutating func isCompressed(_ channel: ChannelID) -> Bool { deflation?.channel(channel.slot) != nil }

    /// Compresses a message. What comes out is to be sent, at once and in order, as frames of which the first has RSV1.
    ///
    /// - Parameters:
    ///   - payload: the whole message.
    ///   - channel: is open.
    ///   - reuse: whether the same payload is sent more than once; default it is not.
    ///   - always: also below the channel's threshold; default false.
    /// - Returns: the bytes to send, to be used before the next call; nil: the message goes as it is.
    package mutating func deflate(
        _ payload: RawSpan, for channel: ChannelID, reuse: DeflateReuse = .none, always: Bool = false
    ) -> DeflatedBytes? {
        guard let deflation, let state = deflation.channel(channel.slot),
            always || payload.byteCount >= state.group.settings.threshold
        else { return nil }
        return deflation.deflate(payload, state, reuse)
    }

    /// Sends a message in one frame, compressed where that was agreed on.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - opcode: `text` or `binary`.
    ///   - payload: the whole message.
    ///   - reuse: as for `deflate`.
    package mutating func sendMessage(
        on channel: ChannelID, _ opcode: Opcode, payload: RawSpan, reuse: DeflateReuse = .none
    ) {
        guard let deflated = deflate(payload, for: channel, reuse: reuse) else {
            return sendFrame(on: channel, opcode, payload: payload)
        }
        let bytes = unsafe RawSpan(_unsafeStart: deflated.base, byteCount: deflated.count)
        sendFrame(on: channel, opcode, rsv: 4, payload: bytes)
    }

    // MARK: - Agreement

    mutating func startDeflating(_ slot: UInt32, _ agreed: DeflateParameters, _ settings: DeflateSettings, _ role: Role)
    {
        let deflation = self.deflation ?? Deflation()
        self.deflation = deflation
        deflation.add(slot, agreed, settings, role: role)
        channels[slot].decoder.permitCompression()
    }

    // MARK: - Receiving

    mutating func startInflating(_ piece: MessagePiece, _ slot: UInt32) -> ChannelEvent? {
        guard let deflation, let state = deflation.channel(slot) else { return nil }
        deflation.begin(piece, state)
        reading.isInflating = true
        return inflate(slot)
    }

    /// The next part of a compressed message, or nil when the piece that came is done.
    mutating func inflate(_ slot: UInt32) -> ChannelEvent? {
        guard let deflation, let state = deflation.channel(slot) else { return nil }
        unsafe received = loop.streams.received
        let bytes = unsafe RawSpan(_unsafeStart: received, byteCount: reading.count)
        do throws(ProtocolViolation) {
            guard let piece = try deflation.next(state, from: bytes, limit: channels[slot].decoder.limits.message)
            else {
                reading.isInflating = false
                return nil
            }
            unsafe received = deflation.block
            return .message(tag: channels[slot].tag, piece, at: reading.at)
        } catch {
            reading.isInflating = false
            reading.slot = ChannelTable.nobody
            channels[slot].decoder.stop()
            violated(slot, error)
            return .violated(tag: channels[slot].tag)
        }
    }

    // MARK: - Sending

    /// Sends a piece of a message back compressed, as far as bytes come out.
    ///
    /// - Returns: whether the message goes compressed.
    mutating func echoDeflated(_ piece: MessagePiece, _ bytes: RawSpan, _ deflation: Deflation, on channel: ChannelID)
        -> Bool
    {
        guard let state = deflation.channel(channel.slot) else { return false }
        if piece.isFirst {
            state.isSendingPieces = !piece.isLast || bytes.byteCount >= state.group.settings.threshold
            state.hasSentFrame = false
        }
        guard state.isSendingPieces else { return false }
        let deflated = deflation.deflatePart(bytes, state, isLast: piece.isLast)
        guard deflated.count > 0 || piece.isLast else { return true }
        let payload = unsafe RawSpan(_unsafeStart: deflated.base, byteCount: deflated.count)
        let isFirst = !state.hasSentFrame
        state.hasSentFrame = true
        sendFrame(
            on: channel, isFirst ? piece.opcode : .continuation, fin: piece.isLast, rsv: isFirst ? 4 : 0,
            payload: payload)
        return true
    }
}
