import Testing
import WebSocketCore

@Suite struct MaskingTests {
    @Test func drawsAFreshKeyPerFrame() {
        var random = FastRandom(seed: 1)
        let keys = Set((0..<1000).map { _ in Masking.random.key(&random)?.rawValue })
        #expect(keys.count == 1000)
        #expect(!keys.contains(nil))
    }

    @Test func drawsNothingInTheOtherModes() {
        var random = FastRandom(seed: 1)
        let before = random
        let key = MaskKey(rawValue: 77)
        #expect(Masking.fixed(key).key(&random) == key)
        #expect(Masking.zero.key(&random) == .zero)
        #expect(Masking.none.key(&random) == nil)
        #expect(random == before)
    }
}
