import Testing

@testable import Scenario

@Suite struct TargetURLTests {
    @Test(
        arguments: [
            ("ws://localhost", "localhost", 80, "/"),
            ("WS://Example.com:9001/", "Example.com", 9001, "/"),
            ("ws://127.0.0.1:65535/chat?room=1&x=/y", "127.0.0.1", 65535, "/chat?room=1&x=/y"),
            ("ws://[::1]:9001?a=1", "::1", 9001, "/?a=1"),
            ("ws://[2001:db8::1]/", "2001:db8::1", 80, "/"),
            ("wss://a/", "a", 443, "/"),
            ("WSS://a:8443", "a", 8443, "/"),
            ("ws://my_host.internal./x@y", "my_host.internal.", 80, "/x@y"),
        ] as [(String, String, UInt16, String)])
    func reads(_ text: String, _ host: String, _ port: UInt16, _ resource: String) throws {
        let isSecure = text.lowercased().hasPrefix("wss:")
        #expect(
            try TargetURL.parse(text)
                == TargetURL(text: text, host: host, port: port, resource: resource, isSecure: isSecure))
    }

    @Test(
        arguments: [
            ("", "a target URL begins with ws:// or wss://", nil),
            ("localhost:9001", "a target URL begins with ws:// or wss://", nil),
            ("http://a/", "the scheme of a WebSocket URL is ws", 0..<4),
            ("https://a/", "the scheme of a WebSocket URL with TLS is wss", 0..<5),
            ("tcp://a/", "unknown scheme \"tcp\"", 0..<3),
            ("ws://a/b#c", "a WebSocket URL has no fragment (RFC 6455, section 3)", 8..<10),
            ("ws://me:pw@a/", "a WebSocket URL has no user name and password", 5..<11),
            ("ws://a b/", "a URL consists of visible ASCII characters", 6..<7),
            ("ws://é/", "a URL consists of visible ASCII characters", 5..<6),
            ("ws:///x", "the URL has no host", nil),
            ("ws://:80/x", "the URL has no host", nil),
            ("ws://a..b/", "\"a..b\" is not a host name", 5..<9),
            ("ws://a$b/", "\"a$b\" is not a host name", 5..<8),
            ("ws://1.2.3.400/", "\"1.2.3.400\" is not an IPv4 address", 5..<14),
            ("ws://::1/", "an IPv6 address stands in brackets", 5..<8),
            ("ws://[::1/", "the \"]\" of an IPv6 address is missing", 5..<9),
            ("ws://[::g]/", "\"::g\" is not an IPv6 address", 5..<10),
            ("ws://a:0/", "\"0\" is not a port", 6..<8),
            ("ws://a:65536/", "\"65536\" is not a port", 6..<12),
            ("ws://a:/", "\"\" is not a port", 6..<7),
            ("ws://a:+1/", "\"+1\" is not a port", 6..<9),
            ("ws://[::1]x/", "\"\" is not a port", 10..<11),
        ] as [(String, String, Range<Int>?)])
    func refuses(_ text: String, _ message: String, _ range: Range<Int>?) {
        let fault = #expect(throws: TextFault.self) { try TargetURL.parse(text) }
        #expect(fault?.message == message)
        #expect(fault?.range == range)
    }

    @Test func mendsTheSchemeOfTheWeb() {
        let fault = #expect(throws: TextFault.self) { try TargetURL.parse("http://a:1/b?c") }
        #expect(fault?.help == "did you mean \"ws://a:1/b?c\"?")
    }
}
