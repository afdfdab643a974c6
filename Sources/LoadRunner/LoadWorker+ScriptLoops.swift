import Metrics
import NetworkIO
import Script
import WebSocketCore

/// The step `messages`: while it lasts, the session is of a kind that has these messages, and is driven like any other.
extension LoadWorker {
    mutating func beginLoop(_ loop: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) -> Bool {
        guard sessions[slot].state == .open else { return lackConnection(slot) }
        table.loop.refreshNow()
        // What ends the session is on its way.
        guard table.loop.now < sessionEnd(slot) else { return wait(.end, slot, until: .max) }
        let kind = tables.firstLoop + UInt32(loop)
        sessions[slot].kind = kind
        let start = takeUpRow(.messages(kind: kind), slot, at: table.loop.now) ?? table.loop.now
        sessions[slot].startedAt = start
        sessions[slot].due = 0
        sessions[slot].sent = 0
        // A message that has begun to come answers nothing that the loop sends.
        sessions[slot].isReply = false
        if kinds[kind].script == nil { dropPieces(state) }
        let life = kinds[kind].life
        wait(.loop, slot, until: life < KindPlan.unlimited ? start + life : .max)
        startMessages(slot)
        return false
    }

    /// The loop's time is over: first that for sending, then that for the replies.
    mutating func loopTimedOut(_ slot: UInt32) {
        if sessions[slot].state == .open { return endSending(slot) }
        missReplies(slot)
        endLoop(slot)
    }

    /// The session sends no more by itself: what was its sending is over, and with it the session or only its loop.
    mutating func finishSending(_ slot: UInt32) {
        if isInLoop(slot) { endLoop(slot) } else { close(slot) }
    }

    private mutating func endLoop(_ slot: UInt32) {
        let state = sessions[slot].script
        leaveLoop(slot)
        if scripts[state].isEnding { return closeOnceDelivered(slot) }
        sessions[slot].state = .open
        scripts[state].eventAt = table.loop.now
        // Not at once, for a script of nothing but short loops would run within itself ever deeper.
        wait(.turn, slot, until: table.loop.now)
    }

    mutating func isInLoop(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        return state != Session.noScript && scripts[state].wait == .loop
    }

    /// Whether the session is to send no more in its loop, and more behind it.
    mutating func drainsInLoop(_ slot: UInt32) -> Bool { sessions[slot].state == .draining && isInLoop(slot) }

    /// Whether the session still sends what it sent a moment ago as one of a kind: neither it nor its loop has ended since.
    mutating func isStillOpen(_ slot: UInt32, _ kind: UInt32) -> Bool {
        sessions[slot].state == .open && sessions[slot].kind == kind
    }

    /// The loop sends no more and waits for its replies.
    mutating func waitForLoop(_ slot: UInt32, patience: Nanoseconds) {
        wait(.loop, slot, until: table.loop.now + patience)
    }

    /// The session is of its own kind again. Replies that have not come are lost.
    mutating func leaveLoop(_ slot: UInt32) {
        let state = sessions[slot].script
        guard state != Session.noScript, sessions[slot].kind != scripts[state].kind else { return }
        loseInFlight(slot)
        forgetSender(slot)
        sessions[slot].overdue = 0
        sessions[slot].kind = scripts[state].kind
    }
}
