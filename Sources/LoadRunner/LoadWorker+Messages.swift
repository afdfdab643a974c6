import Metrics
import NetworkIO
import Scenario
import WebSocketCore
import WebSocketDeflate
import WebSocketTransport

/// What a session sends, and when.
extension LoadWorker {
    /// Messages of one session written in one go, before others get their turn.
    private static let sendShare = 64
    /// Bytes gathered for one `send` where a session writes as fast as it can.
    private static let floodShare = 64 * 1024

    mutating func startMessages(_ slot: UInt32) {
        guard let messages = messages(slot) else { return }
        switch messages.schedule {
        case .open:
            scheduleSend(slot, messages)
        case .closed(let places):
            if !awaitsReplies(slot) { return flood(slot, messages) }
            changePlaces(by: places)
            sessions[slot].hasPlaces = true
            for _ in 0..<min(places, messages.count) { sendNext(slot, messages) }
            // Those may have been all.
            if sessions[slot].state == .open { scheduleReplyCheck(slot) }
        }
    }

    /// Called when the send timer of a session fires.
    mutating func sendDue(_ slot: UInt32) {
        guard sessions[slot].state == .open, let messages = messages(slot) else { return }
        switch messages.schedule {
        case .open: sendScheduled(slot, messages)
        case .closed: flood(slot, messages)
        }
    }

    // MARK: - The open model

    /// The due time of a message by its number in the session; fixed by the plan, whatever happened before.
    private mutating func dueTime(_ slot: UInt32, _ number: Int, _ interval: Double) -> Nanoseconds {
        sessions[slot].startedAt + Nanoseconds(Double(number) * interval)
    }

    /// Nothing of the session that is due from here on is done.
    @inline(__always)
    mutating func sessionEnd(_ slot: UInt32) -> Nanoseconds {
        min(sendsUntil, min(sessions[slot].until, sessions[slot].lifeEnd))
    }

    /// No message of the session, or of the message loop that it is in, that is due from here on is sent.
    mutating func sendingEnd(_ slot: UInt32) -> Nanoseconds {
        min(sessionEnd(slot), sessions[slot].startedAt + kinds[sessions[slot].kind].life)
    }

    /// Sets the timer of the session's next message, in the open model.
    mutating func scheduleSend(_ slot: UInt32, _ messages: MessageProgram) {
        guard case .open(let interval) = messages.schedule else { return }
        if sessions[slot].sent < sessions[slot].due, !sessions[slot].isBlocked {
            sessions[slot].sendTimer = table.loop.timers.schedule(
                at: table.loop.now, token: SessionTimer.send.token(slot))
            return
        }
        guard sessions[slot].due < messages.count else { return }
        let due = dueTime(slot, sessions[slot].due, interval)
        guard due < sendingEnd(slot) else { return }
        sessions[slot].sendTimer = table.loop.timers.schedule(at: due, token: SessionTimer.send.token(slot))
    }

    /// Sends what is due, first what was held back. A message that is late goes at once, and none before its time.
    private mutating func sendScheduled(_ slot: UInt32, _ messages: MessageProgram) {
        guard case .open(let interval) = messages.schedule else { return }
        let end = sendingEnd(slot)
        // A worker that comes late to the window's start opens the window first.
        let now = phase == .warmUp ? min(table.loop.now, plan.measureStart) : table.loop.now
        for _ in 0..<LoadWorker.sendShare {
            if sessions[slot].sent < sessions[slot].due, !isBlocked(slot) {
                write(slot, messages, due: dueTime(slot, sessions[slot].sent, interval))
                continue
            }
            guard sessions[slot].due < messages.count else { break }
            let due = dueTime(slot, sessions[slot].due, interval)
            guard due <= now, due < end else { break }
            count(.wsMsgsPlanned, of: due, slot)
            sessions[slot].due += 1
            if isBlocked(slot) {
                count(.wsMsgsHeldBack, of: due, slot)
                continue
            }
            write(slot, messages, due: due)
        }
        scheduleSend(slot, messages)
        endIfAllSent(slot, messages)
    }

    /// Sends what is due before the end of the session's sending, and has not had its turn.
    mutating func sendRemaining(_ slot: UInt32) {
        guard sessions[slot].state == .open, let messages = messages(slot), case .open = messages.schedule,
            sessions[slot].due < messages.count
        else { return }
        let kind = sessions[slot].kind
        while isStillOpen(slot, kind) {
            table.loop.timers.cancel(&sessions[slot].sendTimer)
            let before = sessions[slot].due + sessions[slot].sent
            sendScheduled(slot, messages)
            if sessions[slot].due + sessions[slot].sent == before { return }
        }
    }

