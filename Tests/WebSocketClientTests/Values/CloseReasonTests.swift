import Testing

@testable import WebSocketClient

@Suite struct CloseReasonTests {
    static let named: [(CloseReason.Code, UInt16, String)] = [
        (.normal, 1000, "normal"), (.goingAway, 1001, "going away"), (.protocolError, 1002, "protocol error"),
        (.unsupportedData, 1003, "unsupported data"), (.reserved, 1004, "reserved"), (.noStatus, 1005, "no status"),
        (.abnormal, 1006, "abnormal"), (.invalidPayload, 1007, "invalid payload"),
        (.policyViolation, 1008, "policy violation"), (.messageTooBig, 1009, "message too big"),
        (.extensionMissing, 1010, "extension missing"), (.internalError, 1011, "internal error"),
        (.serviceRestart, 1012, "service restart"), (.tryAgainLater, 1013, "try again later"),
        (.badGateway, 1014, "bad gateway"), (.tlsFailure, 1015, "TLS failure"),
    ]

    @Test(arguments: named) func codesHaveTheirNumberAndName(code: CloseReason.Code, number: UInt16, name: String) {
        #expect(code.rawValue == number)
        #expect(code.name == name)
        #expect(CloseReason(code).description == "\(number) (\(name))")
    }

    @Test func unknownNumbersAreKept() {
        let code = CloseReason.Code(rawValue: 4711)
        #expect(code.rawValue == 4711)
        #expect(code.name == nil)
        #expect(CloseReason(code, "bye").description == "4711: bye")
        #expect(Frame.close(CloseReason(code, "bye")).closeReason == CloseReason(code, "bye"))
    }

    @Test(arguments: [1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4999])
    func mayBeSent(number: UInt16) throws { try CloseReason(.init(rawValue: number)).validate() }

    @Test(arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535])
    func mayNotBeSent(number: UInt16) {
        let code = CloseReason.Code(rawValue: number)
        #expect(throws: WebSocketError.closeCodeNotSendable(code)) { try CloseReason(code).validate() }
        #expect(throws: WebSocketError.closeCodeNotSendable(code)) { try Frame.close(CloseReason(code)).validate() }
    }

    @Test func messageMayHave123BytesOfUTF8() throws {
        try CloseReason(.normal, String(repeating: "ä", count: 61) + "a").validate()
        let long = CloseReason(.normal, String(repeating: "ä", count: 62))
        #expect(throws: WebSocketError.controlFrameTooLong(.close, bytes: 126)) { try long.validate() }
        #expect(throws: WebSocketError.controlFrameTooLong(.close, bytes: 126)) { try Frame.close(long).validate() }
    }
}
