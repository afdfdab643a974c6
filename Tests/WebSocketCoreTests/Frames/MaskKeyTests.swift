import Testing
import WebSocketCore

@Suite struct MaskKeyTests {
    private let key = MaskKey(rawValue: 0x0D0C_0B0A)
    private let keyBytes: [UInt8] = [0x0A, 0x0B, 0x0C, 0x0D]

    private func naive(_ bytes: [UInt8], offset: Int = 0) -> [UInt8] {
        bytes.indices.map { bytes[$0] ^ keyBytes[($0 + offset) % 4] }
    }

    @Test func inPlaceEqualsTheByteLoop() {
        var random = FastRandom(seed: 3)
        for count in 0...300 {
            let bytes = [UInt8].random(count, &random)
            for offset in 0...7 {
                var masked = bytes
                var span = masked.mutableSpan
                var raw = unsafe span.mutableBytes
                key.apply(to: &raw, in: 0..<count, offset: offset)
                #expect(masked == naive(bytes, offset: offset))
            }
        }
    }

    @Test func leavesWhatIsOutsideTheRange() {
        var random = FastRandom(seed: 4)
        let bytes = [UInt8].random(64, &random)
        for lower in 0...20 {
            for upper in lower...40 {
                var masked = bytes
                var span = masked.mutableSpan
                var raw = unsafe span.mutableBytes
                key.apply(to: &raw, in: lower..<upper)
                #expect(masked == Array(bytes[..<lower]) + naive(Array(bytes[lower..<upper])) + Array(bytes[upper...]))
            }
        }
    }

    @Test func copyEqualsTheByteLoop() {
        var random = FastRandom(seed: 5)
        for count in 0...300 {
            let bytes = [UInt8].random(count, &random)
            let masked = frame(.binary, bytes, mask: key).suffix(count)
            #expect(Array(masked) == naive(bytes))
        }
    }

    @Test func standsOnTheWireAsInMemory() {
        #expect(frame(.ping, mask: key) == [0x89, 0x80] + keyBytes)
    }
}
