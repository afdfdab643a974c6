import Testing
import WebSocketCore

@Suite struct FastRandomTests {
    private func draws(_ random: FastRandom, _ count: Int = 8) -> [UInt64] {
        var random = random
        return (0..<count).map { _ in random.next() }
    }

    @Test func equalSeedsGiveEqualSequences() {
        #expect(draws(FastRandom(seed: 42)) == draws(FastRandom(seed: 42)))
        #expect(draws(FastRandom(seed: 42, stream: 7)) == draws(FastRandom(seed: 42, stream: 7)))
    }

    @Test func seedsAndStreamsDiffer() {
        var first: Set<UInt64> = []
        for seed in UInt64(0)..<100 {
            first.insert(draws(FastRandom(seed: seed), 1)[0])
            for stream in UInt64(0)..<10 { first.insert(draws(FastRandom(seed: seed, stream: stream), 1)[0]) }
        }
        #expect(first.count == 1100)
    }

    /// Of 64,000 draws each bit is set in about half: 32,000 with a deviation of 126.
    @Test func bitsAreBalanced() {
        var random = FastRandom(seed: 1)
        var counts = [Int](repeating: 0, count: 64)
        for _ in 0..<64_000 {
            let value = random.next()
            for bit in 0..<64 where value >> UInt64(bit) & 1 == 1 { counts[bit] += 1 }
        }
        #expect(counts.allSatisfy { abs($0 - 32_000) < 800 })
    }
}
