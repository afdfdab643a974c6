import Metrics
import NetworkIO
import Scenario
import Script
import WebSocketCore
import WebSocketTransport

/// What comes back.
extension LoadWorker {
    /// Messages behind the oldest one among which that is looked for which a reply with other content answers.
    private static let lookAhead: UInt32 = 256

    mutating func received(_ piece: MessagePiece, _ slot: UInt32, at: Nanoseconds) {
        if let upcoming = table.upcomingSlot() { sessions.prefetch(upcoming) }
        let kind = sessions[slot].kind
        kinds[kind].metrics.add(.dataReceivedPayload, piece.range.count)
        if let tables = kinds[kind].script { return receivedByScript(piece, slot, tables, at: at) }
        if piece.isFirst {
            sessions[slot].received = 0
            sessions[slot].isAsExpected = true
            sessions[slot].isReply = !sessions[slot].inFlight.isEmpty
            sessions[slot].ahead = 0
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
        guard sessions[slot].isAsExpected,
            let message = inFlight.message(sessions[slot].inFlight, after: sessions[slot].ahead)
        else { return }
        if !isPart(piece, of: message, slot) { lookAhead(piece, of: message, slot) }
    }

    /// The piece belongs to no reply to the message that what came before it answers. If it does to one to a later
    /// message, those before that have lost theirs.
    private mutating func lookAhead(_ piece: MessagePiece, of message: InFlight, _ slot: UInt32) {
        let first = sessions[slot].ahead + 1
        var next = message.next
        for place in first..<max(first, min(sessions[slot].inFlight.count, first + LoadWorker.lookAhead)) {
            let later = inFlight[next]
            if isPart(piece, of: later, slot), begins(later, as: message, slot) {
                sessions[slot].ahead = place
                return
            }
            next = later.next
        }
        sessions[slot].ahead = 0
        sessions[slot].isAsExpected = false
    }

    /// Whether two messages are the same as far as the reply has come.
    private mutating func begins(_ later: InFlight, as message: InFlight, _ slot: UInt32) -> Bool {
        guard let payload = kinds[sessions[slot].kind].plan.messages?.payload else { return false }
        let count = sessions[slot].received
        let start = unsafe RawSpan(_unsafeStart: payload.base + Int(message.offset), byteCount: count)
        return payload.matches(start, at: Int(later.offset))
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
        sessions[slot].ahead = 0
        if isAwaited, kinds[kind].plan.comparesReplies {
            if findEcho(message, isText: isText, slot) { return matched(slot, kind, at: at) }
            sessions[slot].isAsExpected = false
        }
        readWallTime(state, tables)
        if takeByListener(message, isText: isText, slot, state, tables) { return }
        if isAwaited { return matched(slot, kind, at: at) }
        if kinds[kind].plan.awaitsReplies { kinds[kind].metrics.add(.wsMsgsUnexpected) }
    }

    /// - Returns: whether a message, which is `ahead` of the oldest then, is what came.
    private mutating func findEcho(_ message: RawSpan, isText: Bool, _ slot: UInt32) -> Bool {
        var next = sessions[slot].inFlight.head
        for place in 0..<min(sessions[slot].inFlight.count, LoadWorker.lookAhead + 1) {
            let sent = inFlight[next]
            if isEcho(message, isText: isText, of: sent, slot) {
                sessions[slot].ahead = place
                return true
            }
            next = sent.next
        }
        return false
    }

    private mutating func isEcho(_ message: RawSpan, isText: Bool, of sent: InFlight, _ slot: UInt32) -> Bool {
        guard let messages = kinds[sessions[slot].kind].plan.messages else { return false }
        return isText == (messages.opcode.rawValue == Opcode.text.rawValue) && message.byteCount == Int(sent.count)
            && messages.payload.matches(message, at: Int(sent.offset))
    }

    /// A whole reply to the oldest message in flight has come, or to a later one: then nothing answers those before it.
    private mutating func matched(_ slot: UInt32, _ kind: UInt32, at: Nanoseconds) {
        let taken = sessions[slot].ahead + 1
        // Places that overdue messages had are others' already.
        let freed = taken - min(taken, sessions[slot].overdue)
        sessions[slot].overdue -= taken - freed
        for _ in 1..<taken {
            let lost = inFlight.removeFirst(&sessions[slot].inFlight)
            count(.wsMsgsLost, of: lost.due, kind: kind)
        }
        let message = inFlight.removeFirst(&sessions[slot].inFlight)
        record(message, kind, isAsExpected: sessions[slot].isAsExpected, at: at)
        guard let messages = kinds[kind].plan.messages else { return }
        if case .closed = messages.schedule {
            for _ in 0..<freed { sendSoon(slot) }
        }
        if sessions[slot].state == .draining, sessions[slot].inFlight.isEmpty { finishSending(slot) }
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

    /// The time is over for the replies of a session that is still there.
    mutating func missReplies(_ slot: UInt32) {
        let kind = sessions[slot].kind
        if kinds[kind].plan.matchesByOrder { usage.repliesLost += Int(sessions[slot].inFlight.count) }
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
