import NetworkIO
import WebSocketCore

/// What breaks RFC 6455 on purpose, or is a bad neighbour within it. With `setReading` off a channel neither reads nor
/// answers; with pieces by `sendRaw` it writes slowly.
extension ChannelTable {
    /// Writes one frame, masked otherwise than the channel's plan says. It leaves with the others of this turn.
    ///
    /// Nothing is checked. After our close frame nothing is sent.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - opcode: of the frame.
    ///   - fin: whether it is the last of its message; default true.
    ///   - rsv: RSV1 as 4, RSV2 as 2, RSV3 as 1.
    ///   - masking: of this frame; a random key comes from the channel's generator.
    ///   - payload: copied.
    package mutating func sendFrame(
        on channel: ChannelID, _ opcode: Opcode, fin: Bool = true, rsv: UInt8 = 0, masking: Masking, payload: RawSpan
    ) {
        guard channels[channel.slot].maySend else { return }
        let key = masking.key(&channels[channel.slot].random)
        bind(channel.slot)
        framesSent += 1
        output.appendFrame(opcode: opcode, fin: fin, rsv: rsv, payload: payload, mask: key)
    }

    /// Writes bytes as they are, between frames or as a piece of one; also behind our close frame, but not behind the
    /// end of our direction of the stream.
    ///
    /// In the middle of a frame the table says nothing of its own: the latest ping is answered behind the frame, and
    /// where a close frame is due, our direction of the stream is ended instead.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - bytes: copied.
    ///   - endsFrame: whether frames may follow; default true. Bytes that leave a frame open leave at once, in a send of
    ///     their own.
    package mutating func sendRaw(on channel: ChannelID, _ bytes: RawSpan, endsFrame: Bool = true) {
        let slot = channel.slot
        guard channels[slot].opening == nil, !channels[slot].hasFinished else { return }
        bind(slot)
        output.append(bytes)
        guard endsFrame else {
            if channels[slot].openFrame == nil { channels[slot].openFrame = OpenFrame() }
            return flush()
        }
        let pong = channels[slot].openFrame?.owedPong
        channels[slot].openFrame = nil
        if let pong { sendPong(unsafe pong.span.bytes, slot) }
    }

    /// Writes the frames of a fault, masked as the channel's plan says, and ends what the fault ends: behind a close
    /// frame the server's answer is awaited, and where the stream is to end, so it does (FIN) and is read on.
    ///
    /// - Parameters:
    ///   - fault: its bytes come from the channel's generator, the same for the same seed and number of the connect.
    ///   - channel: is open.
    ///   - timeout: how long the server has to end the connection, where the fault ends our side; then it is cut. After
    ///     other faults it is the owner's to wait.
    package mutating func sendFault(_ fault: FrameFault, on channel: ChannelID, timeout: Duration) {
        let slot = channel.slot
        guard channels[slot].maySend else { return }
        // Where compression was agreed on, RSV1 is no reserved bit of a text.
        let fault = fault == .reservedBits(4) && isCompressed(channel) ? FrameFault.reservedBits(2) : fault
        bind(slot)
        framesSent += fault.frameCount
        let masking = channels[slot].masking
        output.append(fault, masking: masking, random: &channels[slot].random)
        switch fault.ending {
        case .none: break
        case .closeFrame(let code):
            closeSent(slot, code: code)
            beginClosing(slot, patience: timeout.nanoseconds)
        case .stream: finish(channel, timeout: timeout)
        }
    }
}
