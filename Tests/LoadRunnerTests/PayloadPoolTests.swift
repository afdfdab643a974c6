import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner

struct PayloadPoolTests {
    private func pool(_ kind: MessageKind = .binary, size: Int = 100, seed: UInt64 = 9) -> PayloadPool {
        PayloadPool(generated: SizeSampler(.fixed(size)), kind: kind, seed: seed)
    }

    private func bytes(_ pool: PayloadPool) -> [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: pool.base, count: pool.count))
    }

    private func matches(_ pool: PayloadPool, _ bytes: [UInt8], at offset: Int) -> Bool {
        unsafe pool.matches(bytes.span.bytes, at: offset)
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

    @Test func drawsDifferAndLieWithinTheBlock() {
        let pool = PayloadPool(
            generated: SizeSampler(.uniform(minimum: 0, maximum: 5000)), kind: .binary, seed: 1)
        var random = FastRandom(seed: 4)
        let drawn = (0..<5000).map { _ in pool.draw(&random) }
        #expect(drawn.allSatisfy { $0.offset >= 0 && $0.offset + $0.count <= pool.count && $0.count <= 5000 })
        #expect(Set(drawn.map(\.offset)).count > 4500)
    }

    @Test func whatWasSentMatchesAndNothingElseDoes() {
        let pool = pool()
        let all = bytes(pool)
        var slice = Array(all[500..<600])
        #expect(matches(pool, slice, at: 500))
        #expect(matches(pool, Array(slice[30..<60]), at: 530))
        #expect(!matches(pool, slice, at: 501))
        slice[99] ^= 1
        #expect(!matches(pool, slice, at: 500))
        #expect(matches(pool, [], at: 0))
    }

    @Test func nothingBeyondTheBlockMatches() {
        let pool = PayloadPool(literal: Array("abc".utf8))
        #expect(matches(pool, Array("bc".utf8), at: 1))
        #expect(!matches(pool, Array("bcd".utf8), at: 1))
        #expect(!matches(pool, Array("a".utf8), at: 3))
    }

    @Test func aLiteralIsTheWholeMessageEveryTime() {
        let pool = PayloadPool(literal: Array("hello".utf8))
        var random = FastRandom(seed: 1)
        for _ in 0..<3 {
            let (offset, count) = pool.draw(&random)
            #expect(offset == 0 && count == 5)
        }
        #expect(bytes(pool) == Array("hello".utf8))
        #expect(PayloadPool(literal: []).count == 0)
    }
}
