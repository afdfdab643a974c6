import Metrics
import NetworkIO
import WebSocketTransport

/// The phases of the run, and the hand-over of figures at every second and at every change of phase.
extension LoadWorker {
    private static let oneSecond: Nanoseconds = 1_000_000_000
    /// How long an interrupted run waits for slow replies, and for what is on its way in a fan-out.
    static let stoppedPatience: Nanoseconds = 1_000_000_000
    /// Between two looks at whether all sessions are there.
    private static let targetInterval: Nanoseconds = 10_000_000

    mutating func startPhases() {
        heldAtStart = ThreadUsage.heldBytes() ?? 0
        scheduleTick()
        if let target = plan.target {
            measureTimer = table.loop.timers.schedule(at: target.planned, token: SessionTimer.target.token())
        } else {
            scheduleStart()
        }
    }

    private mutating func scheduleStart() {
        table.loop.timers.cancel(&measureTimer)
        measureTimer = table.loop.timers.schedule(
            at: plan.measureStart, token: SessionTimer.measureStart.token())
    }

    /// Tells when all sessions that were due by the target's time are there, or have failed.
    mutating func awaitTarget() {
        table.loop.refreshNow()
        guard let target = plan.target, phase == .warmUp else { return }
        if isThere(by: target.planned) { return deliveries.put(.reachedTarget(worker: plan.index)) }
        measureTimer = table.loop.timers.schedule(
            at: table.loop.now + LoadWorker.targetInterval, token: SessionTimer.target.token())
    }

    private mutating func isThere(by time: Nanoseconds) -> Bool {
        var isThere = true
        for kind in kindIndices {
            if let due = nextConnect(kind), due <= time { return false }
            guard kinds[kind].metrics.connecting > 0 else { continue }
            for slot in kinds[kind].slots where slot != KindState.gone {
                if sessions[slot].state == .connecting, sessions[slot].dueAt <= time { isThere = false }
            }
        }
        return isThere
    }

    /// All workers have reached the target: the measured window begins at the same moment for all of them.
    mutating func startMeasuring(at time: Nanoseconds) {
        guard phase == .warmUp else { return }
        plan.start(at: time)
        scheduleStart()
    }

    private mutating func scheduleTick() {
        let next = plan.origin + Nanoseconds(second + 1) * LoadWorker.oneSecond
        _ = table.loop.timers.schedule(at: next, token: SessionTimer.tick.token())
    }

    mutating func tick() {
        table.loop.refreshNow()
        handOver(at: table.loop.now)
        fanOutMarks.advance()
        second = Int((table.loop.now - plan.origin) / LoadWorker.oneSecond)
        scheduleTick()
    }

    mutating func startMeasuring() {
        guard phase == .warmUp else { return }
        let now = MonotonicClock.now()
        handOver(at: now)
        phase = .measure
        // In the closed model a message is due when it is written.
        figuresFrom = plan.hasOpenModel ? plan.measureStart + 1 : now
        placesSince = now
        usage.heldBytes = (ThreadUsage.heldBytes() ?? heldAtStart) - heldAtStart
        usage.heldSessions = openSessions
        atWindowStart = ThreadUsage.current()
        allocatedByHandover = 0
        usage.windowStart = now
        guard let end = plan.measureEnd else { return }
        limitSending(to: end)
        measureTimer = table.loop.timers.schedule(at: end, token: SessionTimer.measureEnd.token())
    }

    /// No message is due from the window's end on, but for executors' sessions, which have ends of their own. Pings go on.
    private mutating func limitSending(to end: Nanoseconds) {
        figuresUntil = end
        guard plan.hasExecutors else {
            sendsUntil = end
            return
        }
        forEachSession { worker, slot in
            if worker.kind(slot).executor == nil { worker.sessions[slot].until = end }
        }
    }

    /// The plan's end of sending: from here on nothing new is begun, and the sessions close.
    mutating func endMeasuring() {
        guard phase != .rampDown else { return }
        table.loop.timers.cancel(&measureTimer)
        stopConnecting()
        table.loop.refreshNow()
        if stops > 0 { sendsUntil = min(sendsUntil, table.loop.now) }
        forEachSession { worker, slot in worker.sendRemaining(slot) }
        closeWindow()
        missedRows = [:]
        lostRows = []
        countOverdueConnects()
        // A window that never began has no figures.
        if phase == .warmUp { figuresFrom = .max }
        phase = .rampDown
        figuresUntil = min(figuresUntil, table.loop.now + 1)
        if plan.hasExecutors { endExecutors() } else { sendsUntil = min(sendsUntil, table.loop.now) }
        closeSessions()
    }

    /// Lets all sessions end: spread over the ramp-down by plan, all at once when the user asks for it.
    private mutating func closeSessions() {
        let isStopped = stops > 0
        let spread = isStopped ? 0 : Double(plan.rampDown) / Double(max(1, plan.sessions))
        forEachSession { worker, slot in worker.endByPlan(slot, spread: spread, isStopped: isStopped) }
    }

