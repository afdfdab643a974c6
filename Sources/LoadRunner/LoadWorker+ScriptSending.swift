import Metrics
import NetworkIO
import Script
import WebSocketCore
import WebSocketDeflate
import WebSocketTransport

/// What scripts send.
extension LoadWorker {
    mutating func send(_ operands: SendOperands, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) -> Bool {
        guard sessions[slot].state == .open else { return lackConnection(slot) }
        openWindowIfDue()
        let now = MonotonicClock.now()
        let due = scripts[state].due == 0 ? now : scripts[state].due
        // The run, or the session's time in it, is over: what ends it is on its way.
        guard due < sessionEnd(slot) else { return wait(.end, slot, until: .max) }
        if isBlocked(slot) {
            count(.wsMsgsHeldBack, of: due, slot)
            scripts[state].wasReady = false
            scripts[state].place -= 1
            return wait(.room, slot, until: .max)
        }
        write(operands, slot, state, tables, due: due)
        if scripts[state].due != 0, scripts[state].wasReady {
            metrics(slot).record(.genSendLag, now - due)
            if isMeasured(due) { metrics(slot).addOverdue(.genMsgsOverdue, due: due, at: now) }
        }
        scripts[state].due = 0
        scripts[state].sentDue = due
        scripts[state].sentAt = now
        scripts[state].awaitsReply = operands.awaitsReply
        return true
    }

    /// What a listener sends: at once, whatever the script beside it waits for, or not at all.
    mutating func sendBeside(_ operands: SendOperands, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) {
        // A message loop that drains is not the end of the session.
        let isInLoop = scripts[state].wait == .loop && !scripts[state].isEnding
        guard sessions[slot].state == .open || sessions[slot].state == .draining && isInLoop else { return }
        openWindowIfDue()
        let now = MonotonicClock.now()
        guard now < sessionEnd(slot) else { return }
        if scripts[state].slowFrame != nil { return skip(due: now, slot) }
        if isBlocked(slot) {
            count(.wsMsgsHeldBack, of: now, slot)
            return skip(due: now, slot)
        }
        write(operands, slot, state, tables, due: now)
    }

    /// Counts a message that cannot go and that nobody waits to send later: it would stand in the middle of a frame, or
    /// the server does not take what was sent before.
    private mutating func skip(due: Nanoseconds, _ slot: UInt32) {
        count(.wsMsgsPlanned, of: due, slot)
        count(.wsMsgsSkipped, of: due, slot)
        if isMeasured(due) { usage.skippedHeldBack += 1 }
    }

    /// A worker that comes late to the window's start opens the window before it sends what the window counts.
    mutating func openWindowIfDue() {
        // In the warm-up alone; comparing phases would be a call into another room.
        guard figuresFrom == .min else { return }
        if MonotonicClock.now() > plan.measureStart { startMeasuring() }
    }

    /// The kernel takes more again.
    ///
    /// - Returns: whether it was the script that waited for that.
    mutating func hasRoom(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        guard state != Session.noScript, scripts[state].wait == .room else { return false }
        if sessions[slot].state == .open { runScript(slot) }
        return true
    }

    // MARK: - Payloads

    private mutating func write(
        _ operands: SendOperands, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, due: Nanoseconds
    ) {
        let kind = sessions[slot].kind
        count(.wsMsgsPlanned, of: due, kind: kind)
        count(.wsMsgsSent, of: due, kind: kind)
        switch operands.payload {
        case .constant(let index):
            let bytes = tables.constants[index]
            let payload = unsafe RawSpan(_unsafeStart: bytes.base, byteCount: bytes.count)
            writeMessage(operands, payload, slot, state, reuse: .constant)
        case .generated(let index):
            let pool = tables.generated[index]
            let size = pool.drawSize(&scripts[state].context.random)
            let place = Int(truncatingIfNeeded: scripts[state].context.random.next()) & (pool.places - 1)
            let payload = unsafe RawSpan(_unsafeStart: pool.bytes.base + place, byteCount: size)
            writeMessage(operands, payload, slot, state)
        case .template(let index):
            if tables.program.templates[index].holdsStamp { stamp(operands, slot, state, tables, due: due) }
            var text = takeRendered()
            tables.program.templates[index].render(in: &scripts[state].context, into: &text)
            unsafe writeMessage(operands, text.span.bytes, slot, state)
            swap(&rendered, &text)
        }
    }

    /// The worker's buffer for texts, empty. It goes back by `swap`, so that its storage is used again.
    private mutating func takeRendered() -> [UInt8] {
        var text: [UInt8] = []
        swap(&rendered, &text)
        text.removeAll(keepingCapacity: true)
        return text
    }

    // MARK: - Frames

