import Testing
import WebSocketCore

@Suite struct CloseStatusTests {
    private func decode(_ body: [UInt8]) -> Result<CloseStatus, ProtocolViolation> {
        Result { () throws(ProtocolViolation) in
            try body.withSpan { span throws(ProtocolViolation) in try CloseStatus(decoding: span) }
        }
    }

    @Test func readsCodeAndReason() {
        #expect(decode([]) == .success(CloseStatus(code: nil, reason: "")))
        #expect(decode([0x03, 0xE8]) == .success(CloseStatus(code: .normal, reason: "")))
        #expect(
            decode([0x0F, 0xA0] + Array("späť".utf8))
                == .success(CloseStatus(code: CloseCode(rawValue: 4000), reason: "späť")))
    }

    @Test(arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535] as [UInt16])
    func refusesCodesThatMustNotBeSent(code: UInt16) {
        #expect(
            decode([UInt8(code >> 8), UInt8(code & 0xFF)])
                == .failure(.closeCodeInvalid(CloseCode(rawValue: code))))
    }

    @Test(
        arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999]
            as [UInt16])
    func takesTheOthers(code: UInt16) {
        #expect(
            decode([UInt8(code >> 8), UInt8(code & 0xFF)]) == .success(CloseStatus(code: CloseCode(rawValue: code))))
    }

    @Test func refusesBrokenBodies() {
        #expect(decode([0x03]) == .failure(.closeBodyTooShort))
        #expect(decode([0x03, 0xE8, 0xC0]) == .failure(.closeReasonInvalidUTF8(offset: 0)))
        #expect(decode([0x03, 0xE8, 0x61, 0xE2, 0x82]) == .failure(.closeReasonInvalidUTF8(offset: 3)))
    }
}
