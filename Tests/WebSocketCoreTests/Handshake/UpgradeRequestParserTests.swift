import Testing
import WebSocketCore

@Suite struct UpgradeRequestParserTests {
    private static let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    private static let version = "Sec-WebSocket-Version: 13"
    private static let upgrade = "Upgrade: websocket"
    private static let connection = "Connection: Upgrade"

    private func read(_ chunks: [[UInt8]], limits: HandshakeLimits = HandshakeLimits()) -> Parsed<UpgradeRequest> {
        var parser = UpgradeRequestParser(limits: limits)
        return parse(chunks) { (bytes, cursor) throws(HandshakeError) in try parser.parse(bytes, at: &cursor) }
    }

    @Test func readsWhatAClientWritesAtEverySplit() throws {
        let sent = try UpgradeRequest(
            resource: "/chat?room=1", host: "h:9001", origin: "https://a.example", subprotocols: ["chat", "v2"],
            extensions: [ExtensionHeader(name: "y", parameters: [.init(name: "z", value: "1")])],
            headers: [HTTPHeader(name: "Cookie", value: "a=b")], key: .example)
        let bytes = written { sent.encode(into: &$0) } + [0x81]
        for offset in 0...bytes.count {
            let parsed = read(bytes.cut(at: offset))
            let request = try #require(parsed.value)
            #expect(parsed.rest == [0x81])
            #expect(request.resource == sent.resource && request.host == sent.host && request.origin == sent.origin)
            #expect(request.subprotocols == sent.subprotocols && request.extensions == sent.extensions)
            #expect(request.headers == sent.headers && request.key.text == sent.key.text)
        }
        #expect(read(bytes.cut(every: 1)).value?.resource == "/chat?room=1")
    }

    @Test func takesWhatProxiesAndBrowsersWrite() throws {
        let parsed = read([
            head(
                "GET http://h.example:80/a?b HTTP/1.1", "host: h.example", "UPGRADE: h2c, WebSocket",
                "Connection: keep-alive, Upgrade", "Sec-WebSocket-Protocol: a", "Sec-WebSocket-Protocol: b,c",
                Self.key, Self.version)
        ])
        let request = try #require(parsed.value)
        #expect(request.resource == "/a?b")
        #expect(request.subprotocols == ["a", "b", "c"])
        #expect(request.headers.isEmpty)
        let bare = read([
            head("GET https://h HTTP/1.1", "Host: h", Self.upgrade, Self.connection, Self.key, Self.version)
        ])
        #expect(bare.value?.resource == "/")
    }

    /// The lines of a request, what is wrong with it, and the status that answers it.
    @Test(
        arguments: [
            (["POST / HTTP/1.1", "Host: h", upgrade, connection, key, version], .method("POST"), 405),
            (["get / HTTP/1.1", "Host: h", upgrade, connection, key, version], .method("get"), 405),
            (["GET / HTTP/1.0", "Host: h", upgrade, connection, key, version], .httpVersion("HTTP/1.0"), 505),
            (["GET /", "Host: h"], .malformedRequestLine("GET /"), 400),
            (["GET / / HTTP/1.1", "Host: h"], .malformedRequestLine("GET / / HTTP/1.1"), 400),
            (["GET  HTTP/1.1", "Host: h"], .malformedRequestLine("GET  HTTP/1.1"), 400),
            (["", "Host: h"], .malformedRequestLine(""), 400),
            (["GET / HTTP/1.1", upgrade, connection, key, version], .missingHost, 400),
            (
                ["GET / HTTP/1.1", "Host: h", "Host: i", upgrade, connection, key, version], .duplicateHeader("Host"),
                400
            ),
            (["GET / HTTP/1.1", "Host: h", connection, key, version], .wrongUpgrade(nil), 426),
            (["GET / HTTP/1.1", "Host: h", "Upgrade: h2c", connection, key, version], .wrongUpgrade("h2c"), 426),
            (["GET / HTTP/1.1", "Host: h", upgrade, key, version], .wrongConnection(nil), 400),
            (
                ["GET / HTTP/1.1", "Host: h", upgrade, "Connection: close", key, version], .wrongConnection("close"),
                400
            ),
            (["GET / HTTP/1.1", "Host: h", upgrade, connection, version], .wrongKey(nil), 400),
            (
                ["GET / HTTP/1.1", "Host: h", upgrade, connection, "Sec-WebSocket-Key: abc", version], .wrongKey("abc"),
                400
            ),
            (
                ["GET / HTTP/1.1", "Host: h", upgrade, connection, key, key, version],
                .duplicateHeader("Sec-WebSocket-Key"), 400
            ),
            (["GET / HTTP/1.1", "Host: h", upgrade, connection, key], .wrongVersion(nil), 426),
            (
                ["GET / HTTP/1.1", "Host: h", upgrade, connection, key, "Sec-WebSocket-Version: 8"], .wrongVersion("8"),
                426
            ),
            (
                ["GET / HTTP/1.1", "Host: h", upgrade, connection, key, version, "Sec-WebSocket-Extensions: a b"],
                .malformedHeader("Sec-WebSocket-Extensions: a b"), 400
            ),
            (
                ["GET / HTTP/1.1", "Host: h", upgrade, connection, key, version, "Sec-WebSocket-Protocol: a, a"],
                .invalidField(name: "Sec-WebSocket-Protocol", value: "a"), 400
            ),
            (["GET / HTTP/1.1", "Host: h", "no colon"], .malformedHeader("no colon"), 400),
        ] as [([String], HandshakeError, Int)])
    func refusesEachFault(lines: [String], expected: HandshakeError, status: Int) {
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        for size in [1, 10, bytes.count] {
            #expect(read(bytes.cut(every: size)).error == expected)
        }
        let answer = String(decoding: written { expected.answer.encode(into: &$0) }, as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    }

    @Test func guardsItsLimits() {
        let bytes = head("GET / HTTP/1.1", "Host: h", Self.upgrade, Self.connection, Self.key, Self.version)
        #expect(read([bytes], limits: HandshakeLimits(headSize: bytes.count, headerCount: 5)).value != nil)
        #expect(read([bytes], limits: HandshakeLimits(headSize: 50)).error == .headTooLarge(limit: 50))
        #expect(read([bytes], limits: HandshakeLimits(headerCount: 4)).error == .tooManyHeaders(limit: 4))
    }

    @Test func tellsHowMuchCameBeforeTheEnd() {
        var parser = UpgradeRequestParser()
        _ = parse([Array("GET / HT".utf8)]) { (bytes, cursor) throws(HandshakeError) in
            try parser.parse(bytes, at: &cursor)
        }
        #expect(parser.streamEnded() == .endOfStream(bytesReceived: 8))
    }
}
