import Testing
import WebSocketCore

@Suite struct UpgradeRequestTests {
    @Test func writesTheLeast() throws {
        let request = try UpgradeRequest(resource: "/", host: "a.example", key: .example)
        let expected = head(
            "GET / HTTP/1.1", "Host: a.example", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13")
        #expect(written { request.encode(into: &$0) } == expected)
    }

    @Test func writesAllThatThereIs() throws {
        let request = try UpgradeRequest(
            resource: "/chat?room=1", host: "[::1]:9001", origin: "https://a.example", subprotocols: ["chat", "v2"],
            extensions: [ExtensionHeader(name: "x"), ExtensionHeader(name: "y", parameters: [.init(name: "z")])],
            headers: [HTTPHeader(name: "Cookie", value: "a=b; c=d"), HTTPHeader(name: "X-Empty", value: "")],
            key: .example)
        let expected = head(
            "GET /chat?room=1 HTTP/1.1", "Host: [::1]:9001", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "Origin: https://a.example",
            "Sec-WebSocket-Protocol: chat, v2", "Sec-WebSocket-Extensions: x, y; z", "Cookie: a=b; c=d", "X-Empty: ")
        #expect(written { request.encode(into: &$0) } == expected)
    }

    /// The field that is named in the error, for a request with one thing wrong.
    private func refusal(
        resource: String = "/", host: String = "h", origin: String? = nil, subprotocols: [String] = [],
        extensions: [ExtensionHeader] = [], headers: [HTTPHeader] = []
    ) -> String? {
        do throws(HandshakeError) {
            _ = try UpgradeRequest(
                resource: resource, host: host, origin: origin, subprotocols: subprotocols, extensions: extensions,
                headers: headers, key: .example)
        } catch {
            if case .invalidField(let name, _) = error { return name }
        }
        return nil
    }

    @Test func refusesWhatWouldBreakItsLines() {
        #expect(refusal() == nil)
        for resource in ["", "chat", "/a b", "/a\r\nX: y", "/ä", "/\u{7F}"] {
            #expect(refusal(resource: resource) == "resource")
        }
        for host in ["", "a b", "a\r\nX: y"] { #expect(refusal(host: host) == "Host") }
        #expect(refusal(origin: "a\nb") == "Origin")
        for names in [["a b"], [""], ["a", "b", "a"], ["a,b"]] {
            #expect(refusal(subprotocols: names) == "Sec-WebSocket-Protocol")
        }
        #expect(refusal(extensions: [ExtensionHeader(name: "a b")]) == "Sec-WebSocket-Extensions")
        #expect(refusal(headers: [HTTPHeader(name: "X y", value: "z")]) == "X y")
        #expect(refusal(headers: [HTTPHeader(name: "X", value: "z\r\nEvil: yes")]) == "X")
        #expect(refusal(headers: [HTTPHeader(name: "sec-websocket-KEY", value: "z")]) == "sec-websocket-KEY")
    }
}
