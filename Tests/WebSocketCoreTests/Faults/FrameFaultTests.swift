import Testing
import WebSocketCore

struct FrameFaultTests {
    private static let key: [UInt8] = [1, 2, 3, 4]
    private static let fixed = Masking.fixed(MaskKey(rawValue: 0x0403_0201))

    /// "fault", masked with the fixed key.
    private static let text = masked("fault")

    private static func masked(_ text: String) -> [UInt8] { masked(Array(text.utf8)) }

    private static func masked(_ bytes: [UInt8]) -> [UInt8] {
        bytes.enumerated().map { $1 ^ key[$0 % 4] }
    }

    private func bytes(_ fault: FrameFault, _ masking: Masking = FrameFaultTests.fixed, seed: UInt64 = 1) -> [UInt8] {
        var random = FastRandom(seed: seed)
        return written { $0.append(fault, masking: masking, random: &random) }
    }

    static let wire: [(FrameFault, [UInt8])] = [
        (.reservedOpcode(Opcode(rawValue: 3)), [0x83, 0x85] + key + text),
        (.reservedOpcode(Opcode(rawValue: 15)), [0x8F, 0x85] + key + text),
        (.reservedBits(4), [0xC1, 0x85] + key + text),
        (.reservedBits(3), [0xB1, 0x85] + key + text),
        (.unmasked, [0x81, 0x05] + Array("fault".utf8)),
        (.unexpectedContinuation, [0x80, 0x85] + key + text),
        (.interruptedMessage, [0x01, 0x85] + key + text + [0x81, 0x85] + key + text),
        (.invalidUTF8(size: 5, position: 2), [0x81, 0x85] + key + masked([0x61, 0x62, 0xFF, 0x64, 0x65])),
        (.invalidUTF8(size: 3, position: 9), [0x81, 0x83] + key + masked([0x61, 0x62, 0xFF])),
        (.controlTooLong(126), [0x89, 0xFE, 0x00, 0x7E] + key + masked(letters(126))),
        (.fragmentedControl, [0x09, 0x85] + key + text),
        (.lengthNotMinimal, [0x81, 0xFE, 0x00, 0x05] + key + text),
        (.lengthHighBit, [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 5] + key + text),
        (.closeCodeInvalid(.noStatus), [0x88, 0x82] + key + masked([0x03, 0xED])),
        (.closeCodeInvalid(CloseCode(rawValue: 0)), [0x88, 0x82] + key + masked([0, 0])),
        (.closeBodyTooShort, [0x88, 0x81] + key + masked([0x03])),
        (.closeReasonInvalidUTF8, [0x88, 0x88] + key + masked([0x03, 0xE8] + Array("fault".utf8) + [0xFF])),
        (.dataAfterClose, [0x88, 0x82] + key + masked([0x03, 0xE8]) + [0x81, 0x85] + key + text),
        (.truncated(7), [0x81, 0x87] + key + masked("abc")),
        (.truncated(300), [0x81, 0xFE, 0x01, 0x2C] + key + masked(letters(150))),
    ]

    private static func letters(_ count: Int) -> [UInt8] { (0..<count).map { 0x61 + UInt8($0 % 26) } }

    @Test(arguments: wire) func standsOnTheWireAsMeant(fault: FrameFault, expected: [UInt8]) {
        #expect(bytes(fault) == expected)
    }

    static let rules: [(FrameFault, ProtocolViolation, CloseCode)] = [
        (.reservedOpcode(Opcode(rawValue: 11)), .reservedOpcode(Opcode(rawValue: 11)), .protocolError),
        (.reservedBits(4), .reservedBits(4), .protocolError),
        (.unmasked, .unmaskedByClient, .protocolError),
        (.unexpectedContinuation, .unexpectedContinuation, .protocolError),
        (.interruptedMessage, .expectedContinuation(got: .text), .protocolError),
        (.invalidUTF8(size: 16, position: 8), .invalidUTF8(offset: 8), .invalidPayload),
        (.controlTooLong(126), .controlTooLong(.ping, length: 126), .protocolError),
        (.controlTooLong(70_000), .controlTooLong(.ping, length: 70_000), .protocolError),
        (.fragmentedControl, .fragmentedControl(.ping), .protocolError),
        (.lengthNotMinimal, .lengthNotMinimal(5, bytes: 2), .protocolError),
        (.lengthHighBit, .lengthTooLarge(1 << 63 | 5), .protocolError),
        (.closeCodeInvalid(.noStatus), .closeCodeInvalid(.noStatus), .protocolError),
        (.closeBodyTooShort, .closeBodyTooShort, .protocolError),
        (.closeReasonInvalidUTF8, .closeReasonInvalidUTF8(offset: 5), .invalidPayload),
    ]

    @Test(arguments: rules, [Masking.random, .fixed(MaskKey(rawValue: 77)), .zero])
    func isRefusedByTheRuleThatItBreaks(
        _ rule: (fault: FrameFault, violation: ProtocolViolation, code: CloseCode), masking: Masking
    ) {
        #expect(listen(.server, bytes(rule.fault, masking)) == [.violation(rule.violation)])
        #expect(rule.violation.closeCode == rule.code)
    }

    @Test func dataAfterACloseIsNotHeard() {
        #expect(listen(.server, bytes(.dataAfterClose)) == [.close(CloseStatus(code: .normal))])
    }

    @Test func aFrameCutShortIsNoMessage() {
        #expect(listen(.server, bytes(.truncated(100))) == [])
    }

    @Test func garbageIsNeverAFrame() {
        for seed in 0..<200 as Range<UInt64> {
            let garbage = bytes(.garbage(64), seed: seed)
            #expect(garbage.count == 64)
            // Each of the three is wrong by itself: a reserved bit, a reserved opcode, no mask.
            #expect(garbage[0] & 0x70 == 0x70 && garbage[0] & 0x07 >= 3 && garbage[1] & 0x80 == 0)
            #expect(listen(.server, garbage) == [.violation(.reservedBits(7))])
        }
    }

    @Test func theSameSeedGivesTheSameBytes() {
        for fault in [.garbage(64), .interruptedMessage, .truncated(10)] as [FrameFault] {
            #expect(bytes(fault, .random, seed: 5) == bytes(fault, .random, seed: 5))
            #expect(bytes(fault, .random, seed: 5) != bytes(fault, .random, seed: 6))
        }
        let twice = bytes(.interruptedMessage, .random)
        #expect(twice[2..<6] != twice[13..<17], "each frame has a key of its own")
    }

    @Test func tellsWhatIsOverBehindIt() {
        #expect(FrameFault.closeCodeInvalid(.abnormal).ending == .closeFrame(.abnormal))
        #expect(FrameFault.closeBodyTooShort.ending == .closeFrame(nil))
        #expect(FrameFault.dataAfterClose.ending == .closeFrame(.normal))
        #expect(FrameFault.truncated(8).ending == .stream)
        #expect(FrameFault.garbage(8).ending == .none)
        #expect(
            FrameFaultTests.wire.filter { $0.0.frameCount == 2 }.map(\.0) == [.interruptedMessage, .dataAfterClose])
    }
}
