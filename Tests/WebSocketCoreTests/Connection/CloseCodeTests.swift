import Testing
import WebSocketCore

@Suite struct CloseCodeTests {
    @Test func allowsExactlyTheCodesOfSection74() {
        let allowed = Set(1000...1003).union(1007...1014).union(3000...4999)
        for value in UInt16.min...UInt16.max {
            let code = CloseCode(rawValue: value)
            if code.mayBeSent != allowed.contains(Int(value)) || code.mayBeReceived != code.mayBeSent {
                Issue.record("\(value)")
            }
        }
    }

    @Test func namesTheirNumbers() {
        let named: [CloseCode] = [
            .normal, .goingAway, .protocolError, .unsupportedData, .reserved, .noStatus, .abnormal, .invalidPayload,
            .policyViolation, .messageTooBig, .extensionMissing, .internalError, .serviceRestart, .tryAgainLater,
            .badGateway, .tlsFailure,
        ]
        #expect(named.map(\.rawValue) == Array(1000...1015))
        #expect("\(CloseCode.normal)" == "1000")
    }
}
