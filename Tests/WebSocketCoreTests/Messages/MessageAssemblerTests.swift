import Testing
import WebSocketCore

@Suite struct MessageAssemblerTests {
    /// The messages that an assembler makes of `chunks`, and whether each was handed out without a copy.
    private func assemble(_ chunks: [[UInt8]]) -> [[UInt8]] {
        var decoder = MessageDecoder(role: .client, limits: FrameLimits())
        var assembler = MessageAssembler()
        var messages: [[UInt8]] = []
        for var chunk in chunks {
            var cursor = 0
            while let piece = nextPiece(&decoder, &chunk, &cursor) {
                if let whole = chunk.withSpan({ bytes in assembler.add(piece, from: bytes) { $0.array } }) {
                    messages.append(whole)
                }
            }
        }
        #expect(assembler.count == 0)
        return messages
    }

    private func nextPiece(_ decoder: inout MessageDecoder, _ chunk: inout [UInt8], _ cursor: inout Int)
        -> MessagePiece?
    {
        var span = chunk.mutableSpan
        var bytes = unsafe span.mutableBytes
        guard case .data(let piece) = try? decoder.next(&bytes, at: &cursor) else { return nil }
        return piece
    }

    @Test func joinsPieces() {
        let bytes =
            frame(.text, "one") + frame(.text, "t", fin: false) + frame(.continuation, fin: false)
            + frame(.continuation, "wo") + frame(.binary) + frame(.binary, [3])
        let expected: [[UInt8]] = [Array("one".utf8), Array("two".utf8), [], [3]]
        for size in 1...bytes.count {
            #expect(assemble(bytes.cut(every: size)) == expected)
        }
    }

    @Test func holdsNothingOfAMessageInOnePiece() {
        let bytes: [UInt8] = [9, 1, 2, 3]
        var assembler = MessageAssembler()
        let piece = MessagePiece(opcode: .binary, range: 1..<4, isFirst: true, isLast: true, frames: 1)
        let isInPlace = bytes.withSpan { received in
            assembler.add(piece, from: received) { whole in
                unsafe received.withUnsafeBytes { outer in
                    unsafe whole.withUnsafeBytes { unsafe $0.baseAddress == outer.baseAddress?.advanced(by: 1) }
                }
            }
        }
        #expect(isInPlace == true)
        #expect(assembler.count == 0)
    }

    @Test func countsWhatItHolds() {
        let bytes: [UInt8] = [1, 2, 3, 4]
        var assembler = MessageAssembler()
        let first = MessagePiece(opcode: .binary, range: 0..<3, isFirst: true, isLast: false, frames: 1)
        let result: Int? = bytes.withSpan { assembler.add(first, from: $0) { $0.byteCount } }
        #expect(result == nil)
        #expect(assembler.count == 3)
        let last = MessagePiece(opcode: .binary, range: 3..<4, isFirst: false, isLast: true, frames: 1)
        #expect(bytes.withSpan { assembler.add(last, from: $0) { $0.byteCount } } == 4)
        #expect(assembler.count == 0)
    }
}
