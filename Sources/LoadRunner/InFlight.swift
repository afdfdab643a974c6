import NetworkIO

/// A message that awaits its reply.
struct InFlight {
    var due: Nanoseconds
    var written: Nanoseconds
    /// Where its payload lies in the pool.
    var offset: UInt32
    var count: UInt32
    var next: UInt32
}

/// The messages in flight of all sessions of a worker: one list per session, nodes shared, so that nothing is allocated
/// once the worker has had its most messages in flight.
struct InFlightLists: ~Copyable {
    static let none = UInt32.max

    private var nodes: [InFlight] = []
    private var free = InFlightLists.none

    /// A session's list, oldest first.
    struct List {
        fileprivate(set) var head = InFlightLists.none
        fileprivate var tail = InFlightLists.none
        fileprivate(set) var count: UInt32 = 0

        var isEmpty: Bool { count == 0 }
    }

    subscript(_ list: List) -> InFlight { nodes[Int(list.head)] }

    /// The message in a place of the array: the `head` of a list, or what is `next` to another message of it.
    subscript(place: UInt32) -> InFlight { nodes[Int(place)] }

    mutating func append(_ message: InFlight, to list: inout List) {
        var slot = free
        if slot == InFlightLists.none {
            slot = UInt32(nodes.count)
            nodes.append(message)
        } else {
            free = nodes[Int(slot)].next
            nodes[Int(slot)] = message
        }
        nodes[Int(slot)].next = InFlightLists.none
        if list.isEmpty { list.head = slot } else { nodes[Int(list.tail)].next = slot }
        list.tail = slot
        list.count += 1
    }

    /// Takes the oldest message off a list that has one.
    mutating func removeFirst(_ list: inout List) -> InFlight {
        let slot = list.head
        let message = nodes[Int(slot)]
        list.head = message.next
        list.count -= 1
        if list.isEmpty { list.tail = InFlightLists.none }
        nodes[Int(slot)].next = free
        free = slot
        return message
    }

    /// The oldest message but `skipped`; nil where there are not so many.
    func message(_ list: List, after skipped: UInt32) -> InFlight? {
        guard skipped < list.count else { return nil }
        var slot = list.head
        for _ in 0..<skipped { slot = nodes[Int(slot)].next }
        return nodes[Int(slot)]
    }

    /// How many messages, oldest first and not counting `skipped`, were written up to a time.
    func count(_ list: List, after skipped: UInt32, writtenUpTo time: Nanoseconds) -> UInt32 {
        var slot = list.head
        var position: UInt32 = 0
        while position < list.count, position < skipped || nodes[Int(slot)].written <= time {
            slot = nodes[Int(slot)].next
            position += 1
        }
        return position - min(position, skipped)
    }
}
