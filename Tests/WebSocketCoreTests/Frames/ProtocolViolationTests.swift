import Testing
import WebSocketCore

@Suite struct ProtocolViolationTests {
    private let all: [(ProtocolViolation, CloseCode, String, String)] = [
        (.reservedBits(4), .protocolError, "reserved-bits", "5.2"),
        (.reservedOpcode(Opcode(rawValue: 3)), .protocolError, "reserved-opcode", "5.2"),
        (.fragmentedControl(.ping), .protocolError, "fragmented-control", "5.5"),
        (.controlTooLong(.ping, length: 126), .protocolError, "control-too-long", "5.5"),
        (.maskedByServer, .protocolError, "masked-by-server", "5.1"),
        (.unmaskedByClient, .protocolError, "unmasked-by-client", "5.1"),
        (.lengthNotMinimal(1, bytes: 2), .protocolError, "length-not-minimal", "5.2"),
        (.lengthTooLarge(1 << 63), .protocolError, "length-too-large", "5.2"),
        (.frameTooBig(length: 2, limit: 1), .messageTooBig, "frame-too-big", "10.4"),
        (.messageTooBig(length: 2, limit: 1), .messageTooBig, "message-too-big", "10.4"),
        (.unexpectedContinuation, .protocolError, "unexpected-continuation", "5.4"),
        (.expectedContinuation(got: .text), .protocolError, "expected-continuation", "5.4"),
        (.invalidUTF8(offset: 3), .invalidPayload, "invalid-utf8", "8.1"),
        (.truncatedUTF8(length: 3), .invalidPayload, "truncated-utf8", "8.1"),
        (.closeBodyTooShort, .protocolError, "close-body-too-short", "5.5.1"),
        (.closeCodeInvalid(.noStatus), .protocolError, "close-code-invalid", "7.4"),
        (.closeReasonInvalidUTF8(offset: 0), .invalidPayload, "close-reason-invalid-utf8", "5.5.1"),
    ]

    @Test func knowTheirCloseCodeRuleAndSection() {
        for (violation, code, rule, section) in all {
            #expect(violation.closeCode == code)
            #expect(violation.rule == rule)
            #expect(violation.section == section)
        }
    }

    @Test func areToldApart() {
        #expect(Set(all.map(\.0.rule)).count == all.count)
        #expect(Set(all.map(\.0.description)).count == all.count)
    }

    @Test func tellTheirNumbers() {
        #expect(
            "\(ProtocolViolation.controlTooLong(.ping, length: 300))" == "a ping frame has 300 bytes; 125 are allowed")
        #expect("\(ProtocolViolation.reservedBits(5))".contains("0b101"))
    }
}