    /// Writes what was held back while the kernel took nothing more.
    mutating func unblocked(_ slot: UInt32) {
        guard sessions[slot].isBlocked else { return }
        sessions[slot].isBlocked = false
        table.loop.refreshNow()
        sessions[slot].unblockedAt = table.loop.now
        if hasRoom(slot) { return }
        guard sessions[slot].state == .open, let messages = messages(slot) else { return }
        switch messages.schedule {
        case .open:
            table.loop.timers.cancel(&sessions[slot].sendTimer)
            sendScheduled(slot, messages)
        case .closed:
            if !awaitsReplies(slot) { return flood(slot, messages) }
            let busy = Int(sessions[slot].inFlight.count - sessions[slot].overdue)
            if case .closed(let places) = messages.schedule {
                for _ in 0..<max(0, places - busy) { sendNext(slot, messages) }
            }
        }
    }

    /// Whether the peer, or the kernel on its behalf, must take what waits before more is written.
    mutating func isBlocked(_ slot: UInt32) -> Bool {
        if sessions[slot].isBlocked { return true }
        let channel = sessions[slot].channel
        guard table.waitingBytes(of: channel) >= highWaterMark(slot) else { return false }
        table.flush()
        guard table.waitingBytes(of: channel) >= highWaterMark(slot) else { return false }
        sessions[slot].isBlocked = true
        return true
    }

    // MARK: - The closed model

    /// Sends the session's next message together with a few of other sessions: a server that slept is then woken once
    /// for all of them and not for each, and waking it is the dearest part of a send.
    mutating func sendSoon(_ slot: UInt32) {
        senders[sendersCount] = slot
        sendersCount += 1
        // An eighth of all, so that what they wait for each other is a small part of a round trip.
        if sendersCount >= max(8, min(LoadWorker.sendersTogether, sessions.count / 8)) { sendTogether() }
    }

    mutating func sendTogether() {
        guard sendersCount > 0 else { return }
        for index in 0..<sendersCount {
            let slot = senders[index]
            guard slot != KindState.gone else { continue }
            if let messages = messages(slot) { sendNext(slot, messages) } else { catchUp(slot) }
        }
        sendersCount = 0
        table.flush()
    }

    /// A session that is gone sends no more: its slot may be another's by then.
    mutating func forgetSender(_ slot: UInt32) {
        for index in 0..<sendersCount where senders[index] == slot { senders[index] = KindState.gone }
    }

    /// Sends the next message of a session whose place for it is free.
    mutating func sendNext(_ slot: UInt32, _ messages: MessageProgram) {
        guard sessions[slot].state == .open, sessions[slot].due < messages.count else { return }
        let now = MonotonicClock.now()
        guard now < sendsUntil, now < sessions[slot].until else { return }
        if isBlocked(slot) { return count(.wsMsgsHeldBack, of: now, slot) }
        count(.wsMsgsPlanned, of: now, slot)
        sessions[slot].due += 1
        write(slot, messages, due: now, writtenAt: now)
        endIfAllSent(slot, messages)
    }

    /// Writes as much as the peer takes: the closed model where no replies are awaited.
    private mutating func flood(_ slot: UInt32, _ messages: MessageProgram) {
        table.loop.refreshNow()
        let now = table.loop.now
        let channel = sessions[slot].channel
        let kind = sessions[slot].kind
        let end = min(sendsUntil, sessions[slot].until)
        var share = LoadWorker.floodShare
        while share > 0, sessions[slot].due < messages.count, now < end, !isBlocked(slot) {
            count(.wsMsgsPlanned, of: now, slot)
            sessions[slot].due += 1
            share -= write(slot, messages, due: now, writtenAt: now)
        }
        endIfAllSent(slot, messages)
        guard isStillOpen(slot, kind), !sessions[slot].isBlocked, now < end else { return }
        table.flush()
        guard table.waitingBytes(of: channel) < highWaterMark(slot) else {
            sessions[slot].isBlocked = true
            return
        }
        sessions[slot].sendTimer = table.loop.timers.schedule(at: now, token: SessionTimer.send.token(slot))
    }

    /// A session of the closed model sends no more: its places are gone.
    mutating func releasePlaces(_ slot: UInt32) {
        guard sessions[slot].hasPlaces, case .closed(let count) = messages(slot)?.schedule else { return }
        sessions[slot].hasPlaces = false
        changePlaces(by: -count)
    }

    mutating func changePlaces(by change: Int) {
        let now = MonotonicClock.now()
        if phase == .measure { usage.placeTime += Double(places) * Double(now - placesSince) }
        placesSince = now
        places += change
    }

    // MARK: - Writing

