import Metrics
import NetworkIO
import WebSocketTransport

/// Sessions that an executor begins and ends: one session is one iteration.
extension LoadWorker {
    /// Does what the executor plans up to now; called when its timer fires, and in each turn while more is due.
    mutating func runExecutor(_ kind: UInt32) {
        for _ in 0..<LoadWorker.connectShare {
            table.loop.refreshNow()
            guard let task = kinds[kind].executor?.next(at: table.loop.now) else { break }
            perform(task, kind)
        }
        scheduleConnect(kind)
    }

    private mutating func perform(_ task: ExecutorTask, _ kind: UInt32) {
        switch task {
        case .begin(let iteration):
            // In the ramp-down an executor only tells what was due before and was not begun.
            guard phase != .rampDown else { return kinds[kind].metrics.add(.wsConnectsPlanned) }
            kinds[kind].metrics.addOverdue(.genIterationsOverdue, due: iteration.due, at: table.loop.now)
            if phase == .measure { usage.iterationsBegun += 1 }
            begin(iteration, kind)
        case .stop(let place, let due, let patience):
            endSoon(kinds[kind].slots[place], due: due, patience: patience)
        case .resume(let place):
            resume(kinds[kind].slots[place])
        case .drop:
            kinds[kind].metrics.add(.droppedIterations)
        case .over(let due, let dropped):
            // They were never due: no second and no verdict is to be held to them.
            kinds[kind].leftovers.add(.droppedIterations, dropped)
            let patience = kinds[kind].plan.executor?.gracefulStop ?? 0
            for slot in kinds[kind].slots { endSoon(slot, due: due, patience: patience) }
        }
    }

    /// The session's VU, or its executor, is at its end: a session that ends by itself may do so within its patience.
    private mutating func endSoon(_ slot: UInt32, due: Nanoseconds, patience: Nanoseconds) {
        guard slot != KindState.gone, sessions[slot].until == KindPlan.unlimited else { return }
        let isPatient = patience > 0 && kind(slot).endsByItself
        sessions[slot].until = due + (isPatient ? patience : 0)
        guard isPatient else {
            sessions[slot].isCut = kind(slot).endsByItself
            let spread = spread(slot, due: due)
            guard spread > 0, sessions[slot].state == .open else { return endSession(slot) }
            table.loop.timers.cancel(&sessions[slot].sendTimer)
            sessions[slot].stopTimer = table.loop.timers.schedule(
                at: due + spread, token: SessionTimer.close.token(slot))
            return
        }
        sessions[slot].stopTimer = table.loop.timers.schedule(
            at: sessions[slot].until, token: SessionTimer.stop.token(slot))
    }

    /// How much later than its executor a session closes that has no end of its own: by its share of the ramp-down.
    private mutating func spread(_ slot: UInt32, due: Nanoseconds) -> Nanoseconds {
        guard plan.rampDown > 0, stops == 0, let executor = kind(slot).executor, due >= plan.origin + executor.end
        else { return 0 }
        // By its place among those that are open together: arrivals are numbered on and on.
        let sessions = max(1, plan.sessions)
        let number = plan.number(Int(self.sessions[slot].place)) % sessions
        return Nanoseconds(Double(number) * Double(plan.rampDown) / Double(sessions))
    }

    /// The session's VU starts again while it is still there.
    private mutating func resume(_ slot: UInt32) {
        guard slot != KindState.gone, [.open, .connecting, .away].contains(sessions[slot].state) else { return }
        table.loop.timers.cancel(&sessions[slot].stopTimer)
        sessions[slot].until = KindPlan.unlimited
        sessions[slot].isCut = false
        // What was due behind the end that it had was left out.
        guard sessions[slot].state == .open, let messages = messages(slot), case .open = messages.schedule else {
            return
        }
        table.loop.timers.cancel(&sessions[slot].sendTimer)
        scheduleSend(slot, messages)
    }

    /// The graceful time is over: the session is closed in order.
    mutating func cutIteration(_ slot: UInt32) {
        sessions[slot].isCut = true
        if sessions[slot].state == .connecting { return table.abort(sessions[slot].channel) }
        endSession(slot)
    }

    /// A session of an executor is gone; its VU's next one is due at once.
    mutating func iterationEnded(_ session: Session) {
        let now = table.loop.now
        if !session.isCut {
            kinds[session.kind].metrics.add(.iterations)
            kinds[session.kind].metrics.record(.iterationDuration, now - session.dueAt)
        }
        kinds[session.kind].executor?.ended(Int(session.place), at: now)
        table.loop.timers.cancel(&kinds[session.kind].connectTimer)
        scheduleConnect(session.kind)
    }

    /// Lets all executors come to their end: what was due before is counted, and nothing is begun any more.
    mutating func endExecutors() {
        for kind in kindIndices {
            guard let patience = kinds[kind].plan.executor?.gracefulStop else { continue }
            kinds[kind].executor?.holdIterations()
            if stops > 0 { kinds[kind].executor?.cancel() }
            while let task = kinds[kind].executor?.next(at: table.loop.now) { perform(task, kind) }
            // An executor may be planned to go on after the run.
            kinds[kind].executor?.cancel()
            for slot in kinds[kind].slots {
                endSoon(slot, due: table.loop.now, patience: stops > 0 ? 0 : patience)
            }
        }
    }
}
