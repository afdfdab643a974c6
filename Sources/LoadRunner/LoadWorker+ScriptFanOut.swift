import Metrics
import NetworkIO
import Script
import WebSocketCore

/// Messages that one session sends and others are to receive.
extension LoadWorker {
    mutating func join(_ group: Int, wrapping: Int, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables) {
        // One that is closing is no member any more.
        guard sessions[slot].state == .open else { return }
        if let index = scripts[state].memberships.firstIndex(where: { $0.group == group }) {
            guard !scripts[state].memberships[index].isMember else { return }
            settle(scripts[state].memberships.remove(at: index), slot, state)
        }
        scripts[state].memberships.append(
            FanOutMembership(of: group, wrapping: wrapping, from: tables.groups[group].join()))
    }

    mutating func leave(_ group: Int, _ state: UInt32, _ tables: ScriptTables) {
        for index in scripts[state].memberships.indices
        where scripts[state].memberships[index].group == group && scripts[state].memberships[index].isMember {
            scripts[state].memberships[index].end(at: tables.groups[group].leave())
        }
    }

    /// A session that goes is to receive no more; what was sent before may still come.
    mutating func leaveAllGroups(_ slot: UInt32) {
        let state = sessions[slot].script
        guard state != Session.noScript, !scripts[state].memberships.isEmpty,
            let tables = kinds[scripts[state].kind].script
        else { return }
        for group in tables.groups.indices { leave(group, state, tables) }
    }

    // MARK: - The end of memberships

    /// How long a session that is told to end stays for what is on its way to it.
    private static let deliveryPatience: Nanoseconds = 5_000_000_000

    /// The session is at its end by plan: it closes once it has received all that was sent while it was a member.
    mutating func closeOnceDelivered(_ slot: UInt32) {
        let state = sessions[slot].script
        leaveAllGroups(slot)
        guard awaitsDeliveries(state) else { return close(slot) }
        if scripts[state].wait == .deafness { table.setReading(true, of: sessions[slot].channel) }
        sessions[slot].state = .draining
        let patience = stops > 0 ? LoadWorker.stoppedPatience : LoadWorker.deliveryPatience
        table.loop.refreshNow()
        wait(.deliveries, slot, until: table.loop.now + patience)
    }

    private mutating func awaitsDeliveries(_ state: UInt32) -> Bool {
        scripts[state].memberships.contains { $0.missing != (0, 0) }
    }

    /// What has not come by now is lost.
    mutating func missDeliveries(_ slot: UInt32) {
        let state = sessions[slot].script
        scripts[state].hasWaitedForDeliveries = true
        close(slot)
    }

    /// The session has no connection any more: what did not come does not come.
    mutating func settleMemberships(_ slot: UInt32) {
        let state = sessions[slot].script
        leaveAllGroups(slot)
        guard !scripts[state].memberships.isEmpty else { return }
        for membership in scripts[state].memberships { settle(membership, slot, state) }
        scripts[state].memberships = []
    }

    /// What is missing and old, or was overtaken, is lost; of the rest it cannot be said.
    private mutating func settle(_ membership: FanOutMembership, _ slot: UInt32, _ state: UInt32) {
        if membership.missing != (0, 0), !scripts[state].hasWaitedForDeliveries {
            let unfinished = membership.unfinished(
                since: fanOutMarks[membership.group],
                overtaken: scripts[state].tracker.overtakenCount(inGroup: membership.group))
            countFanOut(.wsFanoutUnfinished, unfinished.measured, isMeasured: true, slot)
            countFanOut(.wsFanoutUnfinished, unfinished.rest, isMeasured: false, slot)
        }
        scripts[state].tracker.forget(group: membership.group)
    }

    // MARK: - Messages

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
        stamp.group = UInt8(truncatingIfNeeded: group)
        stamp.isMeasured = isMeasuredByPlan(due)
        let send = tables.groups[group].send(isMeasured: stamp.isMeasured)
        stamp.number = UInt32(truncatingIfNeeded: send.number & (1 << UInt64(Stamp.numberBits) - 1))
        stamp.session = scripts[state].sender
        stamp.sequence = scripts[state].sequences[group]
        stamp.time = due
        scripts[state].sequences[group] += 1
        scripts[state].context.stamp = stamp
        countFanOut(.wsFanoutExpected, send.members, isMeasured: stamp.isMeasured, slot)
    }

    /// - Returns: whether the message is of a fan-out to the session.
    mutating func takeStamp(
        _ message: RawSpan, _ slot: UInt32, _ state: UInt32, _ tables: ScriptTables, at: Nanoseconds
    ) -> Bool {
        guard !scripts[state].memberships.isEmpty else { return false }
        switch stampReader.read(message) {
        case .none, .otherRun: return false
        case .damaged:
            // Whose it is cannot be told, but it came.
            let isMeasured = isMeasuredByPlan(at)
            scripts[state].memberships[0].take(isMeasured: isMeasured)
            countFanOut(.wsFanoutReceived, 1, isMeasured: isMeasured, slot)
            countFanOut(.wsFanoutCorrupt, 1, isMeasured: isMeasured, slot)
        case .stamped(let stamp, var isIntact):
            guard let index = scripts[state].memberships.firstIndex(where: { $0.group == stamp.group }),
                scripts[state].memberships[index].holds(stamp)
            else { return false }
            openWindowIfDue()
            let wrapping = tables.program.wrappings[Int(scripts[state].memberships[index].wrapping)]
            isIntact = isIntact && wrapping.isWhole(message, stampReader, inner: &wrappedStampReader, scratch)
            let arrival = scripts[state].tracker.receive(stamp, isIntact: isIntact, now: at)
            if arrival.isFirst { scripts[state].memberships[index].take(isMeasured: stamp.isMeasured) }
            count(arrival, of: stamp, slot)
        }
        if scripts[state].wait == .deliveries, !awaitsDeliveries(state) { close(slot) }
        return true
    }

    private mutating func count(_ arrival: StampArrival, of stamp: Stamp, _ slot: UInt32) {
        if arrival.isFirst { countFanOut(.wsFanoutReceived, 1, isMeasured: stamp.isMeasured, slot) }
        switch arrival {
        case .delivered(let latency): record(latency, of: stamp, slot)
        case .reordered(let latency):
            record(latency, of: stamp, slot)
            countFanOut(.wsFanoutReordered, 1, isMeasured: stamp.isMeasured, slot)
        case .duplicate: countFanOut(.wsFanoutDuplicated, 1, isMeasured: stamp.isMeasured, slot)
        case .corrupt: countFanOut(.wsFanoutCorrupt, 1, isMeasured: stamp.isMeasured, slot)
        }
    }

    private mutating func record(_ latency: Nanoseconds, of stamp: Stamp, _ slot: UInt32) {
        if stamp.isMeasured { metrics(slot).record(.wsFanoutLatency, latency) }
    }

    private func isMeasuredByPlan(_ time: Nanoseconds) -> Bool {
        time > plan.measureStart && time < plan.measureEnd ?? .max
    }

    /// By the plan's time and not the worker's own, and as the sender sees it: sender and receiver may have different
    /// workers and must agree on which messages are the figures'.
    private mutating func countFanOut(_ counter: Counter, _ amount: Int, isMeasured: Bool, _ slot: UInt32) {
        let kind = sessions[slot].kind
        if isMeasured {
            kinds[kind].metrics.add(counter, amount)
        } else {
            kinds[kind].leftovers.add(counter, amount)
        }
    }
}
