import WebSocketCore
import WebSocketTransport

/// Messages for everybody.
extension EchoWorker {
    /// Takes a piece of a message, and sends the message on once it is whole: the frames of two senders may not lie
    /// between one another (RFC 6455, section 5.4).
    mutating func gather(_ piece: MessagePiece, from slot: UInt32) {
        // Not lent by a closure, which could not send: the bytes stay where they are until the next event.
        let received = unsafe RawSpan(_unsafeStart: table.received, byteCount: piece.range.upperBound)
        var assembler = MessageAssembler()
        swap(&assembler, &clients[slot].assembler)
        assembler.add(piece, from: received) { broadcast($0, piece.opcode, from: slot) }
        swap(&assembler, &clients[slot].assembler)
    }

    /// Who still has too much to read gets no more of it and is closed, so that what the server holds for a client is
    /// the mark and one message at the most, and nobody else has to wait.
    private mutating func broadcast(_ message: RawSpan, _ opcode: Opcode, from slot: UInt32) {
        broadcastCount += 1
        for member in rooms.members(with: slot) {
            let channel = clients[member].channel
            if table.waitingBytes(of: channel) > highWaterMark {
                table.startClose(channel, code: .tryAgainLater, timeout: EchoWorker.closeTimeout)
            } else {
                table.sendMessage(on: channel, opcode, payload: message, reuse: .broadcast(broadcastCount))
            }
        }
    }
}
