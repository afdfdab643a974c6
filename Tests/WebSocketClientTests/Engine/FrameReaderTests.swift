import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite struct FrameReaderTests {
    /// What a reader gives for bytes that come in pieces of this size.
    private func read(_ bytes: [UInt8], _ size: Int, reservedBits: UInt8 = 0, limit: Int = 1 << 20)
        throws(ProtocolViolation) -> [Frame]
    {
        var reader = FrameReader(limits: FrameLimits(frame: limit, message: limit))
        reader.reservedBits = reservedBits
        var frames: [Frame] = []
        var start = 0
        while start < bytes.count {
            let piece = Array(bytes[start..<min(bytes.count, start + size)])
            start += piece.count
            var cursor = 0
            while let frame = try reader.next(unsafe piece.span.bytes, at: &cursor) { frames.append(frame) }
            #expect(cursor == piece.count)
        }
        return frames
    }

    @Test(arguments: [1, 2, 3, 7, 100, 100_000]) func framesAreTheSameAtAnySplit(size: Int) throws {
        let long = [UInt8](repeating: 3, count: 70_000)
        let middle = [UInt8](repeating: 4, count: 200)
        let bytes =
            TestConnection.frame(.text, Array("a".utf8), fin: false) + TestConnection.frame(.ping, [1])
            + TestConnection.frame(.continuation, [], fin: false) + TestConnection.frame(.continuation, middle)
            + TestConnection.frame(.binary, long) + TestConnection.frame(.binary, [])
            + TestConnection.frame(.close, [3, 232])
        #expect(
            try read(bytes, size) == [
                .text("a", fin: false), .ping([1]), Frame(.text, fin: false), Frame(.text, data: middle),
                .binary(long), .binary([]), .close(CloseReason(.normal)),
            ])
    }

    @Test func reservedBitsAreTakenWhereAnExtensionUsesThem() throws {
        let bytes = TestConnection.frame(.binary, [1], rsv: 6)
        #expect(try read(bytes, 1, reservedBits: 6) == [Frame(.binary, data: [1], rsv1: true, rsv2: true)])
        #expect(throws: ProtocolViolation.reservedBits(2)) { try read(bytes, 100, reservedBits: 4) }
        #expect(throws: ProtocolViolation.reservedBits(6)) { try read(bytes, 100) }
    }

    @Test func whatIsTooLongIsRefusedAtItsHeader() {
        let header = Array(TestConnection.frame(.binary, [UInt8](repeating: 0, count: 200)).prefix(4))
        #expect(throws: ProtocolViolation.frameTooBig(length: 200, limit: 100)) { try read(header, 4, limit: 100) }
    }

    @Test func aHeaderOfARoleOrOrderThatIsWrongIsRefused() {
        #expect(throws: ProtocolViolation.maskedByServer) { try read([0x81, 0x81, 0, 0, 0, 0, 1], 100) }
        #expect(throws: ProtocolViolation.unexpectedContinuation) {
            try read(TestConnection.frame(.continuation, [1]), 100)
        }
    }

    @Test func whatWasCutIsKnown() throws {
        var reader = FrameReader(limits: FrameLimits())
        for piece in [[0x82], [0x05, 9, 8]] as [[UInt8]] {
            var cursor = 0
            #expect(try reader.next(unsafe piece.span.bytes, at: &cursor) == nil)
        }
        #expect(reader.cutBytes == [9, 8])
    }
}
