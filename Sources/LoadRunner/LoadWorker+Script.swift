import Metrics
import NetworkIO
import Script
import WebSocketCore
import WebSocketTransport

/// The interpreter: a session runs its instructions until one of them waits, and goes on when what it waits for has
/// come. No task, no callback: an event finds the session, and the session knows its place.
extension LoadWorker {
    /// Instructions of one session in one go, before others get their turn.
    private static let instructionShare = 256

    /// Gives a new session its place in the script of its kind, if there is one.
    mutating func attachScript(_ slot: UInt32) {
        let kind = sessions[slot].kind
        guard let tables = kinds[kind].script else { return }
        sessions[slot].script = scripts.insert(
            ScriptState(tables, of: sessions[slot], seed: plan.seed))
    }

    /// Runs the session's script from where it stands.
    mutating func runScript(_ slot: UInt32) {
        let state = sessions[slot].script
        guard let tables = kinds[scripts[state].kind].script, !scripts[state].isEnding else { return }
        if scripts[state].wait == .company { forgetSender(slot) }
        scripts[state].wait = .nothing
        scripts[state].deadline = .max
        readWallTime(state, tables)
        for _ in 0..<LoadWorker.instructionShare {
            let instruction = tables.program.instructions[Int(scripts[state].place)]
            scripts[state].place += 1
            guard execute(instruction, slot, state, tables) else { return }
        }
        wait(.turn, slot, until: table.loop.now)
    }

    /// Runs the script of a session that waits for nothing but others: they are there, or what comes next to the
    /// session is for the step that follows.
    mutating func catchUp(_ slot: UInt32) {
        let state = sessions[slot].script
        if state != Session.noScript, scripts[state].wait == .company { runScript(slot) }
    }

    /// - Returns: whether the next instruction follows at once. Where not, the session may be gone.
    private mutating func execute(_ step: Instruction, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) -> Bool
    {
        let a = Int(step.a)
        switch step.operation {
        case .send: return send(tables.program.sends[a], slot, state, tables)
        case .expect: return expect(a, slot, state, tables)
        case .ping: return ping(tables.program.pings[a], slot, state, tables)
        case .pause:
            let delay = tables.program.pauses[a].draw(&scripts[state].context.random)
            return wait(.moment, slot, until: MonotonicClock.now() + delay)
        case .pace: return pace(slot, state, interval: tables.paces[a], register: Int(step.b))
        case .beginLoop: beginLoop(tables.program.loops[a], state, end: step.b)
        case .repeatLoop: repeatLoop(a, slot, state, tables, body: step.b)
        case .jump: scripts[state].place = step.b
        case .jumpIf: if holds(a, state, tables) { scripts[state].place = step.b }
        case .jumpUnless: if !holds(a, state, tables) { scripts[state].place = step.b }
        case .check: metrics(slot).check(Int(step.b), passed: holds(a, state, tables))
        case .set: tables.program.assignments[a].apply(in: &scripts[state].context, scratch)
        case .feed: return feed(a, slot, state)
        case .startTimer: startTimer(state, register: Int(step.b))
        case .stopTimer: stopTimer(a, slot, state, register: Int(step.b))
        case .messages: return beginLoop(a, slot, state, tables)
        case .join: join(a, wrapping: Int(step.b), slot, state, tables)
        case .leave: leave(a, state, tables)
        case .rendezvous: return meet(tables.program.meetings[a], slot, state)
        case .close: return close(a, slot, state, tables)
        case .expectClose: return expectClose(tables.program.closeExpectations[a], slot, state)
        case .reconnect: return reconnect(a, slot, state, tables)
        case .fault: return fault(tables.program.faults[a], slot, state)
        case .idle: return wait(.end, slot, until: .max)
        case .end: return endScript(slot)
        }
        return true
    }

    mutating func holds(_ condition: Int, _ state: UInt32, _ tables: ScriptTables) -> Bool {
        let holds = tables.program.conditions[condition].holds(in: &scripts[state].context, scratch)
        countAbandoned(state)
        return holds
    }

    mutating func readWallTime(_ state: UInt32, _ tables: ScriptTables) {
        if tables.program.readsWallTime { scripts[state].context.wallTime = MonotonicClock.wallTime() }
    }

    /// The instruction that the script waits at.
    mutating func waitingAt(_ state: UInt32, _ tables: ScriptTables) -> Instruction {
        tables.program.instructions[Int(scripts[state].place) - 1]
    }

    // MARK: - Waiting

