import Testing

@testable import NetworkIO

struct SlabTests {
    private final class Witness {
        let onEnd: () -> Void
        init(_ onEnd: @escaping () -> Void) { self.onEnd = onEnd }
        deinit { onEnd() }
    }

    @Test func keepsElementsInPlaceWhileItGrows() {
        var slab = Slab<Int>()
        let slots = (0..<10_000).map { slab.insert($0) }
        #expect(Set(slots).count == slots.count)
        #expect(slots.allSatisfy { slab[$0] == Int($0) })
        slab[slots[9_999]] += 1
        #expect(slab[slots[9_999]] == 10_000)
        #expect(slab.count == 10_000)
    }

    @Test func usesTheLatestFreedSlotFirst() {
        var slab = Slab<Int>()
        let slots = (0..<10).map { slab.insert($0) }
        #expect(slab.remove(slots[3]) == 3)
        slab.remove(slots[5])
        #expect(slab.insert(50) == slots[5])
        #expect(slab.insert(30) == slots[3])
    }

    @Test func letsGoOfWhatItHeldExactlyOnce() {
        var ended = 0
        do {
            var slab = Slab<Witness>()
            let first = slab.insert(Witness { ended += 1 })
            _ = slab.insert(Witness { ended += 1 })
            slab.remove(first)
            #expect(ended == 1)
        }
        #expect(ended == 2)
    }
}