    /// - Returns: about as many bytes as go on the wire.
    @discardableResult
    private mutating func write(
        _ slot: UInt32, _ messages: MessageProgram, due: Nanoseconds, writtenAt: Nanoseconds? = nil
    ) -> Int {
        let offset = Int(truncatingIfNeeded: sessions[slot].random.next()) & (messages.places - 1)
        let size = messages.fixedSize ?? drawSize(slot)
        let written = writtenAt ?? MonotonicClock.now()
        if messages.isWhole {
            let payload = unsafe RawSpan(_unsafeStart: messages.payload.base + offset, byteCount: size)
            table.sendFrame(on: sessions[slot].channel, messages.opcode, payload: payload)
        } else {
            writeFragments(slot, messages, offset..<(offset + size))
        }
        sessions[slot].sent += 1
        let kind = sessions[slot].kind
        count(.wsMsgsSent, of: due, kind: kind)
        kinds[kind].metrics.add(.dataSentPayload, size)
        // A message that the peer's slowness held back is late, but not through the generator's fault.
        if writtenAt == nil, due >= sessions[slot].unblockedAt {
            let metrics = kinds[kind].metrics
            metrics.record(.genSendLag, written - due)
            if due >= figuresFrom { metrics.addOverdue(.genMsgsOverdue, due: due, at: written) }
        }
        guard kinds[kind].plan.awaitsReplies else { return size + 8 }
        let message = InFlight(
            due: due, written: written, offset: UInt32(offset), count: UInt32(size), next: InFlightLists.none)
        inFlight.append(message, to: &sessions[slot].inFlight)
        return size + 8
    }

    private mutating func drawSize(_ slot: UInt32) -> Int {
        kinds[sessions[slot].kind].plan.pool?.drawSize(&sessions[slot].random) ?? 0
    }

    private mutating func writeFragments(_ slot: UInt32, _ messages: MessageProgram, _ range: Range<Int>) {
        let channel = sessions[slot].channel
        var start = unsafe messages.payload.base + range.lowerBound
        var count = range.count
        var rsv: UInt8 = 0
        if messages.compresses {
            let message = unsafe RawSpan(_unsafeStart: start, byteCount: count)
            // The same bytes each time where there is one place and one size.
            let reuse: DeflateReuse = messages.places == 1 ? .constant : .none
            if let deflated = table.deflate(message, for: channel, reuse: reuse) {
                unsafe start = deflated.base
                count = deflated.count
                rsv = 4
            }
        }
        let payload = unsafe RawSpan(_unsafeStart: start, byteCount: count)
        var sizes = FragmentSizes(
            payload: payload.byteCount, plan: messages.fragmentation, random: &sessions[slot].random)
        var offset = 0
        var opcode = messages.opcode
        while let fragment = sizes.next(&sessions[slot].random) {
            let part = payload.extracting(offset..<(offset + fragment.size))
            table.sendFrame(on: channel, opcode, fin: fragment.isLast, rsv: rsv, payload: part)
            offset += fragment.size
            opcode = .continuation
            rsv = 0
            if messages.pingsBetween, !fragment.isLast { pingBetweenFragments(slot) }
        }
    }

    private mutating func endIfAllSent(_ slot: UInt32, _ messages: MessageProgram) {
        guard sessions[slot].sent == messages.count else { return }
        endSending(slot)
    }

    /// Counts what was due before the end of the session's sending and is not to be sent any more.
    mutating func skipUnsent(_ slot: UInt32, until end: Nanoseconds) {
        guard let messages = messages(slot), case .open(let interval) = messages.schedule else { return }
        while sessions[slot].sent < messages.count {
            let due = dueTime(slot, sessions[slot].sent, interval)
            guard due < end else { return }
            if sessions[slot].sent == sessions[slot].due {
                count(.wsMsgsPlanned, of: due, slot)
                sessions[slot].due += 1
            } else if isMeasured(due) {
                usage.skippedHeldBack += 1
            }
            count(.wsMsgsSkipped, of: due, slot)
            sessions[slot].sent += 1
        }
    }

    @inline(__always)
    mutating func messages(_ slot: UInt32) -> MessageProgram? { kinds[sessions[slot].kind].plan.messages }

    @inline(__always)
    private mutating func awaitsReplies(_ slot: UInt32) -> Bool { kinds[sessions[slot].kind].plan.awaitsReplies }

    @inline(__always)
    private mutating func highWaterMark(_ slot: UInt32) -> Int { kinds[sessions[slot].kind].plan.highWaterMark }

    /// Whether a message that was due at a time is the figures'.
    @inline(__always)
    func isMeasured(_ due: Nanoseconds) -> Bool { due >= figuresFrom && due < figuresUntil }

    /// Counts the fate of a message that was due at a time: one that was due before the measured window, or in an
    /// executor's graceful time after it, is not the figures'.
    @inline(__always)
    mutating func count(_ counter: Counter, of due: Nanoseconds, kind: UInt32) {
        if isMeasured(due) { kinds[kind].metrics.add(counter) } else { kinds[kind].leftovers.add(counter) }
    }

    /// Likewise, of a session.
    @inline(__always)
    mutating func count(_ counter: Counter, of due: Nanoseconds, _ slot: UInt32) {
        count(counter, of: due, kind: sessions[slot].kind)
    }
}
