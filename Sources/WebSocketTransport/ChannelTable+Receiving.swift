import NetworkIO
import WebSocketCore

extension ChannelTable {
    /// The next event in the bytes that came, or nil when all are taken.
    mutating func decode() -> ChannelEvent? {
        let slot = reading.slot
        if channels[slot].opening != nil {
            if let event = readHandshake(slot) { return event }
            if reading.slot == ChannelTable.nobody || channels[slot].opening != nil { return nil }
        }
        if reading.isInflating {
            if let event = inflate(slot) { return event }
            if reading.slot == ChannelTable.nobody { return nil }
        }
        var bytes = unsafe MutableRawSpan(_unsafeStart: loop.streams.received, byteCount: reading.count)
        do throws(ProtocolViolation) {
            if let event = try channels[slot].decoder.next(&bytes, at: &reading.cursor) {
                return handle(event, slot)
            }
            reading.slot = ChannelTable.nobody
        } catch {
            reading.slot = ChannelTable.nobody
            violated(slot, error)
            return .violated(tag: channels[slot].tag)
        }
        return nil
    }

    private mutating func handle(_ event: InboundEvent, _ slot: UInt32) -> ChannelEvent? {
        let tag = channels[slot].tag
        switch event {
        case .data(let piece):
            if piece.isCompressed { return startInflating(piece, slot) }
            return .message(tag: tag, piece, at: reading.at)
        case .ping(let payload):
            answer(payload, slot)
            return .ping(tag: tag)
        case .pong(let payload):
            return .pong(tag: tag, payload, at: reading.at)
        case .close(let status):
            return closeReceived(status, slot)
        case .bytes(let range):
            return .bytes(tag: tag, range)
        }
    }

    /// RFC 6455, section 5.5.2: a ping is answered with its own payload.
    private mutating func answer(_ payload: ControlPayload, _ slot: UInt32) {
        guard channels[slot].maySend else { return }
        let bytes = unsafe RawSpan(_unsafeStart: loop.streams.received, byteCount: reading.count)
        payload.withBytes(in: bytes) { payload in
            if let frame = channels[slot].openFrame {
                frame.owedPong = unsafe payload.withUnsafeBytes { unsafe Array($0) }
            } else {
                sendPong(payload, slot)
            }
        }
    }

    mutating func sendPong(_ payload: RawSpan, _ slot: UInt32) {
        guard channels[slot].maySend else { return }
        let key = maskKey(slot)
        bind(slot)
        framesSent += 1
        pongsSent += 1
        output.appendFrame(opcode: .pong, payload: payload, mask: key)
    }
}
