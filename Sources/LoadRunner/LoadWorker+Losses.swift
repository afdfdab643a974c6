import Metrics
import NetworkIO
import Script

/// What is due of sessions that have lost their connections, in the open model: planned, and skipped.
extension LoadWorker {
    /// The session lost its connection while it sent messages by a schedule: they go on to be due.
    mutating func missMessages(_ slot: UInt32) {
        guard let messages = messages(slot), case .open(let interval) = messages.schedule else { return }
        miss(
            MissedRow(
                step: .messages(kind: sessions[slot].kind), kind: sessions[slot].kind,
                start: sessions[slot].startedAt, interval: interval, number: sessions[slot].sent,
                count: messages.count, end: min(sendingEnd(slot), executorEnd(slot))),
            slot)
    }

    /// Likewise the rounds of a `pace`, from one on.
    mutating func missRounds(
        _ rounds: Int, from start: Nanoseconds, of pace: PaceOperands, every interval: Nanoseconds,
        until end: Nanoseconds, _ slot: UInt32
    ) {
        miss(
            MissedRow(
                step: .pace(register: pace.register), kind: sessions[slot].kind, start: start,
                interval: Double(interval), number: 0, count: rounds, end: min(end, executorEnd(slot))),
            slot)
    }

    private mutating func miss(_ row: MissedRow, _ slot: UInt32) {
        let comesBack = kinds[ownKind(slot)].script?.program.recovery != nil
        guard phase != .rampDown, comesBack || staysDue(slot), row.next != nil else { return }
        sessions[slot].isLost = true
        missedRows[slot, default: []].removeAll { $0.step == row.step }
        missedRows[slot, default: []].append(row)
    }

    /// Whether what is due of a session stays due when it is gone: not where the server is to end it, nor where its VU
    /// begins another session in its place.
    private mutating func staysDue(_ slot: UInt32) -> Bool {
        let kind = ownKind(slot)
        return kinds[kind].plan.close.method != .server && kinds[kind].plan.executor?.replacesLost != true
    }

    private mutating func ownKind(_ slot: UInt32) -> UInt32 {
        let state = sessions[slot].script
        return state == Session.noScript ? sessions[slot].kind : scripts[state].kind
    }

    /// When the executor's sessions are to be gone.
    private mutating func executorEnd(_ slot: UInt32) -> Nanoseconds {
        guard let executor = kind(slot).executor else { return KindPlan.unlimited }
        return plan.origin + executor.end + (kind(slot).endsByItself ? executor.gracefulStop : 0)
    }

    /// The session is back at a step that has a row of due times.
    ///
    /// - Returns: when the row goes on; nil: it begins anew. What was due before is skipped, and not caught up.
    mutating func takeUpRow(_ step: MissedRow.Step, _ slot: UInt32, at now: Nanoseconds) -> Nanoseconds? {
        guard !missedRows.isEmpty else { return nil }
        openWindowIfDue()
        guard var rows = missedRows[slot], let index = rows.firstIndex(where: { $0.step == step }) else { return nil }
        var row = rows.remove(at: index)
        missedRows[slot] = rows.isEmpty ? nil : rows
        skip(&row, until: min(now, figuresUntil))
        return row.next
    }

    /// The session is gone: what is due of it stays due only where it was lost.
    mutating func leaveRows(_ slot: UInt32) {
        guard !missedRows.isEmpty, var rows = missedRows.removeValue(forKey: slot) else { return }
        let now = missedUntil(table.loop.now)
        for index in rows.indices { skip(&rows[index], until: now) }
        if sessions[slot].isLost, staysDue(slot) { lostRows += rows }
    }

    /// Counts what was due up to now of sessions that are away or lost.
    mutating func skipMissed(at now: Nanoseconds) { skipMissed(until: missedUntil(now)) }

    /// The last session is gone before the window's end: what was still due by plan comes no more.
    mutating func skipMissedToTheEnd() {
        guard phase == .measure else { return }
        // Without an end by plan nobody knows how much that is.
        if figuresUntil == .max { lostRows.removeAll { $0.isEndless } }
        skipMissed(until: figuresUntil)
    }

    private mutating func skipMissed(until end: Nanoseconds) {
        var lost: [MissedRow] = []
        swap(&lost, &lostRows)
        for index in lost.indices { skip(&lost[index], until: end) }
        lost.removeAll { $0.next == nil }
        lostRows = lost
        for slot in Array(missedRows.keys) {
            guard var rows = missedRows.removeValue(forKey: slot) else { continue }
            for index in rows.indices { skip(&rows[index], until: end) }
            missedRows[slot] = rows
        }
    }

    /// Until the window is open, only what is due before it.
    private func missedUntil(_ now: Nanoseconds) -> Nanoseconds {
        min((phase == .warmUp ? min(now, plan.measureStart - 1) : now) + 1, figuresUntil)
    }

    private mutating func skip(_ row: inout MissedRow, until end: Nanoseconds) {
        let last = row.numbers(before: end)
        guard last > row.number else { return }
        let isMeasured = max(row.number, row.numbers(before: min(end, figuresFrom)))..<last
        for counter in [Counter.wsMsgsPlanned, .wsMsgsSkipped, .wsMsgsSkippedAway] {
            kinds[row.kind].metrics.add(counter, isMeasured.count)
            kinds[row.kind].leftovers.add(counter, last - row.number - isMeasured.count)
        }
        if phase != .warmUp { usage.skippedHeldBack += isMeasured.count }
        row.number = last
    }
}
