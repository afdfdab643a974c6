import Testing

@testable import WebSocketCore

/// RSV1, which RFC 7692 gives a meaning (section 6).
struct MessageDecoderCompressionTests {
    private static func pieces(_ bytes: [UInt8], permits: Bool = true) throws -> [MessagePiece] {
        var decoder = MessageDecoder(role: .client, limits: FrameLimits())
        if permits { decoder.permitCompression() }
        var bytes = bytes
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        var cursor = 0
        var pieces: [MessagePiece] = []
        while let event = try decoder.next(&raw, at: &cursor) {
            if case .data(let piece) = event { pieces.append(piece) }
        }
        return pieces
    }

    @Test func everyPieceSaysSoAndIsNotTakenForText() throws {
        let pieces = try Self.pieces([0x41, 0x01, 0xFF, 0x80, 0x01, 0xFE, 0x81, 0x01, 0x61])
        #expect(pieces.map(\.isCompressed) == [true, true, false])
        #expect(pieces.map(\.opcode) == [.text, .text, .text])
    }

    @Test(
        arguments: [
            ([0xC0, 0x00], 4), ([0xC9, 0x00], 4), ([0xE1, 0x00], 6), ([0xA1, 0x00], 2), ([0x41, 0x00, 0xC0, 0x00], 4),
        ] as [([UInt8], UInt8)])
    func allElseIsReserved(_ bytes: [UInt8], _ bits: UInt8) {
        #expect(throws: ProtocolViolation.reservedBits(bits)) { try Self.pieces(bytes) }
    }

    @Test func withoutTheExtensionItIsReserved() {
        #expect(throws: ProtocolViolation.reservedBits(4)) { try Self.pieces([0xC1, 0x00], permits: false) }
    }

    @Test func theDecoderStopsOnDemand() throws {
        var decoder = MessageDecoder(role: .client, limits: FrameLimits())
        decoder.stop()
        var bytes: [UInt8] = [0x81, 0x01, 0x61]
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        var cursor = 0
        #expect(try decoder.next(&raw, at: &cursor) == nil)
        #expect(cursor == 3)
    }
}
