import Testing

@testable import Scenario

@Suite struct HandshakeRulesTests {
    @Test func tokens() {
        #expect(HandshakeRules.isToken("chat.v2+json~!#$%&'*^_`|"))
        for text in ["", "a b", "a,b", "a\"b", "a/b", "a(b)", "é", "a\u{7F}"] {
            #expect(!HandshakeRules.isToken(text), "\(text)")
        }
    }

    @Test func headerValues() {
        for text in ["", "a", "a b", "a\tb", "a=\"b\"; c", "é"] {
            #expect(HandshakeRules.isHeaderValue(text), "\(text)")
        }
        for text in [" a", "a ", "\ta", "a\r\nb", "a\nb", "a\u{0}b", "a\u{7F}"] {
            #expect(!HandshakeRules.isHeaderValue(text), "\(text)")
        }
    }

    @Test(arguments: [
        "Origin", "sec-websocket-protocol", "UPGRADE", "Connection", "Content-Length", "Transfer-Encoding",
        "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Extensions",
    ])
    func someHeadersAreNotTheScenarios(_ name: String) {
        #expect(HandshakeRules.refusal(ofHeader: name)?.message.contains(name.split(separator: "-")[0]) != nil)
    }

    @Test func othersAre() {
        for name in ["Host", "Authorization", "Cookie", "User-Agent"] {
            #expect(HandshakeRules.refusal(ofHeader: name) == nil)
        }
    }
}
