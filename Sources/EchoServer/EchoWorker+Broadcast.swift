import WebSocketCore
import WebSocketTransport

/// Messages for everybody.
extension EchoWorker {
    /// Takes a piece of a message, and sends the message on once it is whole: the frames of two senders may not lie
    /// between one another (RFC 6455, section 5.4).
    mutating func gather(_ piece: MessagePiece, from slot: UInt32) {
        if piece.isFirst && piece.isLast {
            broadcast(from: slot) { table, channel in table.echo(piece, on: channel, piece.opcode, fin: true) }
            return
        }
        clients[slot].message += table.withPayload(piece) { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
        guard piece.isLast else { return }
        let message = clients[slot].message
        clients[slot].message = []
        broadcast(from: slot) { table, channel in
            unsafe table.sendFrame(on: channel, piece.opcode, payload: message.span.bytes)
        }
    }

    /// Who still has too much to read gets no more of it and is closed, so that what the server holds for a client is
    /// the mark and one message at the most, and nobody else has to wait.
    private mutating func broadcast(from slot: UInt32, _ send: (inout ChannelTable, ChannelID) -> Void) {
        for member in rooms.members(with: slot) {
            let channel = clients[member].channel
            if table.waitingBytes(of: channel) > highWaterMark {
                table.startClose(channel, code: .tryAgainLater, timeout: EchoWorker.closeTimeout)
            } else {
                send(&table, channel)
            }
        }
    }
}