    private mutating func writeMessage(
        _ operands: SendOperands, _ message: RawSpan, _ slot: UInt32, _ state: UInt32, reuse: DeflateReuse = .none
    ) {
        kinds[sessions[slot].kind].metrics.add(.dataSentPayload, message.byteCount)
        guard operands.compresses,
            let deflated = table.deflate(
                message, for: sessions[slot].channel, reuse: reuse, always: operands.alwaysCompresses)
        else { return writeFrames(operands, message, rsv: operands.rsv, slot, state) }
        let payload = unsafe RawSpan(_unsafeStart: deflated.base, byteCount: deflated.count)
        writeFrames(operands, payload, rsv: 4, slot, state)
    }

    private mutating func writeFrames(
        _ operands: SendOperands, _ payload: RawSpan, rsv: UInt8, _ slot: UInt32, _ state: UInt32
    ) {
        guard operands.isFragmented else {
            return writeFrame(operands, operands.opcode, fin: operands.fin, rsv: rsv, payload, slot)
        }
        var sizes = FragmentSizes(
            payload: payload.byteCount, plan: operands.fragmentation, random: &scripts[state].context.random)
        var offset = 0
        var opcode = operands.opcode
        var rsv = rsv
        while let fragment = sizes.next(&scripts[state].context.random) {
            let part = payload.extracting(offset..<(offset + fragment.size))
            writeFrame(operands, opcode, fin: fragment.isLast && operands.fin, rsv: rsv, part, slot)
            offset += fragment.size
            opcode = .continuation
            rsv = 0
            if operands.pingsBetween, !fragment.isLast { pingBetweenFragments(slot) }
        }
    }

    @inline(__always)
    private mutating func writeFrame(
        _ operands: SendOperands, _ opcode: Opcode, fin: Bool, rsv: UInt8, _ payload: RawSpan, _ slot: UInt32
    ) {
        let channel = sessions[slot].channel
        if let masking = operands.masking {
            table.sendFrame(on: channel, opcode, fin: fin, rsv: rsv, masking: masking, payload: payload)
        } else {
            table.sendFrame(on: channel, opcode, fin: fin, rsv: rsv, payload: payload)
        }
    }

    // MARK: - Pings

    mutating func ping(_ operands: PingOperands, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) -> Bool {
        guard sessions[slot].state == .open else { return lackConnection(slot) }
        var payload = takeRendered()
        switch operands.payload {
        case .constant(let index): payload += tables.program.constants[index]
        case .template(let index):
            tables.program.templates[index].render(in: &scripts[state].context, into: &payload)
        case .generated: break
        }
        let now = MonotonicClock.now()
        metrics(slot).add(.wsPingsSent)
        unsafe table.sendFrame(on: sessions[slot].channel, .ping, payload: payload.span.bytes)
        // A copy of its own, for the buffer is used again.
        scripts[state].pingPayload.replaceSubrange(0..., with: payload)
        swap(&rendered, &payload)
        scripts[state].pingAt = now
        scripts[state].hasMissedPong = false
        return wait(.pong, slot, until: now + operands.patience.nanoseconds)
    }

    /// - Returns: whether the pong is the one that the script waits for, or waited for before its end.
    mutating func takePong(_ slot: UInt32, _ payload: ControlPayload, at: Nanoseconds) -> Bool {
        let state = sessions[slot].script
        guard state != Session.noScript, scripts[state].pingAt != 0 || scripts[state].hasMissedPong else {
            return false
        }
        let wanted = scripts[state].pingPayload
        let isAnswer = table.withPayload(payload) { got in
            unsafe got.withUnsafeBytes { unsafe $0.elementsEqual(wanted) }
        }
        guard isAnswer else { return false }
        if scripts[state].hasMissedPong {
            scripts[state].hasMissedPong = false
            metrics(slot).add(.wsPongsLate)
            return true
        }
        if isMeasured(scripts[state].pingAt) { metrics(slot).record(.wsPing, at - scripts[state].pingAt) }
        scripts[state].pingAt = 0
        guard scripts[state].wait == .pong else { return true }
        scripts[state].eventAt = at
        runScript(slot)
        return true
    }

    mutating func missScriptPong(_ slot: UInt32) {
        missOpenScriptPing(slot)
        scripts[sessions[slot].script].hasMissedPong = true
        metrics(slot).error(kind: "pong-timeout", message: "no pong to the ping of a script", at: table.loop.now)
        runScript(slot)
    }

    /// A pong that a script waits for does not come any more.
    mutating func missOpenScriptPing(_ slot: UInt32) {
        let state = sessions[slot].script
        guard state != Session.noScript else { return }
        scripts[state].hasMissedPong = false
        guard scripts[state].pingAt != 0 else { return }
        count(.wsPongsMissed, of: scripts[state].pingAt, slot)
        scripts[state].pingAt = 0
    }
}
