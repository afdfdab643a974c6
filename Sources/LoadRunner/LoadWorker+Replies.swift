import Metrics
import NetworkIO
import Scenario
import WebSocketCore
import WebSocketTransport

/// What comes back.
extension LoadWorker {
    mutating func received(_ piece: MessagePiece, _ slot: UInt32, at: Nanoseconds) {
        metrics.add(.dataReceivedPayload, piece.range.count)
        if piece.isFirst {
            sessions[slot].received = 0
            sessions[slot].isAsExpected = true
        }
        if plan.comparesReplies, sessions[slot].isAsExpected { compare(piece, slot) }
        sessions[slot].received += piece.range.count
        guard piece.isLast else { return }
        metrics.add(.wsMsgsReceived)
        metrics.add(.wsFramesReceived, piece.frames)
        // How long these bytes stood ready before it was their turn.
        metrics.record(.genLoopLag, at - table.loop.wokenAt)
        guard plan.awaitsReplies else { return }
        guard !sessions[slot].inFlight.isEmpty else { return metrics.add(.wsMsgsUnexpected) }
        matched(slot, at: at)
    }

    /// Compares a piece with the same part of the message that it answers.
    private mutating func compare(_ piece: MessagePiece, _ slot: UInt32) {
        guard let messages = plan.messages, !sessions[slot].inFlight.isEmpty else { return }
        let message = inFlight[sessions[slot].inFlight]
        let offset = Int(message.offset) + sessions[slot].received
        sessions[slot].isAsExpected =
            piece.opcode.rawValue == messages.opcode.rawValue
            && sessions[slot].received + piece.range.count <= Int(message.count)
            && table.withPayload(piece) { messages.payload.matches($0, at: offset) }
    }

    /// A whole reply to the oldest message in flight has come.
    private mutating func matched(_ slot: UInt32, at: Nanoseconds) {
        let message = inFlight.removeFirst(&sessions[slot].inFlight)
        var wasOverdue = false
        if sessions[slot].overdue > 0 {
            sessions[slot].overdue -= 1
            wasOverdue = true
        }
        if plan.comparesReplies, sessions[slot].received != Int(message.count) { sessions[slot].isAsExpected = false }
        record(message, isAsExpected: sessions[slot].isAsExpected, at: at)
        guard let messages = plan.messages else { return }
        if case .closed = messages.schedule, !wasOverdue { sendNext(slot, messages) }
        if sessions[slot].state == .draining, sessions[slot].inFlight.isEmpty { close(slot) }
    }

    private func record(_ message: InFlight, isAsExpected: Bool, at: Nanoseconds) {
        guard isAsExpected else { return count(.wsMsgsCorrupt, of: message.due) }
        let latency = at - message.due
        count(latency > plan.replyTimeout ? .wsMsgsLate : .wsMsgsMatched, of: message.due)
        if message.due >= figuresFrom {
            metrics.record(.wsMsgRTT, latency)
            if isOpenModel { metrics.record(.wsMsgRTTUncorrected, at - message.written) }
        } else {
            leftovers.record(.wsMsgRTT, latency)
        }
    }

    // MARK: - Overdue replies in the closed model

    /// A reply that does not come would hold its place for ever: after the time-out another message takes it. The reply
    /// is still awaited, and counted as late or lost.
    mutating func scheduleReplyCheck(_ slot: UInt32) {
        let oldest = inFlight.message(sessions[slot].inFlight, after: sessions[slot].overdue)
        sessions[slot].replyTimer = table.loop.timers.schedule(
            at: (oldest?.written ?? table.loop.now) + plan.replyTimeout, token: SessionTimer.reply.token(slot))
    }

    mutating func replyOverdue(_ slot: UInt32) {
        guard sessions[slot].state == .open, let messages = plan.messages else { return }
        while let oldest = inFlight.message(sessions[slot].inFlight, after: sessions[slot].overdue),
            oldest.written + plan.replyTimeout <= table.loop.now
        {
            sessions[slot].overdue += 1
            sendNext(slot, messages)
            guard sessions[slot].state == .open else { return }
        }
        scheduleReplyCheck(slot)
    }
}