    /// Lets the script wait.
    ///
    /// - Returns: false, for `execute`.
    @discardableResult
    mutating func wait(_ wait: ScriptState.Wait, _ slot: UInt32, until deadline: Nanoseconds) -> Bool {
        let state = sessions[slot].script
        scripts[state].wait = wait
        scripts[state].deadline = deadline
        // A turn is no time of the script's own.
        if wait != .turn { scripts[state].isAtPace = false }
        setScriptTimer(slot, state)
        return false
    }

    /// A timer that fires before the deadline is left as it is, and set anew when it fires: an `expect` that is met in
    /// time costs none.
    private mutating func setScriptTimer(_ slot: UInt32, _ state: UInt32) {
        let deadline = scripts[state].deadline
        guard deadline < scripts[state].timerAt else { return }
        table.loop.timers.cancel(&scripts[state].timer)
        scripts[state].timer = table.loop.timers.schedule(at: deadline, token: SessionTimer.script.token(slot))
        scripts[state].timerAt = deadline
    }

    mutating func scriptTimerFired(_ slot: UInt32) {
        let state = sessions[slot].script
        scripts[state].timer = .none
        scripts[state].timerAt = .max
        guard scripts[state].deadline <= table.loop.now else { return setScriptTimer(slot, state) }
        scripts[state].deadline = .max
        scripts[state].eventAt = table.loop.now
        switch scripts[state].wait {
        case .turn, .moment: runScript(slot)
        case .messages: missExpected(slot)
        case .pong: missScriptPong(slot)
        case .loop: loopTimedOut(slot)
        case .deliveries: missDeliveries(slot)
        case .close: missClose(slot)
        case .deafness: endDeafness(slot)
        case .piece: sendPiece(slot)
        case .retry: connectAgain(slot)
        case .nothing, .company, .room, .departure, .connection, .end: break
        }
    }

    // MARK: - The end

    /// A step needs a connection and there is none, or none any more: then its end decides how the session goes on.
    ///
    /// - Returns: false, for `execute`.
    mutating func lackConnection(_ slot: UInt32) -> Bool {
        sessions[slot].state == .away ? endScript(slot) : wait(.end, slot, until: .max)
    }

    /// The script is at its end: the session closes as its kind does.
    ///
    /// - Returns: false, for `execute`.
    @discardableResult
    mutating func endScript(_ slot: UInt32) -> Bool {
        switch sessions[slot].state {
        case .open, .draining: close(slot)
        case .closing: markEnding(slot)
        case .away: endAway(slot)
        case .connecting: break
        }
        return false
    }

    /// Neither steps nor other connections follow.
    mutating func markEnding(_ slot: UInt32) {
        let state = sessions[slot].script
        guard state != Session.noScript else { return }
        if scripts[state].wait == .messages { loseExpectedReply(slot, state) }
        if scripts[state].wait == .deafness { table.setReading(true, of: sessions[slot].channel) }
        scripts[state].isEnding = true
        scripts[state].wait = .end
        scripts[state].deadline = .max
    }

    /// The session is to end by the plan of the run or of its kind. A reply that is awaited is still waited for, and what
    /// is on its way to it as a member of fan-out groups.
    ///
    /// - Returns: false where the session is in a message loop, which ends by itself first.
    mutating func endScriptByPlan(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        let isOverdue = isPaceOverdue(slot, state)
        scripts[state].isToldToEnd = true
        if isOverdue {
            // What it waits for was due before the end, and is done still.
            runScript(slot)
            guard !scripts[state].isEnding else { return true }
        }
        skipPaced(slot, state)
        guard sessions[slot].state == .open || drainsInLoop(slot) else { return true }
        let wait = scripts[state].wait
        leaveAllGroups(slot)
        if wait == .loop {
            scripts[state].isEnding = true
            return false
        }
        guard wait == .messages, scripts[state].awaitsReply else {
            closeOnceDelivered(slot)
            return true
        }
        sessions[slot].state = .draining
        // An interrupted run does not wait for slow replies.
        if stops > 0 {
            self.wait(.messages, slot, until: min(scripts[state].deadline, table.loop.now + LoadWorker.stoppedPatience))
        }
        return true
    }

    /// The session goes, and its place in the script with it.
    mutating func detachScript(_ slot: UInt32) {
        let state = sessions[slot].script
        guard state != Session.noScript else { return }
        table.loop.timers.cancel(&scripts[state].timer)
        if scripts[state].lostAt != 0 { metrics(slot).endedWhileLost(at: table.loop.now) }
        scripts.remove(state)
        sessions[slot].script = Session.noScript
    }
}
