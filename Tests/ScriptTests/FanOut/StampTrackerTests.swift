import Script
import Testing
import WebSocketCore

struct StampTrackerTests {
    private func stamp(_ sequence: UInt32, session: UInt32 = 0, group: UInt8 = 0) -> Stamp {
        var stamp = Stamp()
        stamp.sequence = sequence
        stamp.session = session
        stamp.group = group
        stamp.time = 100
        return stamp
    }

    @Test("first, late and repeated arrivals")
    func arrivals() {
        var tracker = StampTracker()
        let order: [UInt32] = [0, 1, 3, 2, 3, 2, 0, 4]
        let seen = order.map { tracker.receive(stamp($0), isIntact: true, now: 150) }
        let inOrder = StampArrival.delivered(latency: 50)
        #expect(
            seen == [
                inOrder, inOrder, inOrder, .reordered(latency: 50), .duplicate, .duplicate, .duplicate, inOrder,
            ])
        #expect(tracker.overtakenCount(inGroup: 0) == 0)
    }

    @Test("a damaged message has come: its copy is a duplicate")
    func corrupt() {
        var tracker = StampTracker()
        #expect(tracker.receive(stamp(0), isIntact: false, now: 0) == .corrupt(isFirst: true))
        #expect(tracker.receive(stamp(0), isIntact: true, now: 0) == .duplicate)
        #expect(tracker.receive(stamp(0), isIntact: false, now: 0) == .corrupt(isFirst: false))
    }

    @Test("senders and groups count by themselves")
    func senders() {
        var tracker = StampTracker()
        for stamp in [stamp(0), stamp(0, session: 1), stamp(0, group: 1)] {
            #expect(tracker.receive(stamp, isIntact: true, now: 100) == .delivered(latency: 0))
        }
        #expect([0, 1].map(tracker.overtakenCount) == [0, 0])
    }

    @Test("a receiver that comes late has missed what was sent before, and may still get it")
    func lateJoin() {
        var tracker = StampTracker()
        #expect(tracker.receive(stamp(5), isIntact: true, now: 100) == .delivered(latency: 0))
        #expect(tracker.receive(stamp(2), isIntact: true, now: 100) == .reordered(latency: 0))
        #expect(tracker.overtakenCount(inGroup: 0) == 0)
        #expect(tracker.receive(stamp(8), isIntact: true, now: 100) == .delivered(latency: 0))
        #expect(tracker.overtakenCount(inGroup: 0) == 2)
    }

    @Test("the last number of all, and a clock that stands behind the sender's")
    func ends() {
        var tracker = StampTracker()
        #expect(tracker.receive(stamp(.max), isIntact: true, now: 0) == .delivered(latency: 0))
        #expect(tracker.receive(stamp(.max), isIntact: true, now: 0) == .duplicate)
        #expect(tracker.receive(stamp(.max - 1), isIntact: true, now: 0) == .reordered(latency: 0))
    }

    @Test(
        "against a model that remembers everything: dropped, repeated, swapped and damaged at random", arguments: 0..<40
    )
    func simulation(seed: UInt64) {
        var random = FastRandom(seed: seed)
        var channel: [(stamp: Stamp, isIntact: Bool)] = []
        for number in 0..<UInt32(400) {
            let message = (stamp(number / 4, session: number % 4), random.next() % 20 != 0)
            switch random.next() % 8 {
            case 0: break
            case 1: channel += [message, message]
            default: channel.append(message)
            }
        }
        for _ in 0..<60 {
            let place = Int(random.next() % UInt64(channel.count))
            channel.swapAt(place, min(channel.count - 1, place + Int(random.next() % 30)))
        }

        var tracker = StampTracker()
        var known: [UInt32: Set<UInt32>] = [:]
        var first: [UInt32: UInt32] = [:]
        for message in channel {
            let number = message.stamp.sequence
            let before = known[message.stamp.session, default: []]
            let expected: StampArrival =
                if !message.isIntact {
                    .corrupt(isFirst: !before.contains(number))
                } else if before.contains(number) {
                    .duplicate
                } else if before.contains(where: { $0 > number }) {
                    .reordered(latency: 20)
                } else {
                    .delivered(latency: 20)
                }
            #expect(tracker.receive(message.stamp, isIntact: message.isIntact, now: 120) == expected)
            known[message.stamp.session, default: []].insert(number)
            first[message.stamp.session] = first[message.stamp.session] ?? number
        }
        let overtaken = known.reduce(0) { total, sender in
            let from = first[sender.key] ?? 0
            return total + Int((sender.value.max() ?? 0) - from) + 1 - sender.value.count { $0 >= from }
        }
        #expect(tracker.overtakenCount(inGroup: 0) == overtaken)
    }
}
