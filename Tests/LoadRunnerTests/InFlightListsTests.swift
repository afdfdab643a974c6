import Testing
import WebSocketCore

@testable import LoadRunner

struct InFlightListsTests {
    private func message(_ number: Int) -> InFlight {
        InFlight(due: Int64(number), written: Int64(number), offset: 0, count: 0, next: InFlightLists.none)
    }

    @Test func eachListIsAQueueOfItsOwn() {
        var lists = InFlightLists()
        var expected: [[Int]] = [[], [], []]
        var queues = [InFlightLists.List](repeating: .init(), count: 3)
        var random = FastRandom(seed: 5)
        for number in 0..<3000 {
            let index = Int.random(in: 0..<3, using: &random)
            if Bool.random(using: &random) || expected[index].isEmpty {
                lists.append(message(number), to: &queues[index])
                expected[index].append(number)
            } else {
                #expect(lists.removeFirst(&queues[index]).due == Int64(expected[index].removeFirst()))
            }
            #expect(Int(queues[index].count) == expected[index].count)
            #expect(queues[index].isEmpty == expected[index].isEmpty)
            guard let oldest = expected[index].first else { continue }
            #expect(lists[queues[index]].due == Int64(oldest))
        }
    }

    @Test func placesThatWereFreedAreUsedAgain() {
        var lists = InFlightLists()
        var list = InFlightLists.List()
        for number in 0..<8 { lists.append(message(number), to: &list) }
        var places: Set<UInt32> = []
        for number in 8..<1000 {
            places.insert(list.head)
            _ = lists.removeFirst(&list)
            lists.append(message(number), to: &list)
        }
        #expect(places.count == 8)
        #expect(list.count == 8)
    }

    @Test func aListIsWalkedFromItsHead() {
        var lists = InFlightLists()
        var (list, other) = (InFlightLists.List(), InFlightLists.List())
        for number in 0..<6 {
            if number.isMultiple(of: 2) {
                lists.append(message(number), to: &list)
            } else {
                lists.append(message(number), to: &other)
            }
        }
        let head = lists[list.head]
        #expect(head.due == 0 && lists[head.next].due == 2 && lists[lists[head.next].next].due == 4)
    }

    @Test func thoseBehindTheOverdueAreFound() {
        var lists = InFlightLists()
        var list = InFlightLists.List()
        #expect(lists.message(list, after: 0)?.due == nil)
        for number in 0..<3 { lists.append(message(number), to: &list) }
        #expect((0..<4).map { lists.message(list, after: UInt32($0))?.due } == [0, 1, 2, nil])
    }
}