    private mutating func endByPlan(_ slot: UInt32, spread: Double, isStopped: Bool) {
        switch sessions[slot].state {
        case .connecting where isStopped:
            table.abort(sessions[slot].channel)
        case .open where kind(slot).executor != nil && !isStopped,
            .draining where kind(slot).executor != nil && !isStopped,
            .away where kind(slot).executor != nil && !isStopped:
            break
        case .draining where isStopped:
            hurry(slot)
        case .open,
            .draining where drainsInLoop(slot):
            table.loop.timers.cancel(&sessions[slot].lifeTimer)
            table.loop.timers.cancel(&sessions[slot].sendTimer)
            let at = table.loop.now + Nanoseconds(Double(sessions[slot].number) * spread)
            sessions[slot].lifeTimer = table.loop.timers.schedule(at: at, token: SessionTimer.close.token(slot))
        case .away:
            endAway(slot)
        case .connecting, .draining, .closing:
            break
        }
    }

    /// The session waits for its last replies, or for what is on its way to it, no longer than an interrupted run does.
    private mutating func hurry(_ slot: UInt32) {
        let latest = table.loop.now + LoadWorker.stoppedPatience
        let state = sessions[slot].script
        if state != Session.noScript {
            // The others that drain have been told to end.
            if scripts[state].wait == .loop { _ = endScriptByPlan(slot) }
            wait(scripts[state].wait, slot, until: min(scripts[state].deadline, latest))
        } else {
            table.loop.timers.cancel(&sessions[slot].lifeTimer)
            sessions[slot].lifeTimer = table.loop.timers.schedule(
                at: min(latest, table.loop.now + kind(slot).replyTimeout), token: SessionTimer.drained.token(slot))
        }
    }

    private mutating func endAtOnce(_ slot: UInt32) {
        markEnding(slot)
        if sessions[slot].state == .away { endAway(slot) } else { table.abort(sessions[slot].channel) }
    }

    /// All sessions that are there, in the order of their kinds and numbers.
    private mutating func forEachSession(_ body: (inout LoadWorker, UInt32) -> Void) {
        for kind in kindIndices {
            for slot in kinds[kind].slots where slot != KindState.gone { body(&self, slot) }
        }
    }

    private var openSessions: Int {
        mutating get { kindIndices.reduce(0) { $0 + kinds[$1].metrics.open } }
    }

    /// Connects that were due within the run and were not begun.
    private mutating func countOverdueConnects() {
        for kind in kindIndices where kinds[kind].executor == nil {
            let end = min(sendsUntil, plan.measureEnd ?? .max)
            var own = kinds[kind].begun
            while own < kinds[kind].slots.count, plan.connectDue(plan.number(own), kinds[kind].plan) < end {
                own += 1
            }
            kinds[kind].metrics.add(.wsConnectsPlanned, own - kinds[kind].begun)
        }
    }

    /// Takes the measured window's figures of this thread, and hands over its last part.
    private mutating func closeWindow() {
        table.loop.refreshNow()
        let now = table.loop.now
        if phase == .measure {
            changePlaces(by: 0)
            // First, because taking the other figures allocates.
            let allocated = ThreadUsage.allocatedBytes()
            let atEnd = ThreadUsage.current()
            usage.windowEnd = now
            usage.windowCPU = atEnd.cpu - atWindowStart.cpu
            usage.windowStarved = atEnd.starved - atWindowStart.starved
            if let before = atWindowStart.allocated, let after = allocated {
                usage.windowAllocated = max(0, after - before - allocatedByHandover)
            }
        }
        handOver(at: now)
    }

    /// The user asks for the end: first in order, then at once.
    mutating func stop() {
        stops += 1
        table.loop.refreshNow()
        guard stops == 1 else { return forEachSession { worker, slot in worker.endAtOnce(slot) } }
        guard phase == .rampDown else { return endMeasuring() }
        // Sessions of executors may have been sending on.
        sendsUntil = min(sendsUntil, table.loop.now)
        closeSessions()
    }

    /// The last session is gone.
    mutating func endPhases() {
        skipMissedToTheEnd()
        usage.endedEarly = phase != .rampDown
        if phase != .rampDown { closeWindow() } else { handOver(at: MonotonicClock.now()) }
        let now = MonotonicClock.now()
        deliveries.put(.leftovers(kindIndices.map { kinds[$0].leftovers.takeInterval(at: now) }))
    }

    private mutating func handOver(at now: Nanoseconds) {
        let before = ThreadUsage.allocatedBytes() ?? 0
        skipMissed(at: now)
        // Bytes are counted by the table, which knows no kinds: they are figures of the run alone (`Counter.isOfRun`), which
        // is the sum of its kinds' books.
        let metrics = kinds[0].metrics
        metrics.add(.dataSent, table.bytesSent - handedOver.bytesSent)
        metrics.add(.dataReceived, table.bytesReceived - handedOver.bytesReceived)
        metrics.add(.wsFramesSent, table.framesSent - handedOver.framesSent)
        metrics.add(.wsPongsSent, table.pongsSent - handedOver.pongsSent)
        let deflate = table.deflateCounts
        metrics.add(.wsDeflateIn, deflate.sentBefore - handedOverDeflate.sentBefore)
        metrics.add(.wsDeflateOut, deflate.sentAfter - handedOverDeflate.sentAfter)
        metrics.add(.wsInflateIn, deflate.receivedBefore - handedOverDeflate.receivedBefore)
        metrics.add(.wsInflateOut, deflate.receivedAfter - handedOverDeflate.receivedAfter)
        handedOverDeflate = deflate
        handedOver = (table.bytesSent, table.bytesReceived, table.framesSent, table.pongsSent)
        let intervals = kindIndices.map { kinds[$0].takeInterval(at: now) }
        deliveries.put(.interval(intervals, phase: phase, second: second))
        allocatedByHandover += (ThreadUsage.allocatedBytes() ?? 0) - before
    }
}
