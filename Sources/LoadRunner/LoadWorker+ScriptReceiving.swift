import Metrics
import NetworkIO
import Script
import WebSocketCore
import WebSocketTransport

/// What comes to a scripted session: the fan-out looks at it, then an `expect` that waits, then the listeners.
extension LoadWorker {
    mutating func expect(_ operands: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) -> Bool {
        guard sessions[slot].state == .open else {
            if let check = tables.program.expects[operands].check { metrics(slot).check(check, passed: false) }
            return lackConnection(slot)
        }
        scripts[state].matched = 0
        return wait(.messages, slot, until: table.loop.now + tables.patience[operands])
    }

    mutating func receivedByScript(_ piece: MessagePiece, _ slot: UInt32, _ tables: ScriptTables, at: Nanoseconds) {
        let state = sessions[slot].script
        let isText = piece.opcode.rawValue == Opcode.text.rawValue
        if piece.isLast {
            let metrics = kinds[sessions[slot].kind].metrics
            metrics.add(.wsMsgsReceived)
            metrics.add(.wsFramesReceived, piece.frames)
            metrics.record(.genLoopLag, at - table.loop.wokenAt)
        }
        if piece.isFirst { sessions[slot].isReply = !sessions[slot].inFlight.isEmpty }
        // Not lent by a closure, which could not change the session: the bytes stay where they are until the next event.
        let received = unsafe RawSpan(_unsafeStart: table.received, byteCount: piece.range.upperBound)
        if piece.isFirst, piece.isLast {
            return take(received.extracting(piece.range), isText: isText, slot, state, tables, at: at)
        }
        if piece.isFirst { scripts[state].hasFirstPiece = true }
        guard scripts[state].hasFirstPiece else {
            // It began in a message loop, which did not keep it.
            if piece.isLast { metrics(slot).add(.wsMsgsUnexpected) }
            return
        }
        if piece.isLast { scripts[state].hasFirstPiece = false }
        var assembler = MessageAssembler()
        swap(&assembler, &scripts[state].assembler)
        assembler.add(piece, from: received) { message in
            take(message, isText: isText, slot, state, tables, at: at)
        }
        // The message may have been the session's last.
        if sessions[slot].script == state { swap(&assembler, &scripts[state].assembler) }
    }

    /// Nothing that has come so far of a message under way is looked at.
    mutating func dropPieces(_ state: UInt32) {
        scripts[state].assembler = MessageAssembler()
        scripts[state].hasFirstPiece = false
    }

    private mutating func take(
        _ message: RawSpan, isText: Bool, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, at: Nanoseconds
    ) {
        catchUp(slot)
        let isStamped = tables.program.joinsGroups && takeStamp(message, slot, state, tables, at: at)
        if scripts[state].wait == .loop {
            if !isStamped { takeInLoop(message, isText: isText, slot, state, tables, at: at) }
            return
        }
        guard !scripts[state].isEnding else { return }
        readWallTime(state, tables)
        if scripts[state].wait == .messages, takeExpected(message, isText: isText, slot, state, tables) {
            return metExpected(slot, state, tables, at: at)
        }
        if takeByListener(message, isText: isText, slot, state, tables) { return }
        // One that drains is no member any more, and what is sent to others may still come to it.
        if !isStamped, sessions[slot].state != .draining { metrics(slot).add(.wsMsgsUnexpected) }
    }

    // MARK: - Expected messages

    /// - Returns: whether the message was the last that the `expect` waits for, or another one of them.
    private mutating func takeExpected(
        _ message: RawSpan, isText: Bool, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables
    ) -> Bool {
        let operands = Int(waitingAt(state, tables).a)
        for index in tables.program.expects[operands].messages.indices {
            guard scripts[state].matched & 1 << UInt64(index) == 0 else { continue }
            guard matches(tables.program.expects[operands].messages[index], message, isText: isText, state) else {
                continue
            }
            capture(tables.program.expects[operands].messages[index], message, slot, state)
            scripts[state].matched |= 1 << UInt64(index)
            return true
        }
        return false
    }

    private mutating func metExpected(_ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, at: Nanoseconds) {
        let operands = Int(waitingAt(state, tables).a)
        guard scripts[state].matched.nonzeroBitCount == tables.program.expects[operands].messages.count else { return }
        if let check = tables.program.expects[operands].check { metrics(slot).check(check, passed: true) }
        if tables.program.expects[operands].isReply { recordReply(slot, state, tables, at: at) }
        scripts[state].eventAt = at
        if sessions[slot].state == .draining { return closeOnceDelivered(slot) }
        // With a few others, as the short form does.
        wait(.company, slot, until: .max)
        sendSoon(slot)
    }

