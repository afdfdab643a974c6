import Metrics
import NetworkIO
import Scenario
import Script
import WebSocketCore
import WebSocketTransport

/// What comes back.
extension LoadWorker {
    mutating func received(_ piece: MessagePiece, _ slot: UInt32, at: Nanoseconds) {
        if let upcoming = table.upcomingSlot() { sessions.prefetch(upcoming) }
        let kind = sessions[slot].kind
        kinds[kind].metrics.add(.dataReceivedPayload, piece.range.count)
        if let tables = kinds[kind].script { return receivedByScript(piece, slot, tables, at: at) }
        if piece.isFirst {
            sessions[slot].received = 0
            sessions[slot].isAsExpected = true
            sessions[slot].isReply = !sessions[slot].inFlight.isEmpty
            sessions[slot].isAsYoung = sessions[slot].overdue > 0
        }
        if kinds[kind].plan.comparesReplies { compare(piece, slot) }
        sessions[slot].received += piece.range.count
        guard piece.isLast else { return }
        kinds[kind].metrics.add(.wsMsgsReceived)
        kinds[kind].metrics.add(.wsFramesReceived, piece.frames)
        // How long these bytes stood ready before it was their turn.
        kinds[kind].metrics.record(.genLoopLag, at - table.loop.wokenAt)
        guard kinds[kind].plan.awaitsReplies else { return }
        guard sessions[slot].isReply, !sessions[slot].inFlight.isEmpty else {
            return kinds[kind].metrics.add(.wsMsgsUnexpected)
        }
        matched(slot, kind, at: at)
    }

    /// Compares a piece with the same part of the message that it answers.
    private mutating func compare(_ piece: MessagePiece, _ slot: UInt32) {
        guard !sessions[slot].inFlight.isEmpty else { return }
        if sessions[slot].isAsExpected {
            sessions[slot].isAsExpected = isPart(piece, of: inFlight[sessions[slot].inFlight], slot)
        }
        guard sessions[slot].isAsYoung else { return }
        let young = inFlight.message(sessions[slot].inFlight, after: sessions[slot].overdue)
        sessions[slot].isAsYoung = young.map { isPart(piece, of: $0, slot) } ?? false
    }

    private mutating func isPart(_ piece: MessagePiece, of message: InFlight, _ slot: UInt32) -> Bool {
        guard let messages = kinds[sessions[slot].kind].plan.messages else { return false }
        let end = sessions[slot].received + piece.range.count
        guard piece.opcode.rawValue == messages.opcode.rawValue, end <= Int(message.count),
            !piece.isLast || end == Int(message.count)
        else { return false }
        let offset = Int(message.offset) + sessions[slot].received
        return table.withPayload(piece) { messages.payload.matches($0, at: offset) }
    }

    /// A message came to a session in a message loop whose script has listeners: the echo that is awaited is the reply,
    /// what else a listener takes is none.
    mutating func takeInLoop(
        _ message: RawSpan, isText: Bool, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, at: Nanoseconds
    ) {
        let kind = sessions[slot].kind
        let isAwaited =
            kinds[kind].plan.awaitsReplies && sessions[slot].isReply && !sessions[slot].inFlight.isEmpty
        sessions[slot].isAsExpected = true
        sessions[slot].isAsYoung = false
        if isAwaited, kinds[kind].plan.comparesReplies {
            sessions[slot].isAsExpected = isEcho(message, isText: isText, of: inFlight[sessions[slot].inFlight], slot)
            if sessions[slot].overdue > 0,
                let young = inFlight.message(sessions[slot].inFlight, after: sessions[slot].overdue)
            {
                sessions[slot].isAsYoung = isEcho(message, isText: isText, of: young, slot)
            }
            if sessions[slot].isAsExpected || sessions[slot].isAsYoung { return matched(slot, kind, at: at) }
        }
        readWallTime(state, tables)
        if takeByListener(message, isText: isText, slot, state, tables) { return }
        if isAwaited { return matched(slot, kind, at: at) }
        if kinds[kind].plan.awaitsReplies { kinds[kind].metrics.add(.wsMsgsUnexpected) }
    }

