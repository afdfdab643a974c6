import Metrics
import NetworkIO
import Scenario
import Script
import WebSocketCore
import WebSocketTransport

/// How scripts end connections, and how they take the ends that they expect.
extension LoadWorker {
    mutating func close(_ index: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) -> Bool {
        // A listener may close a session that drains.
        guard [.open, .draining].contains(sessions[slot].state) else { return lackConnection(slot) }
        markEnding(slot)
        let close = tables.closes[index]
        if tables.program.closes[index].waits {
            closeConnection(slot, close)
        } else {
            beginClosing(slot)
            table.closeAtOnce(sessions[slot].channel, code: close.code, reason: close.reason)
        }
        return false
    }

    mutating func expectClose(_ expectation: CloseOperands, _ slot: UInt32, _ state: UInt32) -> Bool {
        guard sessions[slot].state == .away else {
            return wait(.close, slot, until: MonotonicClock.now() + expectation.patience.nanoseconds)
        }
        // The end came before the step, which it counts for, or there was no connection that could end.
        let code = scripts[state].endCode
        scripts[state].endCode = nil
        metrics(slot).check(expectation.check, passed: code.map(expectation.holds) ?? false)
        return code == nil ? endScript(slot) : true
    }

    /// What the waiting instruction expects of the server: of a fault also before it is over.
    private mutating func closeExpectation(_ state: UInt32) -> CloseOperands? {
        guard [.close, .piece, .deafness].contains(scripts[state].wait),
            let tables = kinds[scripts[state].kind].script
        else { return nil }
        let step = waitingAt(state, tables)
        return step.operation == .fault
            ? tables.program.faults[Int(step.a)].expectation : tables.program.closeExpectations[Int(step.a)]
    }

    /// The server did not close in time.
    mutating func missClose(_ slot: UInt32) {
        let state = sessions[slot].script
        if let expectation = closeExpectation(state) { metrics(slot).check(expectation.check, passed: false) }
        runScript(slot)
    }

    /// Whether the script waits for the server to close.
    mutating func expectsClose(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        return state != Session.noScript && closeExpectation(state) != nil
    }

    /// Whether it is for the script to say what the connection's end means.
    mutating func takesAnyEnd(_ slot: UInt32) -> Bool {
        expectsClose(slot) || sessions[slot].script != Session.noScript && scripts[sessions[slot].script].hasClosed
    }

    /// The connection ends whatever the script waits for.
    mutating func stopScriptClock(_ slot: UInt32) {
        let state = sessions[slot].script
        guard state != Session.noScript else { return }
        // A session that ended its connection by itself goes on without it.
        if !scripts[state].hasClosed || scripts[state].wait != .moment { scripts[state].deadline = .max }
    }

    /// The server's close frame came in time; for the end of the stream behind it the transport waits.
    mutating func closeCame(_ slot: UInt32) {
        let state = sessions[slot].script
        scripts[state].deadline = .max
    }

    /// The connection has ended.
    ///
    /// - Returns: whether the session lives on without it; where not, it is still to be removed.
    mutating func scriptLostConnection(_ slot: UInt32, _ end: ChannelEnd) -> Bool {
        let state = sessions[slot].script
        guard state != Session.noScript else { return false }
        settleMemberships(slot)
        scripts[state].eventAt = table.loop.now
        dropPieces(state)
        scripts[state].slowFrame = nil
        guard !scripts[state].isEnding else { return false }
        loseReply(slot, state)
        if let expectation = closeExpectation(state) {
            metrics(slot).check(expectation.check, passed: expectation.holds(for: end.closure.code))
            if mustClose(slot) { return false }
            setAway(slot)
            runScript(slot)
            return true
        }
        if scripts[state].wait == .departure {
            setAway(slot)
            waitForRetry(slot)
            return true
        }
        failExpected(slot, state)
        if scripts[state].hasClosed {
            if scripts[state].wait == .end || mustClose(slot) { return false }
            setAway(slot)
            scripts[state].endCode = end.closure.code
            // A pause goes on.
            if scripts[state].wait != .moment { runScript(slot) }
            return true
        }
        // One that was told to end has been asked already what it was behind with.
        if scripts[state].isToldToEnd { return false }
        skipPaced(slot, state, isLoss: true)
        return recover(slot)
    }

    /// What the script waited for cannot come any more.
    private mutating func failExpected(_ slot: UInt32, _ state: UInt32) {
        guard scripts[state].wait == .messages, let tables = kinds[scripts[state].kind].script else { return }
        let operands = Int(waitingAt(state, tables).a)
        if let check = tables.program.expects[operands].check { metrics(slot).check(check, passed: false) }
    }

    // MARK: - Sessions without a connection

    mutating func setAway(_ slot: UInt32) {
        sessions[slot].state = .away
        sessions[slot].lifeEnd = KindPlan.unlimited
        scripts[sessions[slot].script].endCode = nil
        sessions[slot].isBlocked = false
        metrics(slot).reconnecting += 1
    }

    /// A session without a connection is at its end, though it would have gone on where it `isLost`.
    mutating func endAway(_ slot: UInt32, isLost: Bool = false) {
        let state = sessions[slot].script
        sessions[slot].isLost = isLost
        // Its script was to go on, unless it has been told to end.
        if case .step = scripts[state].comeback, !scripts[state].isToldToEnd,
            [.departure, .retry, .connection].contains(scripts[state].wait)
        {
            skipPaced(slot, state)
        }
        metrics(slot).reconnecting -= 1
        sessions[slot].state = .closing
        remove(slot)
    }
}
