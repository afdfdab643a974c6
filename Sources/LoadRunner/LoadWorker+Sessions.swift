import Metrics
import NetworkIO
import Scenario
import WebSocketCore
import WebSocketTransport

/// Sessions come and go.
extension LoadWorker {
    /// Connects begun in one turn of the loop, before the sessions that are there get theirs.
    static let connectShare = 32

    mutating func scheduleConnect(_ kind: UInt32) {
        setConnectsDue(false, kind)
        guard phase != .rampDown, let due = nextConnect(kind) else { return }
        if due <= table.loop.now { return setConnectsDue(true, kind) }
        kinds[kind].connectTimer = table.loop.timers.schedule(at: due, token: SessionTimer.connect.token(kind))
    }

    /// When the kind's next session is due, or whatever else its executor plans; nil: not before a session ends.
    mutating func nextConnect(_ kind: UInt32) -> Nanoseconds? {
        if let executor = kinds[kind].executor { return executor.due }
        let begun = kinds[kind].begun
        return begun < kinds[kind].slots.count ? plan.connectDue(plan.number(begun), kinds[kind].plan) : nil
    }

    private mutating func setConnectsDue(_ areDue: Bool, _ kind: UInt32) {
        guard kinds[kind].connectsAreDue != areDue else { return }
        kinds[kind].connectsAreDue = areDue
        connectsDue += areDue ? 1 : -1
    }

    mutating func continueConnecting() {
        for kind in kindIndices where kinds[kind].connectsAreDue { connectDue(kind) }
    }

    mutating func connectDue(_ kind: UInt32) {
        if kinds[kind].executor != nil { return runExecutor(kind) }
        for _ in 0..<LoadWorker.connectShare where kinds[kind].begun < kinds[kind].slots.count {
            let due = plan.connectDue(plan.number(kinds[kind].begun), kinds[kind].plan)
            table.loop.refreshNow()
            // A worker that comes late to the window's end begins none that was due behind it.
            guard due <= table.loop.now, due < plan.measureEnd ?? .max else { break }
            let begun = kinds[kind].begun
            kinds[kind].begun += 1
            begin(
                ExecutorTask.Iteration(place: begun, number: plan.number(begun), round: 0, due: due), kind,
                until: plan.hasExecutors ? plan.measureEnd : nil)
        }
        scheduleConnect(kind)
    }

    mutating func stopConnecting() {
        for kind in kindIndices {
            table.loop.timers.cancel(&kinds[kind].connectTimer)
            setConnectsDue(false, kind)
        }
    }

    /// Begins a session, of which nothing is due from an end on; without one it goes on until it is told, or the run
    /// ends.
    mutating func begin(_ iteration: ExecutorTask.Iteration, _ kind: UInt32, until end: Nanoseconds? = nil) {
        let metrics = kinds[kind].metrics
        var session = Session(iteration, kind: kind, width: kinds[kind].plan.sessions, seed: plan.seed)
        if let end { session.until = end }
        // Before the connect, which may fail at once: its event must name this session.
        let slot = sessions.insert(session)
        let place = iteration.place
        if place == kinds[kind].slots.count { kinds[kind].slots.append(slot) } else { kinds[kind].slots[place] = slot }
        attachScript(slot)
        let readiness = takeRows(slot)
        if readiness == .done {
            // No iteration.
            sessions[slot].isCut = true
            return remove(slot)
        }
        metrics.add(.wsConnectsPlanned)
        metrics.add(.wsConnectsAttempted)
        metrics.record(.genConnectLag, table.loop.now - iteration.due)
        metrics.connecting += 1
        if readiness == .ready, connect(slot, number: Int(session.serial), plan: Int(kind)) { return }
        metrics.connecting -= 1
        metrics.add(.wsSessionsFailed)
        remove(slot)
    }

    mutating func connectFailed(_ slot: UInt32, _ failure: ConnectFailure, _ timing: ConnectTiming) {
        let metrics = metrics(slot)
        metrics.connecting -= 1
        metrics.add(.wsSessionsFailed)
        countTLS(timing, metrics)
        if isExpectedRefusal(failure, slot) { return remove(slot) }
        metrics.error(kind: failure.kind, message: masked(failure.description, slot), at: table.loop.now)
        if !retryFailed(slot) { remove(slot) }
    }

    mutating func opened(_ slot: UInt32, _ timing: ConnectTiming) {
        let metrics = metrics(slot)
        metrics.connecting -= 1
        metrics.open += 1
        metrics.add(.wsSessions)
        if kinds[sessions[slot].kind].plan.connect.deflate != nil, !table.isCompressed(sessions[slot].channel) {
            metrics.add(.wsCompressionDeclined)
        }
        metrics.record(.wsConnecting, timing.upgraded - timing.started)
        if timing.lookedUp { metrics.record(.wsConnectingDNS, timing.resolved - timing.started) }
        metrics.record(.wsConnectingTCP, timing.connected - timing.resolved)
        if kind(slot).connect.tunnel != nil { metrics.record(.wsConnectingProxy, timing.tunnelled - timing.connected) }
        countTLS(timing, metrics)
        metrics.record(.wsConnectingUpgrade, timing.upgraded - timing.secured)
        noteAnswer(slot)
        sessions[slot].state = .open
        sessions[slot].isDeserted = false
        sessions[slot].openedAt = timing.upgraded
        sessions[slot].startedAt = timing.upgraded
        if mustClose(slot) { return close(slot) }
        startPings(slot)
        scheduleEnd(slot)
        if let tables = kinds[sessions[slot].kind].script { scriptOpened(slot, tables) } else { startMessages(slot) }
    }

