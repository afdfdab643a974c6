import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner

struct PayloadPoolTests {
    private func pool(_ kind: MessageKind = .binary, size: Int = 100, seed: UInt64 = 9) -> PayloadPool {
        PayloadPool(generated: SizeSampler(.fixed(size)), kind: kind, seed: seed)
    }

    private func bytes(_ pool: PayloadPool) -> [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: pool.bytes.base, count: pool.bytes.count))
    }

    @Test func theSameSeedGivesTheSameBytes() {
        let first = bytes(pool())
        let again = bytes(pool())
        let other = bytes(pool(seed: 10))
        let areSame = first == again
        let differ = first != other
        #expect(areSame && differ)
    }

    @Test func binaryUsesAllBytesAndTextOnlySafeLetters() {
        #expect(Set(bytes(pool())).count == 256)
        let letters = Set(bytes(pool(.text)))
        #expect(letters.count == 64)
        #expect(letters.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
    }

    @Test func aMessageAtAnyPlaceLiesWithinTheBlock() {
        let pool = PayloadPool(
            generated: SizeSampler(.uniform(minimum: 0, maximum: 5000)), kind: .binary, seed: 1)
        #expect(pool.places > 1 && pool.places.nonzeroBitCount == 1)
        #expect(pool.places - 1 + 5000 <= pool.bytes.count)
        #expect(pool.fixedSize == nil)
        var random = FastRandom(seed: 4)
        let sizes = (0..<5000).map { _ in pool.drawSize(&random) }
        #expect(sizes.allSatisfy { (0...5000).contains($0) } && Set(sizes).count > 1000)
    }

    @Test func aFixedSizeNeedsNoDraw() {
        #expect(pool(size: 100).fixedSize == 100)
    }

    @Test func aLiteralIsTheWholeMessageEveryTime() {
        let pool = PayloadPool(literal: Array("hello".utf8))
        #expect(pool.places == 1 && pool.fixedSize == 5)
        #expect(bytes(pool) == Array("hello".utf8))
        #expect(PayloadPool(literal: []).fixedSize == 0)
    }
}