    /// The first `expect` behind a send has its reply.
    private mutating func recordReply(_ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, at: Nanoseconds) {
        guard scripts[state].awaitsReply else { return }
        scripts[state].awaitsReply = false
        let due = scripts[state].sentDue
        count(.wsMsgsMatched, of: due, slot)
        guard isMeasured(due) else { return }
        metrics(slot).record(.wsMsgRTT, at - due)
        if tables.program.hasDueTimes { metrics(slot).record(.wsMsgRTTUncorrected, at - scripts[state].sentAt) }
    }

    /// Not all that the `expect` waits for came in time.
    mutating func missExpected(_ slot: UInt32) {
        let state = sessions[slot].script
        guard let tables = kinds[scripts[state].kind].script else { return }
        let operands = Int(waitingAt(state, tables).a)
        let endsOnFailure = tables.program.expects[operands].endsOnFailure
        if let check = tables.program.expects[operands].check {
            metrics(slot).check(check, passed: false)
        } else {
            let patience = Duration.nanoseconds(tables.patience[operands])
            metrics(slot).error(
                kind: "expect-timeout", message: "no message within \(patience) that an expect waits for",
                at: table.loop.now)
        }
        loseExpectedReply(slot, state)
        if sessions[slot].state == .draining { return closeOnceDelivered(slot) }
        if endsOnFailure { endScript(slot) } else { runScript(slot) }
    }

    /// The reply that an `expect` waited for does not come any more.
    mutating func loseExpectedReply(_ slot: UInt32, _ state: UInt32) {
        guard let tables = kinds[scripts[state].kind].script,
            tables.program.expects[Int(waitingAt(state, tables).a)].isReply
        else { return }
        loseReply(slot, state)
    }

    /// Whatever the script waits for, the reply to its latest message does not come any more, if one was to come.
    mutating func loseReply(_ slot: UInt32, _ state: UInt32) {
        guard scripts[state].awaitsReply else { return }
        scripts[state].awaitsReply = false
        count(.wsMsgsLost, of: scripts[state].sentDue, slot)
    }

    private mutating func matches(_ expected: ExpectOperands.Message, _ message: RawSpan, isText: Bool, _ state: UInt32)
        -> Bool
    {
        let matches = expected.match.matches(message, isText: isText, in: &scripts[state].context, scratch)
        countAbandoned(state)
        return matches
    }

    private mutating func capture(
        _ expected: ExpectOperands.Message, _ message: RawSpan, _ slot: UInt32, _ state: UInt32
    ) {
        for capture in expected.captures
        where !capture.capture(from: message, into: scripts[state].context.variables, scratch) {
            metrics(slot).error(
                kind: "capture-missed", message: "a message that matched has not what is to be captured",
                at: table.loop.now)
        }
        countAbandoned(state)
    }

    /// A match that was given up says nothing, which the verdict has to know.
    @inline(__always)
    mutating func countAbandoned(_ state: UInt32) {
        let count = scratch.matching.takeAbandoned()
        if count > 0 { kinds[scripts[state].kind].metrics.add(.genMatchesAbandoned, count) }
    }

    // MARK: - Listeners

    /// - Returns: whether one of them takes the message.
    mutating func takeByListener(
        _ message: RawSpan, isText: Bool, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables
    ) -> Bool {
        for index in tables.program.listeners.indices
        where matches(tables.program.listeners[index].message, message, isText: isText, state) {
            capture(tables.program.listeners[index].message, message, slot, state)
            runListener(tables.program.listeners[index].entry, slot, state, tables)
            return true
        }
        return false
    }

    /// Steps of a listener do not wait, so that they are over before the next event.
    private mutating func runListener(_ entry: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) {
        var place = entry
        while true {
            let step = tables.program.instructions[place]
            place += 1
            switch step.operation {
            case .send: sendBeside(tables.program.sends[Int(step.a)], slot, state, tables)
            case .jump: place = Int(step.b)
            case .jumpIf: if holds(Int(step.a), state, tables) { place = Int(step.b) }
            case .jumpUnless: if !holds(Int(step.a), state, tables) { place = Int(step.b) }
            case .check: metrics(slot).check(Int(step.b), passed: holds(Int(step.a), state, tables))
            case .set: tables.program.assignments[Int(step.a)].apply(in: &scripts[state].context, scratch)
            case .join: join(Int(step.a), wrapping: Int(step.b), slot, state, tables)
            case .leave: leave(Int(step.a), state, tables)
            case .close:
                _ = close(Int(step.a), slot, state, tables)
                return
            default: return
            }
        }
    }
}
