import Metrics
import NetworkIO
import Scenario
import Script
import WebSocketCore
import WebSocketTransport

/// Sessions that come back: by their script, or by the policy of their kind after a loss.
extension LoadWorker {
    mutating func reconnect(_ step: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) -> Bool {
        scripts[state].comeback = .step(step)
        scripts[state].tries = 0
        scripts[state].lostAt = MonotonicClock.now()
        metrics(slot).lost(at: scripts[state].lostAt)
        switch sessions[slot].state {
        case .away: waitForRetry(slot)
        case .open:
            wait(.departure, slot, until: .max)
            closeConnection(slot, kind(slot).close)
        case .closing, .draining, .connecting: wait(.departure, slot, until: .max)
        }
        return false
    }

    /// A connection was lost that nobody wanted to end.
    ///
    /// - Returns: whether the session tries to come back.
    mutating func recover(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        guard !mustClose(slot), kinds[scripts[state].kind].script?.program.recovery != nil else { return false }
        scripts[state].comeback = .policy
        scripts[state].tries = 0
        scripts[state].lostAt = table.loop.now
        metrics(slot).lost(at: table.loop.now)
        setAway(slot)
        waitForRetry(slot)
        return true
    }

    private mutating func comebackPlan(_ state: UInt32) -> ReconnectPlan? {
        guard let program = kinds[scripts[state].kind].script?.program else { return nil }
        switch scripts[state].comeback {
        case .step(let index): return program.reconnects[index]
        case .policy: return program.recovery
        }
    }

    mutating func waitForRetry(_ slot: UInt32) {
        let state = sessions[slot].script
        guard let comeback = comebackPlan(state), !mustClose(slot) else { return endAway(slot) }
        if let limit = comeback.limit, scripts[state].tries >= limit { return giveUp(slot, comeback) }
        let delay = comeback.delay(before: scripts[state].tries, &scripts[state].context.random)
        scripts[state].tries += 1
        table.loop.refreshNow()
        wait(.retry, slot, until: table.loop.now + delay)
    }

    private mutating func giveUp(_ slot: UInt32, _ comeback: ReconnectPlan) {
        let state = sessions[slot].script
        metrics(slot).error(
            kind: "reconnect-gave-up", message: "no connection after \(scripts[state].tries) tries",
            at: table.loop.now)
        if scripts[state].lostAt != 0 { metrics(slot).gaveUp(at: table.loop.now) }
        scripts[state].lostAt = 0
        endAway(slot, isLost: true)
    }

    mutating func connectAgain(_ slot: UInt32) {
        let state = sessions[slot].script
        guard !mustClose(slot) else { return endAway(slot) }
        let metrics = metrics(slot)
        metrics.reconnecting -= 1
        metrics.add(.wsConnectsAttempted)
        usage.returns += 1
        metrics.connecting += 1
        sessions[slot].state = .connecting
        wait(.connection, slot, until: .max)
        scripts[state].returns += 1
        // A number that no other connect of the run has, but for those of a session that comes back on and on.
        let number = Int(sessions[slot].serial) | (scripts[state].returns & 0x7FFF) << 48
        if connect(slot, number: number, plan: Int(scripts[state].kind)) { return }
        metrics.connecting -= 1
        metrics.add(.wsSessionsFailed)
        remove(slot)
    }

    /// A connect failed: one that was to bring the session back, or the first one of a kind that comes back.
    ///
    /// - Returns: whether the session tries again, or has given up already; where not, it is still to be removed.
    mutating func retryFailed(_ slot: UInt32) -> Bool {
        let state = sessions[slot].script
        guard state != Session.noScript,
            scripts[state].wait == .connection || kinds[scripts[state].kind].script?.program.recovery != nil
        else { return false }
        setAway(slot)
        waitForRetry(slot)
        return true
    }

    /// Whether the server refused a handshake that it was to refuse. One that began and came to another end is a fail of
    /// the same check.
    mutating func isExpectedRefusal(_ failure: ConnectFailure, _ slot: UInt32) -> Bool {
        guard let refusal = kinds[sessions[slot].kind].script?.program.refusal else { return false }
        switch failure {
        case .handshake(.status(let status, _, _, _)):
            usage.refusals += 1
            metrics(slot).check(refusal.check, passed: refusal.status.contains(status))
            return true
        case .handshake, .timedOut(.upgrade, _), .system(_, .upgrade):
            metrics(slot).check(refusal.check, passed: false)
            return false
        case .resolve, .system, .timedOut, .tls, .proxy, .cancelled: return false
        }
    }

    /// The session's connection is open: its script begins, or goes on.
    mutating func scriptOpened(_ slot: UInt32, _ tables: ScriptTables) {
        let state = sessions[slot].script
        if let refusal = tables.program.refusal {
            metrics(slot).check(refusal.check, passed: false)
            return close(slot)
        }
        scripts[state].eventAt = sessions[slot].openedAt
        let isFirst = !scripts[state].hasOpened
        scripts[state].hasOpened = true
        if isFirst { return runScript(slot) }
        metrics(slot).add(.wsReconnects)
        metrics(slot).record(.wsReconnectDuration, sessions[slot].openedAt - scripts[state].lostAt)
        scripts[state].tries = 0
        metrics(slot).back(at: table.loop.now)
        scripts[state].lostAt = 0
        if case .policy = scripts[state].comeback { scripts[state].restart() }
        scripts[state].hasClosed = false
        runScript(slot)
    }
}

extension ReconnectPlan {
    /// How long to wait before a try, the first of which has number 0.
    func delay(before number: Int, _ random: inout FastRandom) -> Nanoseconds {
        var length = Double(delay.nanoseconds)
        if case .exponential(let factor) = backoff {
            for _ in 0..<min(number, 64) where length < Double(maxDelay.nanoseconds) { length *= factor }
        }
        length = min(length, Double(maxDelay.nanoseconds))
        return Nanoseconds(length * (1 - jitter * random.unit()))
    }
}
