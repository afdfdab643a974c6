import Testing
import WebSocketCore

@Suite struct FrameHeaderCheckTests {
    /// The violation in an unmasked header that a client gets; nil when it is fine.
    private func check(
        _ bytes: [UInt8], by role: Role = .client, limits: FrameLimits = FrameLimits(), permitsUnmasked: Bool = false,
        messageLength: Int? = nil
    ) -> ProtocolViolation? {
        guard let header = bytes.withSpan({ FrameHeader(decoding: $0, at: 0) }) else { return nil }
        do throws(ProtocolViolation) {
            try header.check(
                receivedBy: role, limits: limits, permitsUnmasked: permitsUnmasked, messageLength: messageLength)
            return nil
        } catch {
            return error
        }
    }

    @Test func takesWhatIsRight() {
        #expect(check([0x81, 0x05]) == nil)
        #expect(check([0x02, 0x00]) == nil)
        #expect(check([0x80, 0x7D], messageLength: 10) == nil)
        #expect(check([0x89, 0x7D], messageLength: 10) == nil)
        #expect(check([0x82, 0x7E, 0x00, 0x7E]) == nil)
        #expect(check([0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0]) == nil)
        #expect(check([0x82, 0x80, 0, 0, 0, 0], by: .server) == nil)
    }

    @Test(arguments: [(0xC1, 4), (0xA1, 2), (0x91, 1), (0xF1, 7), (0xC9, 4)] as [(UInt8, UInt8)])
    func refusesReservedBits(first: UInt8, bits: UInt8) {
        #expect(check([first, 0]) == .reservedBits(bits))
    }

    @Test(arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
    func refusesReservedOpcodes(opcode: UInt8) {
        #expect(check([0x80 | opcode, 0]) == .reservedOpcode(Opcode(rawValue: opcode)))
        #expect(check([0x80 | opcode, 0], messageLength: 4) == .reservedOpcode(Opcode(rawValue: opcode)))
    }

    @Test func wantsMaskingFromClientsOnly() {
        #expect(check([0x81, 0x80, 1, 2, 3, 4]) == .maskedByServer)
        #expect(check([0x81, 0x00], by: .server) == .unmaskedByClient)
        #expect(check([0x81, 0x00], by: .server, permitsUnmasked: true) == nil)
        #expect(check([0x81, 0x80, 1, 2, 3, 4], by: .client, permitsUnmasked: true) == .maskedByServer)
    }

    @Test func refusesLengthsInTooManyBytes() {
        #expect(check([0x82, 0x7E, 0x00, 0x7D]) == .lengthNotMinimal(125, bytes: 2))
        #expect(check([0x82, 0x7E, 0x00, 0x00]) == .lengthNotMinimal(0, bytes: 2))
        #expect(check([0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) == .lengthNotMinimal(65535, bytes: 8))
    }

    @Test func refusesTheHighestBitOfALength() {
        #expect(check([0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0]) == .lengthTooLarge(1 << 63))
        #expect(
            check([0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
                == .frameTooBig(length: UInt64(Int64.max), limit: 16 << 20))
    }

    @Test func wantsControlFramesWholeAndShort() {
        for opcode in [Opcode.close, .ping, .pong] {
            #expect(check([opcode.rawValue, 0]) == .fragmentedControl(opcode))
            #expect(check([0x80 | opcode.rawValue, 0x7E, 0, 126]) == .controlTooLong(opcode, length: 126))
        }
    }

    @Test func wantsTheFramesOfAMessageTogether() {
        #expect(check([0x80, 0]) == .unexpectedContinuation)
        #expect(check([0x00, 0]) == .unexpectedContinuation)
        #expect(check([0x81, 0], messageLength: 0) == .expectedContinuation(got: .text))
        #expect(check([0x02, 0], messageLength: 5) == .expectedContinuation(got: .binary))
    }

    @Test func guardsTheLimits() {
        let limits = FrameLimits(frame: 100, message: 150)
        #expect(check([0x82, 100], limits: limits) == nil)
        #expect(check([0x82, 101], limits: limits) == .frameTooBig(length: 101, limit: 100))
        #expect(check([0x80, 50], limits: limits, messageLength: 100) == nil)
        #expect(check([0x80, 51], limits: limits, messageLength: 100) == .messageTooBig(length: 151, limit: 150))
        #expect(check([0x89, 125], limits: limits, messageLength: 100) == nil)
    }
}