    /// A handshake of TLS counts for itself, whatever came of the connect.
    private func countTLS(_ timing: ConnectTiming, _ metrics: WorkerMetrics) {
        guard let tls = timing.tls else { return }
        metrics.record(.wsConnectingTLS, timing.secured - timing.tunnelled)
        metrics.add(.wsTLSHandshakes)
        metrics.secured(
            TLSAgreement(version: tls.version.rawValue, cipherSuite: tls.cipherSuite, alpn: tls.applicationProtocol))
        if tls.isResumed { metrics.add(.wsTLSResumed) }
        if tls.kernelSends { metrics.add(.wsTLSKernel) }
    }

    /// Whether a session's time is over, so that it neither begins nor comes back.
    mutating func mustClose(_ slot: UInt32) -> Bool {
        if sessions[slot].script != Session.noScript, scripts[sessions[slot].script].isToldToEnd { return true }
        if sessions[slot].until <= table.loop.now { return true }
        return phase == .rampDown && (stops > 0 || kind(slot).executor == nil)
    }

    /// Sets the timer of `close.after` or of `messages.duration`, whichever comes first.
    private mutating func scheduleEnd(_ slot: UInt32) {
        let life = kinds[sessions[slot].kind].life
        guard life < KindPlan.unlimited else { return }
        sessions[slot].lifeEnd = sessions[slot].openedAt + life
        sessions[slot].lifeTimer = table.loop.timers.schedule(
            at: sessions[slot].lifeEnd, token: SessionTimer.life.token(slot))
    }

    /// The session's time is over, by its kind's plan or by that of the run.
    mutating func endSession(_ slot: UInt32) {
        if sessions[slot].state == .away { return endAway(slot) }
        // One that connects closes as soon as it is open; one that drains is at its end already, or only its loop is.
        guard sessions[slot].state == .open || drainsInLoop(slot) else { return }
        if sessions[slot].script == Session.noScript || !endScriptByPlan(slot) { endSending(slot) }
    }

    /// The session sends no more, and closes when the replies that are due have come. Messages that were due before its
    /// end are sent still, or counted as skipped.
    mutating func endSending(_ slot: UInt32) {
        let kind = sessions[slot].kind
        guard sessions[slot].state == .open else { return }
        sendRemaining(slot)
        guard isStillOpen(slot, kind) else { return }
        sessions[slot].state = .draining
        table.loop.timers.cancel(&sessions[slot].sendTimer)
        table.loop.timers.cancel(&sessions[slot].replyTimer)
        skipUnsent(slot, until: sendingEnd(slot))
        releasePlaces(slot)
        if sessions[slot].inFlight.isEmpty || !kinds[kind].plan.awaitsReplies { return finishSending(slot) }
        let timeout = kinds[kind].plan.replyTimeout
        let patience = stops > 0 ? min(timeout, LoadWorker.stoppedPatience) : timeout
        if isInLoop(slot) { return waitForLoop(slot, patience: patience) }
        table.loop.timers.cancel(&sessions[slot].lifeTimer)
        sessions[slot].lifeTimer = table.loop.timers.schedule(
            at: table.loop.now + patience, token: SessionTimer.drained.token(slot))
    }

    mutating func drainTimedOut(_ slot: UInt32) {
        guard sessions[slot].state == .draining else { return }
        missReplies(slot)
        close(slot)
    }

    /// The session is at its end, and closes as its kind does.
    mutating func close(_ slot: UInt32) {
        markEnding(slot)
        closeConnection(slot, kind(slot).close)
    }

    mutating func closeConnection(_ slot: UInt32, _ close: CloseProgram) {
        table.loop.timers.cancel(&sessions[slot].lifeTimer)
        table.loop.timers.cancel(&sessions[slot].pingTimer)
        beginClosing(slot)
        sessions[slot].closeMethod = close.method
        let channel = sessions[slot].channel
        switch close.method {
        case .client: table.startClose(channel, code: close.code, reason: close.reason, timeout: close.timeout)
        case .server: table.awaitClose(channel, timeout: close.timeout)
        case .reset: table.abort(channel)
        case .fin: table.finish(channel, timeout: close.timeout)
        }
    }

    /// The connection ends, or is to end; what was due of the session stays due where that `isLoss`.
    mutating func beginClosing(_ slot: UInt32, isLoss: Bool = false) {
        guard sessions[slot].state != .closing else { return }
        if sessions[slot].state == .open {
            if isLoss, kind(slot).close.method != .server, !takesAnyEnd(slot) { sessions[slot].isDeserted = true }
            skipUnsent(slot, until: min(sendingEnd(slot), table.loop.now))
            if isLoss { missMessages(slot) }
            releasePlaces(slot)
        }
        leaveAllGroups(slot)
        sessions[slot].state = .closing
        metrics(slot).open -= 1
        metrics(slot).closing += 1
    }

