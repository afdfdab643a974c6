import Metrics
import NetworkIO
import Script

/// Rows of due times, which do not wait for the session.
extension LoadWorker {
    /// A session that comes late to its due times goes on at once until it has caught up.
    mutating func pace(_ slot: UInt32, _ state: UInt32, interval: Nanoseconds, register: Int) -> Bool {
        let now = MonotonicClock.now()
        let first = scripts[state].registers[register] == 0
        let start = first ? takeUpRow(.pace(register: register), slot, at: now) ?? now : 0
        let due = first ? start : scripts[state].registers[register]
        scripts[state].registers[register] = due + interval
        scripts[state].due = due
        scripts[state].wasReady = due >= now
        if due > now { wait(.moment, slot, until: due) }
        scripts[state].isAtPace = true
        return due <= now
    }

    /// Whether the time for which a `pace` waits has come, before the session's end, and the worker has not come to it.
    mutating func isPaceOverdue(_ slot: UInt32, _ state: UInt32) -> Bool {
        guard scripts[state].wait == .moment, scripts[state].deadline < min(sessionEnd(slot), table.loop.now),
            let tables = kinds[scripts[state].kind].script
        else { return false }
        return waitingAt(state, tables).operation == .pace
    }

    /// Counts what was due before the end of the session's sending and is not to be sent any more, because the plan or a
    /// loss ends the script. Where that `isLoss`, what would be due later stays due.
    mutating func skipPaced(_ slot: UInt32, _ state: UInt32, isLoss: Bool = false) {
        guard let tables = kinds[scripts[state].kind].script, tables.program.hasDueTimes else { return }
        let end = min(sessionEnd(slot), table.loop.now)
        for index in tables.program.paces.indices where tables.program.paces[index].hasMessage {
            let pace = tables.program.paces[index]
            let interval = tables.paces[index]
            let next = scripts[state].registers[pace.register]
            guard next != 0 else { continue }
            let isInRound = pace.round?.body.contains(Int(scripts[state].place))
            let latest = next - interval
            // Behind its loop nobody knows whether another message was to come.
            let isUnsent = scripts[state].due == latest && isInRound != false
            if isUnsent { skip(1, from: latest, every: interval, until: end, slot) }
            var left = 0
            var loopEnd = sessionEnd(slot)
            if let round = pace.round, isInRound == true {
                let loop = tables.program.loops[round.loop]
                let hasPassed = scripts[state].place > pace.place
                left = Int(scripts[state].registers[loop.register]) - (hasPassed ? 1 : 0)
                left -= skipRounds(left, of: pace, every: interval, until: end, slot, state, tables)
                if loop.duration != nil { loopEnd = min(loopEnd, scripts[state].registers[loop.register + 1]) }
            }
            guard isLoss else { continue }
            // The one that is waited for may be due later than now.
            let isAhead = isUnsent && latest >= end
            missRounds(
                isAhead ? min(left, .max - 1) + 1 : left,
                from: isAhead ? latest : scripts[state].registers[pace.register], of: pace, every: interval,
                until: loopEnd, slot)
        }
        scripts[state].due = 0
    }

    /// Likewise where a loop's time ends it: of its rounds that were due before and do not begin any more.
    mutating func skipRounds(ofLoop loop: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) {
        guard tables.program.hasDueTimes else { return }
        let left = Int(scripts[state].registers[tables.program.loops[loop].register])
        for index in tables.program.paces.indices where tables.program.paces[index].round?.loop == loop {
            let pace = tables.program.paces[index]
            guard pace.hasMessage, scripts[state].registers[pace.register] != 0 else { continue }
            skipRounds(left, of: pace, every: tables.paces[index], until: sessionEnd(slot), slot, state, tables)
        }
    }

    /// - Returns: how many these are.
    @discardableResult
    private mutating func skipRounds(
        _ rounds: Int, of pace: PaceOperands, every interval: Nanoseconds, until end: Nanoseconds, _ slot: UInt32,
        _ state: UInt32, _ tables: ScriptTables
    ) -> Int {
        guard let round = pace.round else { return 0 }
        let loop = tables.program.loops[round.loop]
        let loopEnd = loop.duration == nil ? end : min(end, scripts[state].registers[loop.register + 1])
        let next = scripts[state].registers[pace.register]
        let skipped = skip(rounds, from: next, every: interval, until: loopEnd, slot)
        scripts[state].registers[pace.register] += Nanoseconds(skipped) * interval
        return skipped
    }

    /// - Returns: how many of these due times lie before the end.
    @discardableResult
    private mutating func skip(
        _ most: Int, from first: Nanoseconds, every interval: Nanoseconds, until end: Nanoseconds, _ slot: UInt32
    ) -> Int {
        func count(before time: Nanoseconds) -> Int { time > first ? Int((time - first - 1) / interval) + 1 : 0 }
        let all = min(most, count(before: end))
        guard all > 0 else { return 0 }
        let measured = min(all, count(before: figuresUntil)) - min(all, count(before: figuresFrom))
        let kind = sessions[slot].kind
        for counter in [Counter.wsMsgsPlanned, .wsMsgsSkipped] {
            kinds[kind].metrics.add(counter, measured)
            kinds[kind].leftovers.add(counter, all - measured)
        }
        switch scripts[sessions[slot].script].wait {
        // Who waits for its next turn waits for nobody but the worker.
        case .turn: break
        case .room: usage.skippedHeldBack += measured
        default: usage.skippedAwaiting += measured
        }
        return all
    }
}