    private mutating func isEcho(_ message: RawSpan, isText: Bool, of sent: InFlight, _ slot: UInt32) -> Bool {
        guard let messages = kinds[sessions[slot].kind].plan.messages else { return false }
        return isText == (messages.opcode.rawValue == Opcode.text.rawValue) && message.byteCount == Int(sent.count)
            && messages.payload.matches(message, at: Int(sent.offset))
    }

    /// A whole reply to the oldest message in flight has come.
    private mutating func matched(_ slot: UInt32, _ kind: UInt32, at: Nanoseconds) {
        if kinds[kind].plan.comparesReplies, !sessions[slot].isAsExpected, sessions[slot].isAsYoung {
            giveUpOverdue(slot)
        }
        let message = inFlight.removeFirst(&sessions[slot].inFlight)
        var wasOverdue = false
        if sessions[slot].overdue > 0 {
            sessions[slot].overdue -= 1
            wasOverdue = true
        }
        record(message, kind, isAsExpected: sessions[slot].isAsExpected, at: at)
        guard let messages = kinds[kind].plan.messages else { return }
        if case .closed = messages.schedule, !wasOverdue { sendSoon(slot) }
        if sessions[slot].state == .draining, sessions[slot].inFlight.isEmpty { finishSending(slot) }
    }

    /// What came answers a message that was sent after those that are overdue: their replies will not come any more.
    private mutating func giveUpOverdue(_ slot: UInt32) {
        for _ in 0..<sessions[slot].overdue {
            let lost = inFlight.removeFirst(&sessions[slot].inFlight)
            count(.wsMsgsLost, of: lost.due, slot)
        }
        sessions[slot].overdue = 0
        sessions[slot].isAsExpected = true
    }

    private mutating func record(_ message: InFlight, _ kind: UInt32, isAsExpected: Bool, at: Nanoseconds) {
        guard isAsExpected else { return count(.wsMsgsCorrupt, of: message.due, kind: kind) }
        let latency = at - message.due
        let isLate = latency > kinds[kind].plan.replyTimeout
        count(isLate ? .wsMsgsLate : .wsMsgsMatched, of: message.due, kind: kind)
        guard isMeasured(message.due) else { return }
        kinds[kind].metrics.record(.wsMsgRTT, latency)
        if kinds[kind].isOpenModel { kinds[kind].metrics.record(.wsMsgRTTUncorrected, at - message.written) }
    }

    // MARK: - Overdue replies in the closed model

    /// A reply that does not come would hold its place for ever: after the time-out another message takes it. The reply
    /// is still awaited, and counted as late or lost.
    ///
    /// Where replies are not compared, the next one is taken for the overdue one, and is late. Should that one have been
    /// lost, every reply counts for the message before its own from then on. To give it up instead would show a server
    /// that always answers after the time-out as a fast one: the two cannot be told apart, and this errs to the slow
    /// side.
    mutating func scheduleReplyCheck(_ slot: UInt32) {
        let oldest = inFlight.message(sessions[slot].inFlight, after: sessions[slot].overdue)
        table.loop.timers.cancel(&sessions[slot].replyTimer)
        sessions[slot].replyTimer = table.loop.timers.schedule(
            at: (oldest?.written ?? table.loop.now) + kinds[sessions[slot].kind].plan.replyTimeout,
            token: SessionTimer.reply.token(slot))
    }

    mutating func replyOverdue(_ slot: UInt32) {
        guard sessions[slot].state == .open, let messages = messages(slot) else { return }
        let timeout = kinds[sessions[slot].kind].plan.replyTimeout
        let late = inFlight.count(
            sessions[slot].inFlight, after: sessions[slot].overdue, writtenUpTo: table.loop.now - timeout)
        sessions[slot].overdue += late
        for _ in 0..<late where sessions[slot].state == .open { sendNext(slot, messages) }
        if sessions[slot].state == .open { scheduleReplyCheck(slot) }
    }
}
