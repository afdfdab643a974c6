/// A timer that was set, to cancel it by. A token of a timer that has fired or was cancelled is harmless.
package struct TimerID: Hashable, Sendable {
    fileprivate var slot: UInt32
    fileprivate var generation: UInt32

    /// No timer at all: the value to start from in a struct that has a timer only at times.
    package static let none = TimerID(slot: .max, generation: 0)
}

/// Timers by the hundred thousand: set, cancel and fire take constant time and no allocation.
///
/// A hierarchical wheel of 5 levels with 256 slots each. A tick is 4,096 ns, so a timer fires at most 4.1 µs after its
/// deadline plus the time it takes the thread to come round, and never before it. Deadlines past 52 days are cut to it.
package struct TimerWheel: ~Copyable {
    private static let tickShift: Nanoseconds = 12
    private static let levels = 5
    private static let slotBits = 8
    private static let slotsPerLevel = 1 << slotBits
    private static let nothing = UInt32.max

    private struct Node {
        var token: UInt64
        var tick: Int64
        var previous: UInt32
        var next: UInt32
        var generation: UInt32
        /// Which list holds it: the level and slot, `expired`, or `free`.
        var list: UInt32
    }

    private static let expiredList = UInt32(levels * slotsPerLevel)
    private static let freeList = expiredList + 1

    private var nodes: [Node] = []
    private var heads: [UInt32]
    private var tails: [UInt32]
    /// A bit per slot that is not empty, four words a level.
    private var occupied: [UInt64]
    private var free = TimerWheel.nothing
    /// The last tick that was handled.
    private var current: Int64
    /// No slot comes up before this tick; the next one that is not empty comes up at it where `earliestIsExact`. Spares
    /// the search of the slots as long as nothing is due, which is asked at every event.
    private var earliest = Int64.max
    private var earliestIsExact = true

    /// The first moment, from `time` on, at which a tick ends. A timer whose deadline is such a moment fires before all
    /// timers with later deadlines.
    package static func tickEnd(from time: Nanoseconds) -> Nanoseconds {
        ((time &+ ((1 << tickShift) - 1)) >> tickShift) << tickShift
    }

    /// Timers that are set and have not been taken by `popExpired`.
    package private(set) var count = 0

    /// - Parameter now: where the wheel's time begins.
    package init(now: Nanoseconds) {
        current = now >> TimerWheel.tickShift
        let lists = Int(TimerWheel.expiredList) + 1
        heads = Array(repeating: TimerWheel.nothing, count: lists)
        tails = Array(repeating: TimerWheel.nothing, count: lists)
        occupied = Array(repeating: 0, count: TimerWheel.levels * TimerWheel.slotsPerLevel / 64)
    }

    /// Sets a timer.
    /// - Parameters:
    ///   - deadline: on the monotonic clock; one that has passed fires at the next `advance`.
    ///   - token: handed back by `popExpired`.
    /// - Returns: what `cancel` takes.
    package mutating func schedule(at deadline: Nanoseconds, token: UInt64) -> TimerID {
        // Rounded up, so that no timer fires early.
        let tick = (deadline &+ ((1 << TimerWheel.tickShift) - 1)) >> TimerWheel.tickShift
        let slot = takeNode(token: token, tick: max(tick, current + 1))
        place(slot)
        count += 1
        return TimerID(slot: slot, generation: nodes[Int(slot)].generation)
    }

    /// Takes a timer back; one that was taken by `popExpired` already is left alone.
    package mutating func cancel(_ timer: inout TimerID) {
        defer { timer = .none }
        guard timer.slot != TimerWheel.nothing, nodes[Int(timer.slot)].generation == timer.generation else { return }
        if comesUp(timer.slot) == earliest { earliestIsExact = false }
        unlink(timer.slot)
        release(timer.slot)
    }

    /// Moves all timers that are due at `now` to the expired ones, in the order of their ticks.
    package mutating func advance(to now: Nanoseconds) {
        let target = now >> TimerWheel.tickShift
        while current < target {
            // Whole empty stretches are skipped: only a tick with a timer, or one that opens a new slot further up,
            // asks for work.
            if earliest <= target { findEarliest() }
            guard earliest <= target else {
                current = target
                return
            }
            current = earliest
            earliest += 1
            earliestIsExact = false
            cascade()
            expire(slot: Int(current) & (TimerWheel.slotsPerLevel - 1))
        }
    }

    /// The token of the next timer that has expired, or nil.
    package mutating func popExpired() -> UInt64? {
        let slot = heads[Int(TimerWheel.expiredList)]
        guard slot != TimerWheel.nothing else { return nil }
        let token = nodes[Int(slot)].token
        unlink(slot)
        release(slot)
        return token
    }

    /// When `advance` next has something to do, or nil: the deadline of the nearest timer, or the moment at which
    /// timers further away must move down a level.
    package mutating func nextDeadline() -> Nanoseconds? {
        if heads[Int(TimerWheel.expiredList)] != TimerWheel.nothing { return current << TimerWheel.tickShift }
        guard count > 0 else { return nil }
        findEarliest()
        return earliest << TimerWheel.tickShift
    }

    // MARK: - The wheel

    private mutating func findEarliest() {
        guard !earliestIsExact else { return }
        earliest = nextTick()
        earliestIsExact = true
    }

    /// The tick at which a node's slot comes up: its own, or the one at which it moves down a level.
    private func comesUp(_ slot: UInt32) -> Int64 {
        let level = Int64(nodes[Int(slot)].list) / Int64(TimerWheel.slotsPerLevel)
        guard level < TimerWheel.levels else { return current }
        let shift = level * Int64(TimerWheel.slotBits)
        return (nodes[Int(slot)].tick >> shift) << shift
    }

    /// The nearest tick after `current` at which a slot of any level comes up that is not empty.
    private func nextTick() -> Int64 {
        var nearest = Int64.max
        for level in 0..<TimerWheel.levels {
            let shift = Int64(level * TimerWheel.slotBits)
            let position = Int(current >> shift) & (TimerWheel.slotsPerLevel - 1)
            guard let distance = distanceToOccupied(level: level, after: position) else { continue }
            nearest = min(nearest, ((current >> shift) + Int64(distance)) << shift)
        }
        return nearest
    }

    /// Slots from `position`, exclusive, to the next one of the level that is not empty; a full turn is 256.
    private func distanceToOccupied(level: Int, after position: Int) -> Int? {
        let base = level * 4
        var slot = (position + 1) & 255
        var distance = 1
        while distance <= 256 {
            let word = occupied[base + (slot >> 6)] >> UInt64(slot & 63)
            if word != 0 {
                let found = distance + word.trailingZeroBitCount
                return found <= 256 ? found : nil
            }
            let step = 64 - (slot & 63)
            distance += step
            slot = (slot + step) & 255
        }
        return nil
    }

    /// Brings the timers of the higher levels' slots that begin at `current` down to where they belong now.
    private mutating func cascade() {
        var level = 1
        while level < TimerWheel.levels {
            let below = Int64(level * TimerWheel.slotBits)
            guard current & ((1 << below) - 1) == 0 else { return }
            let position = Int(current >> below) & (TimerWheel.slotsPerLevel - 1)
            let list = level * TimerWheel.slotsPerLevel + position
            var slot = heads[list]
            while slot != TimerWheel.nothing {
                let next = nodes[Int(slot)].next
                unlink(slot)
                place(slot)
                slot = next
            }
            level += 1
        }
    }

    private mutating func expire(slot position: Int) {
        while heads[position] != TimerWheel.nothing {
            let slot = heads[position]
            unlink(slot)
            append(slot, to: TimerWheel.expiredList)
        }
    }

    /// Puts a node where its tick, seen from `current`, belongs.
    private mutating func place(_ slot: UInt32) {
        let distance = nodes[Int(slot)].tick - current
        guard distance > 0 else { return append(slot, to: UInt32(Int(current) & (TimerWheel.slotsPerLevel - 1))) }
        var level = 0
        while level < TimerWheel.levels - 1, distance >= 1 << Int64((level + 1) * TimerWheel.slotBits) { level += 1 }
        let reach: Int64 = 1 << Int64(TimerWheel.levels * TimerWheel.slotBits)
        let tick = distance < reach ? nodes[Int(slot)].tick : current + reach - 1
        nodes[Int(slot)].tick = tick
        let position = Int(tick >> Int64(level * TimerWheel.slotBits)) & (TimerWheel.slotsPerLevel - 1)
        append(slot, to: UInt32(level * TimerWheel.slotsPerLevel + position))
        if comesUp(slot) < earliest {
            earliest = comesUp(slot)
            earliestIsExact = true
        }
    }

    // MARK: - Nodes and lists

    private mutating func takeNode(token: UInt64, tick: Int64) -> UInt32 {
        if free != TimerWheel.nothing {
            let slot = free
            free = nodes[Int(slot)].next
            nodes[Int(slot)].token = token
            nodes[Int(slot)].tick = tick
            return slot
        }
        nodes.append(
            Node(
                token: token, tick: tick, previous: TimerWheel.nothing, next: TimerWheel.nothing, generation: 1,
                list: TimerWheel.freeList))
        return UInt32(nodes.count - 1)
    }

    private mutating func release(_ slot: UInt32) {
        nodes[Int(slot)].generation &+= 1
        nodes[Int(slot)].list = TimerWheel.freeList
        nodes[Int(slot)].next = free
        free = slot
        count -= 1
    }

    private mutating func append(_ slot: UInt32, to list: UInt32) {
        let tail = tails[Int(list)]
        nodes[Int(slot)].list = list
        nodes[Int(slot)].previous = tail
        nodes[Int(slot)].next = TimerWheel.nothing
        tails[Int(list)] = slot
        if tail == TimerWheel.nothing {
            heads[Int(list)] = slot
            if list < TimerWheel.expiredList { occupied[Int(list) >> 6] |= 1 << UInt64(list & 63) }
        } else {
            nodes[Int(tail)].next = slot
        }
    }

    private mutating func unlink(_ slot: UInt32) {
        let node = nodes[Int(slot)]
        let list = Int(node.list)
        if node.previous == TimerWheel.nothing {
            heads[list] = node.next
        } else {
            nodes[Int(node.previous)].next = node.next
        }
        if node.next == TimerWheel.nothing {
            tails[list] = node.previous
        } else {
            nodes[Int(node.next)].previous = node.previous
        }
        if heads[list] == TimerWheel.nothing, node.list < TimerWheel.expiredList {
            occupied[list >> 6] &= ~(1 << UInt64(list & 63))
        }
    }
}
