import NetworkIO
import Testing

@testable import LoadRunner

@Suite struct ReadyQueueTests {
    @Test func entriesComeInTheirOrder() {
        var queue = ReadyQueue()
        var taken: [Int] = []
        for place in 0..<100 {
            queue.append(place, due: Nanoseconds(place))
            if place % 3 > 0, let next = queue.removeFirst() { taken.append(next.place) }
        }
        while let next = queue.removeFirst() { taken.append(next.place) }
        #expect(taken == Array(0..<100))
        #expect(queue.isEmpty)
    }

    @Test func aQueueThatIsNeverEmptyDoesNotGrow() throws {
        let before = try #require(ThreadUsage.allocatedBytes())
        var queue = ReadyQueue()
        for place in 0..<10 { queue.append(place, due: 0) }
        for _ in 0..<20_000 { if let next = queue.removeFirst() { queue.append(next.place, due: 0) } }
        #expect(!queue.isEmpty)
        #expect(try #require(ThreadUsage.allocatedBytes()) - before < 100_000)
    }
}
