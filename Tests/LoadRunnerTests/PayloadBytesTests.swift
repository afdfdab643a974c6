import Testing
import WebSocketCore

@testable import LoadRunner

struct PayloadBytesTests {
    private func matches(_ pool: PayloadPool, _ bytes: [UInt8], at offset: Int) -> Bool {
        unsafe pool.bytes.matches(bytes.span.bytes, at: offset)
    }

    @Test func whatWasSentMatchesAndNothingElseDoes() {
        let pool = PayloadPool(generated: SizeSampler(.fixed(100)), kind: .binary, seed: 9)
        var slice = unsafe Array(UnsafeRawBufferPointer(start: pool.bytes.base + 500, count: 100))
        #expect(matches(pool, slice, at: 500))
        #expect(matches(pool, Array(slice[30..<60]), at: 530))
        #expect(!matches(pool, slice, at: 501))
        slice[99] ^= 1
        #expect(!matches(pool, slice, at: 500))
        #expect(matches(pool, [], at: 0))
    }

    @Test(arguments: 1...70) func aDifferenceAnywhereIsSeen(count: Int) {
        let pool = PayloadPool(literal: (0..<count).map { UInt8($0) })
        for place in 0..<count {
            var bytes = (0..<count).map { UInt8($0) }
            bytes[place] ^= 0x80
            #expect(!matches(pool, bytes, at: 0))
        }
    }

    @Test func nothingBeyondTheBlockMatches() {
        let pool = PayloadPool(literal: Array("abc".utf8))
        #expect(matches(pool, Array("bc".utf8), at: 1))
        #expect(!matches(pool, Array("bcd".utf8), at: 1))
        #expect(!matches(pool, Array("a".utf8), at: 3))
    }
}