    /// The server's close frame came. Where nobody asked for it, that is an error of the session.
    mutating func peerCloses(_ slot: UInt32) {
        let metrics = metrics(slot)
        metrics.add(.wsFramesReceived)
        let state = sessions[slot].state
        beginClosing(slot, isLoss: true)
        catchUp(slot)
        if expectsClose(slot) { return closeCame(slot) }
        guard state == .open || state == .draining else { return }
        if kind(slot).close.method != .server {
            metrics.error(
                kind: "closed-by-server", message: "the server closed a session that was not at its end",
                at: table.loop.now)
        }
        abandon(slot)
    }

    /// The session's own plan is over, whatever it still had to do.
    mutating func abandon(_ slot: UInt32) {
        cancelTimers(slot)
        stopScriptClock(slot)
        beginClosing(slot, isLoss: true)
        catchUp(slot)
    }

    mutating func closed(_ slot: UInt32, _ end: ChannelEnd) {
        let wasEnding = sessions[slot].state == .closing || sessions[slot].state == .draining
        beginClosing(slot, isLoss: true)
        catchUp(slot)
        let metrics = metrics(slot)
        metrics.closing -= 1
        metrics.add(.wsSessionsClosed)
        metrics.record(.wsSessionDuration, MonotonicClock.now() - sessions[slot].openedAt)
        if let closing = end.closing { metrics.record(.wsCloseDuration, closing) }
        if end.isTruncated { metrics.add(.wsTLSTruncated) }
        metrics.closed(code: end.closure.code, initiator: CloseInitiator(end.closure.initiator))
        if !takesAnyEnd(slot) || end.violation != nil { countError(of: end, slot, wasEnding: wasEnding) }
        loseInFlight(slot)
        leaveLoop(slot)
        missOpenPings(slot)
        cancelTimers(slot)
        if !scriptLostConnection(slot, end) { remove(slot) }
    }

    /// Replies that have not come will not come.
    mutating func loseInFlight(_ slot: UInt32) {
        while !sessions[slot].inFlight.isEmpty {
            let message = inFlight.removeFirst(&sessions[slot].inFlight)
            count(.wsMsgsLost, of: message.due, slot)
        }
    }

    private mutating func countError(of end: ChannelEnd, _ slot: UInt32, wasEnding: Bool) {
        let now = table.loop.now
        let metrics = metrics(slot)
        if let violation = end.violation {
            metrics.error(kind: "protocol-\(violation.rule)", message: "\(violation)", at: now)
        } else if let failure = end.tlsFailure {
            metrics.error(kind: failure.kind, message: failure.description, at: now)
        } else if end.isTruncated, !end.closure.clean, !wasEnding || sessions[slot].closeMethod != .fin {
            metrics.error(
                kind: "tls-truncated",
                message: "the server ended the stream without a close frame and without close_notify: "
                    + "what came last may be missing",
                at: now)
        } else if end.closure.streamEnd == .timedOut {
            metrics.error(kind: "close-timeout", message: "the server did not end the connection in time", at: now)
        } else if end.closure.streamEnd == .reset, !end.closure.clean {
            metrics.error(
                kind: "connection-reset",
                message: "\(SystemError(code: end.errorCode, call: wasEnding ? "closing" : "recv"))", at: now)
        } else if end.closure.streamEnd == .finished, !end.closure.clean,
            !wasEnding || sessions[slot].closeMethod != .fin
        {
            metrics.error(
                kind: "connection-ended", message: "the server ended the stream without a close frame", at: now)
        }
    }

    mutating func remove(_ slot: UInt32) {
        cancelTimers(slot)
        table.loop.timers.cancel(&sessions[slot].stopTimer)
        forgetSender(slot)
        leaveRows(slot)
        detachScript(slot)
        let session = sessions.remove(slot)
        if session.isDeserted, kinds[session.kind].executor == nil { usage.sessionsLost += 1 }
        kinds[session.kind].slots[Int(session.place)] = KindState.gone
        if kinds[session.kind].executor != nil { iterationEnded(session) }
    }

    /// The plan of a session's kind.
    @inline(__always)
    mutating func kind(_ slot: UInt32) -> KindPlan { kinds[sessions[slot].kind].plan }

    /// The figures of a session's kind.
    @inline(__always)
    mutating func metrics(_ slot: UInt32) -> WorkerMetrics { kinds[sessions[slot].kind].metrics }

    private mutating func cancelTimers(_ slot: UInt32) {
        table.loop.timers.cancel(&sessions[slot].sendTimer)
        table.loop.timers.cancel(&sessions[slot].pingTimer)
        table.loop.timers.cancel(&sessions[slot].lifeTimer)
        table.loop.timers.cancel(&sessions[slot].replyTimer)
    }
}

extension CloseInitiator {
    init(_ initiator: Closure.Initiator) {
        switch initiator {
        case .local: self = .client
        case .remote: self = .server
        case .none: self = .none
        }
    }
}
