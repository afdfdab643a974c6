import Testing
import WebSocketCore

@Suite struct FragmentSizesTests {
    private func sizes(_ payload: Int, _ plan: Fragmentation, seed: UInt64 = 1) -> [Int] {
        var random = FastRandom(seed: seed)
        var fragments = FragmentSizes(payload: payload, plan: plan, random: &random)
        var sizes: [Int] = []
        while let fragment = fragments.next(&random) {
            sizes.append(fragment.size)
            guard fragment.isLast else { continue }
            #expect(fragments.next(&random) == nil)
            return sizes
        }
        Issue.record("no fragment was the last")
        return sizes
    }

    @Test func leavesAMessageWhole() {
        #expect(sizes(0, .whole) == [0])
        #expect(sizes(1000, .whole) == [1000])
    }

    @Test func cutsEvenlyIntoFrames() {
        #expect(sizes(10, .frames(1...1)) == [10])
        #expect(sizes(10, .frames(3...3)) == [4, 3, 3])
        #expect(sizes(9, .frames(3...3)) == [3, 3, 3])
        #expect(sizes(2, .frames(4...4)) == [1, 1, 0, 0])
        #expect(sizes(0, .frames(2...2)) == [0, 0])
    }

    @Test func cutsIntoBytes() {
        #expect(sizes(10, .bytes(4...4)) == [4, 4, 2])
        #expect(sizes(8, .bytes(4...4)) == [4, 4])
        #expect(sizes(0, .bytes(4...4)) == [0])
        #expect(sizes(3, .bytes(1...1)) == [1, 1, 1])
    }

    @Test func staysInItsRanges() {
        var counts: Set<Int> = []
        for seed in UInt64(0)..<200 {
            let frames = sizes(100, .frames(2...5), seed: seed)
            counts.insert(frames.count)
            #expect(frames.reduce(0, +) == 100)
            let bytes = sizes(1000, .bytes(10...90), seed: seed)
            #expect(bytes.reduce(0, +) == 1000)
            #expect(bytes.dropLast().allSatisfy { (10...90).contains($0) })
            #expect((1...90).contains(bytes[bytes.count - 1]))
        }
        #expect(counts == [2, 3, 4, 5])
    }

    @Test func isTheSameForTheSameSeed() {
        #expect(sizes(10_000, .bytes(1...500), seed: 9) == sizes(10_000, .bytes(1...500), seed: 9))
        #expect(sizes(10_000, .bytes(1...500), seed: 9) != sizes(10_000, .bytes(1...500), seed: 10))
    }
}
