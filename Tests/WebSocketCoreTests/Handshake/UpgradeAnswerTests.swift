import Testing
import WebSocketCore

@Suite struct UpgradeAnswerTests {
    @Test func acceptsInTheWordsOfTheRFC() {
        let plain = UpgradeAnswer.accept(key: .example)
        #expect(
            written { plain.encode(into: &$0) }
                == head(
                    "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
                    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
    }

    @Test func isTakenByTheClientsParser() throws {
        let request = try UpgradeRequest(
            resource: "/", host: "h", subprotocols: ["a", "b"], extensions: [ExtensionHeader(name: "x")], key: .example)
        let chosen = [ExtensionHeader(name: "x", parameters: [.init(name: "y", value: "1"), .init(name: "z")])]
        let answer = UpgradeAnswer.accept(
            key: .example, subprotocol: "b", extensions: chosen, headers: [HTTPHeader(name: "Server", value: "s")])
        let bytes = written { answer.encode(into: &$0) }
        var parser = UpgradeResponseParser(key: .example, request: request)
        var cursor = 0
        let response = try #require(try bytes.withSpan { try parser.parse($0, at: &cursor) })
        #expect(response.subprotocol == "b")
        #expect(response.extensions == chosen)
        #expect(bytes.withSpan { response.header("Server", in: $0) } == "s")
    }

    @Test func refusesWithABody() {
        let answer = UpgradeAnswer.refuse(
            status: 403, reason: "Forbidden", headers: [HTTPHeader(name: "X", value: "y")], body: "nö")
        #expect(
            written { answer.encode(into: &$0) }
                == head(
                    "HTTP/1.1 403 Forbidden", "Connection: close", "Content-Length: 3",
                    "Content-Type: text/plain; charset=utf-8", "X: y") + Array("nö".utf8))
    }

    @Test func namesTheVersionThatItSpeaks() {
        let text = String(
            decoding: written { HandshakeError.wrongVersion("8").answer.encode(into: &$0) }, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 426 Upgrade Required\r\n"))
        #expect(text.contains("\r\nSec-WebSocket-Version: 13\r\n"))
    }

    @Test func asksForSmallerHeads() {
        let text = String(
            decoding: written { HandshakeError.headTooLarge(limit: 9).answer.encode(into: &$0) }, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 431 "))
        #expect(text.hasSuffix("\r\n\r\nthe head is longer than 9 bytes\n"))
    }
}
