import Testing

@testable import Scenario

@Suite struct CloseRulesTests {
    @Test func theCodesOfTheRFCCanBeSent() {
        let sendable = (-1...70_000).filter { CloseRules.refusal(ofCode: $0) == nil }
        #expect(sendable == Array(1000...1003) + Array(1007...1014) + Array(3000...4999))
    }

    @Test(arguments: [
        (1004, "is reserved"), (1005, "no code came"), (1006, "no close frame came"), (1015, "TLS failed"),
        (2000, "reserved for later"), (999, "is not a close code"), (5000, "is not a close code"),
    ])
    func saysWhy(_ code: Int, _ part: String) {
        #expect(CloseRules.refusal(ofCode: code)?.contains(part) == true)
    }
}
