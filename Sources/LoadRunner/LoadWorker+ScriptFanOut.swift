import Metrics
import NetworkIO
import Script
import WebSocketCore

/// Messages that one session sends and others are to receive.
extension LoadWorker {
    mutating func join(_ group: Int, _ state: UInt32, _ tables: ScriptTables) {
        let bit: UInt64 = 1 << UInt64(group)
        guard scripts[state].memberships & bit == 0 else { return }
        scripts[state].memberships |= bit
        tables.groups[group].join()
    }

    mutating func leave(_ group: Int, _ state: UInt32, _ tables: ScriptTables) {
        let bit: UInt64 = 1 << UInt64(group)
        guard scripts[state].memberships & bit != 0 else { return }
        scripts[state].memberships &= ~bit
        tables.groups[group].leave()
    }

    /// A session without its connection receives nothing.
    mutating func leaveAllGroups(_ state: UInt32) {
        guard scripts[state].memberships != 0, let tables = kinds[scripts[state].kind].script else { return }
        for group in tables.groups.indices { leave(group, state, tables) }
    }

    /// Says in the next message who sends it, and counts who is to receive it.
    mutating func stamp(
        _ operands: SendOperands, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, due: Nanoseconds
    ) {
        guard let group = operands.group else { return }
        if scripts[state].sender == 0 {
            stampSenders += 1
            scripts[state].sender = UInt32(truncatingIfNeeded: stampSenders * plan.workers + plan.index)
            scripts[state].sequences = Array(repeating: 0, count: tables.groups.count)
        }
        var stamp = Stamp()
        stamp.run = plan.run
        stamp.group = UInt16(truncatingIfNeeded: group)
        stamp.kind = UInt16(truncatingIfNeeded: scripts[state].kind)
        stamp.session = scripts[state].sender
        stamp.sequence = scripts[state].sequences[group]
        stamp.time = due
        scripts[state].sequences[group] += 1
        scripts[state].context.stamp = stamp
        countFanOut(.wsFanoutExpected, tables.groups[group].memberCount, of: due, slot)
    }

    /// - Returns: whether the message is of a fan-out to the session.
    mutating func takeStamp(_ message: RawSpan, _ slot: UInt32, _ state: UInt32, at: Nanoseconds) -> Bool {
        guard scripts[state].memberships != 0 else { return false }
        switch stampReader.read(message) {
        case .none, .otherRun: return false
        case .damaged:
            // Whose it is cannot be told, but it came.
            countFanOut(.wsFanoutReceived, 1, of: at, slot)
            countFanOut(.wsFanoutCorrupt, 1, of: at, slot)
        case .stamped(let stamp, let isIntact):
            guard stamp.group < 64, scripts[state].memberships & 1 << UInt64(stamp.group) != 0 else { return false }
            openWindowIfDue()
            let arrival = scripts[state].tracker.receive(stamp, isIntact: isIntact, now: at)
            count(arrival, sentAt: stamp.time, slot)
        }
        return true
    }

    private mutating func count(_ arrival: StampArrival, sentAt: Nanoseconds, _ slot: UInt32) {
        switch arrival {
        case .delivered(let latency): countDelivery(latency, sentAt: sentAt, slot)
        case .reordered(let latency):
            countDelivery(latency, sentAt: sentAt, slot)
            countFanOut(.wsFanoutReordered, 1, of: sentAt, slot)
        case .duplicate: countFanOut(.wsFanoutDuplicated, 1, of: sentAt, slot)
        case .corrupt(let isFirst):
            if isFirst { countFanOut(.wsFanoutReceived, 1, of: sentAt, slot) }
            countFanOut(.wsFanoutCorrupt, 1, of: sentAt, slot)
        }
    }

    private mutating func countDelivery(_ latency: Nanoseconds, sentAt: Nanoseconds, _ slot: UInt32) {
        countFanOut(.wsFanoutReceived, 1, of: sentAt, slot)
        if isMeasuredByPlan(sentAt) { metrics(slot).record(.wsFanoutLatency, latency) }
    }

    private func isMeasuredByPlan(_ time: Nanoseconds) -> Bool {
        time > plan.measureStart && time < plan.measureEnd ?? .max
    }

    /// By the plan's time and not the worker's own, for sender and receiver may have different workers and must agree
    /// on which messages are the figures'.
    private mutating func countFanOut(_ counter: Counter, _ amount: Int, of due: Nanoseconds, _ slot: UInt32) {
        let kind = sessions[slot].kind
        if isMeasuredByPlan(due) {
            kinds[kind].metrics.add(counter, amount)
        } else {
            kinds[kind].leftovers.add(counter, amount)
        }
    }
}
