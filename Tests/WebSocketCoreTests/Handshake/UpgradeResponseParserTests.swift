import Testing
import WebSocketCore

@Suite struct UpgradeResponseParserTests {
    private static let accept = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    private let good = head(
        "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", Self.accept)

    private func parser(
        subprotocols: [String] = [], extensions: [String] = [], limits: HandshakeLimits = HandshakeLimits()
    ) throws -> UpgradeResponseParser {
        let request = try UpgradeRequest(
            resource: "/", host: "h", subprotocols: subprotocols,
            extensions: extensions.map { ExtensionHeader(name: $0) }, key: .example)
        return UpgradeResponseParser(key: .example, request: request, limits: limits)
    }

    /// The error for a response that offers `chat` and `ext`, the same at any split.
    private func error(_ bytes: [UInt8], limits: HandshakeLimits = HandshakeLimits()) throws -> HandshakeError? {
        var errors: Set<HandshakeError?> = []
        for size in [1, 2, 7, bytes.count] {
            var parser = try parser(subprotocols: ["chat"], extensions: ["ext"], limits: limits)
            errors.insert(
                parse(bytes.cut(every: size)) { (bytes, cursor) throws(HandshakeError) in
                    try parser.parse(bytes, at: &cursor)
                }.error)
        }
        #expect(errors.count == 1)
        return errors.first ?? nil
    }

    @Test func takesAGoodResponseAtEverySplitAndLeavesTheFrames() throws {
        let frames: [UInt8] = [0x81, 0x02, 0x0D, 0x0A, 0x0D, 0x0A]
        let bytes = good + frames
        for offset in 0...bytes.count {
            var parser = try parser()
            let parsed = parse(bytes.cut(at: offset)) { (bytes, cursor) throws(HandshakeError) in
                try parser.parse(bytes, at: &cursor)
            }
            #expect(parsed.value != nil && parsed.error == nil)
            #expect(parsed.rest == frames)
        }
        var parser = try parser()
        let parsed = parse(bytes.cut(every: 1)) { (bytes, cursor) throws(HandshakeError) in
            try parser.parse(bytes, at: &cursor)
        }
        #expect(parsed.value != nil)
        #expect(parsed.rest == frames)
    }

    @Test func startsWhereTheCursorStands() throws {
        var parser = try parser()
        let bytes = Array("junk".utf8) + good + [0x81]
        var cursor = 4
        let response = try bytes.withSpan { try parser.parse($0, at: &cursor) }
        #expect(response != nil)
        #expect(cursor == bytes.count - 1)
    }

    @Test func readsNamesAndTokensInAnyCase() throws {
        #expect(
            try error(
                head(
                    "HTTP/1.1 101", "UPGRADE:WebSocket", "connection:\t keep-alive , UPGRADE ",
                    "sec-websocket-ACCEPT:s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "X-Anything:", "Server: ü")) == nil)
        #expect(
            try error(
                head(
                    "HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: keep-alive", "Connection: upgrade",
                    Self.accept)) == nil)
    }

    @Test func givesWhatWasChosen() throws {
        let bytes = head(
            "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", Self.accept,
            "Sec-WebSocket-Protocol: chat", "Sec-WebSocket-Extensions: ext; level=\"3\"", "Server:  squall ",
            "server: b")
        for size in [1, bytes.count] {
            var parser = try parser(subprotocols: ["other", "chat"], extensions: ["ext"])
            let chunks = bytes.cut(every: size)
            let parsed = parse(chunks) { (bytes, cursor) throws(HandshakeError) in
                try parser.parse(bytes, at: &cursor)
            }
            let response = try #require(parsed.value)
            #expect(response.subprotocol == "chat")
            #expect(
                response.extensions == [
                    ExtensionHeader(name: "ext", parameters: [.init(name: "level", value: "3")])
                ])
            let last = chunks[chunks.count - 1]
            #expect(last.withSpan { response.header("SERVER", in: $0) } == "squall")
            #expect(last.withSpan { response.header("Date", in: $0) } == nil)
        }
    }

    /// The lines of a response and what is wrong with it.
    @Test(
        arguments: [
            (["Connection: Upgrade", accept], .wrongUpgrade(nil)),
            (["Upgrade: websockets", "Connection: Upgrade", accept], .wrongUpgrade("websockets")),
            (["Upgrade: websocket, h2c", "Connection: Upgrade", accept], .wrongUpgrade("websocket, h2c")),
            (["Upgrade: websocket", accept], .wrongConnection(nil)),
            (["Upgrade: websocket", "Connection: close", accept], .wrongConnection("close")),
            (
                ["Upgrade: websocket", "Connection: Upgrade"],
                .wrongAccept(expected: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", got: nil)
            ),
            (
                ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: S3pPLMBiTxaQ9kYGzzhZRbK+xOo="],
                .wrongAccept(expected: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", got: "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            ),
            (["Upgrade: websocket", "Connection: Upgrade", accept, accept], .duplicateHeader("Sec-WebSocket-Accept")),
            (["Upgrade: websocket", "upgrade: websocket", "Connection: Upgrade", accept], .duplicateHeader("upgrade")),
            (
                [
                    "Upgrade: websocket", "Connection: Upgrade", accept, "Sec-WebSocket-Protocol: chat",
                    "Sec-WebSocket-Protocol: chat",
                ], .duplicateHeader("Sec-WebSocket-Protocol")
            ),
            (
                [
                    "Upgrade: websocket", "Connection: Upgrade", accept, "Sec-WebSocket-Extensions: ext",
                    "Sec-WebSocket-Extensions: ext",
                ], .duplicateHeader("Sec-WebSocket-Extensions")
            ),
            (
                ["Upgrade: websocket", "Connection: Upgrade", accept, "Sec-WebSocket-Protocol: Chat"],
                .subprotocolNotOffered("Chat")
            ),
            (
                ["Upgrade: websocket", "Connection: Upgrade", accept, "Sec-WebSocket-Protocol: chat, chat"],
                .subprotocolNotOffered("chat, chat")
            ),
            (
                ["Upgrade: websocket", "Connection: Upgrade", accept, "Sec-WebSocket-Protocol:"],
                .subprotocolNotOffered("")
            ),
            (
                [
                    "Upgrade: websocket", "Connection: Upgrade", accept,
                    "Sec-WebSocket-Extensions: ext, permessage-deflate",
                ],
                .extensionNotOffered("permessage-deflate")
            ),
            (
                ["Upgrade: websocket", "Connection: Upgrade", accept, "Sec-WebSocket-Extensions: ;"],
                .malformedHeader("Sec-WebSocket-Extensions: ;")
            ),
            (["Upgrade websocket", "Connection: Upgrade", accept], .malformedHeader("Upgrade websocket")),
            (["Upgrade : websocket", "Connection: Upgrade", accept], .malformedHeader("Upgrade : websocket")),
            ([": websocket", accept], .malformedHeader(": websocket")),
            (["Upgrade: websocket", " folded", accept], .malformedHeader(" folded")),
            (["Upgrade: web\u{0}socket", accept], .malformedHeader("Upgrade: web\u{0}socket")),
            (["Upgrade: web\rsocket", accept], .malformedHeader("Upgrade: web\rsocket")),
        ] as [([String], HandshakeError)])
    func refusesEachFault(lines: [String], expected: HandshakeError) throws {
        let text = (["HTTP/1.1 101 Switching Protocols"] + lines).joined(separator: "\r\n") + "\r\n\r\n"
        #expect(try error(Array(text.utf8)) == expected)
    }

    @Test func refusesOtherVersions() throws {
        let rest = ["Upgrade: websocket", "Connection: Upgrade", Self.accept]
        #expect(try error(head("HTTP/1.0 101 OK", rest[0], rest[1], rest[2])) == .httpVersion("HTTP/1.0"))
        #expect(try error(head("HTTP/1.0 404 Not Found", "Content-Length: 0"))?.kind == "status-404")
    }

    @Test(arguments: ["HTTP/1.1 10", "HTTP/1.1 abc OK", "HTTP/1.1 1010 OK", "HTTP/1.1", "HTTP/1.1 099 No"])
    func refusesBrokenStatusLines(line: String) throws {
        #expect(try error(head(line, "Upgrade: websocket")) == .notHTTP(start: line))
    }

    @Test func noticesAnotherProtocolAtItsFirstByte() throws {
        var parser = try parser()
        let parsed = parse([Array("HT".utf8), Array("SP/1.1".utf8)]) { (bytes, cursor) throws(HandshakeError) in
            try parser.parse(bytes, at: &cursor)
        }
        #expect(parsed.error == .notHTTP(start: "HTSP/1.1"))
        var second = try self.parser()
        let long = Array("SSH-2.0-OpenSSH_9.6 with a long greeting\r\n".utf8)
        let other = parse([long]) { (bytes, cursor) throws(HandshakeError) in try second.parse(bytes, at: &cursor) }
        #expect(other.error == .notHTTP(start: String("SSH-2.0-OpenSSH_9.6 with a long greeting".prefix(32))))
    }

    @Test func refusesBareLineFeeds() throws {
        let text = "HTTP/1.1 101 OK\nUpgrade: websocket\n\n"
        #expect(try error(Array(text.utf8)) == .malformedHeader("HTTP/1.1 101 OK"))
    }

    @Test func guardsItsLimits() throws {
        let exact = HandshakeLimits(headSize: good.count, headerCount: 3)
        #expect(try error(good, limits: exact) == nil)
        #expect(
            try error(good, limits: HandshakeLimits(headSize: good.count - 1)) == .headTooLarge(limit: good.count - 1))
        #expect(try error(good, limits: HandshakeLimits(headerCount: 2)) == .tooManyHeaders(limit: 2))
        let endless = Array(("HTTP/1.1 101 OK\r\nX: " + String(repeating: "y", count: 70_000)).utf8)
        var parser = try parser()
        let parsed = parse(endless.cut(every: 1000)) { (bytes, cursor) throws(HandshakeError) in
            try parser.parse(bytes, at: &cursor)
        }
        #expect(parsed.error == .headTooLarge(limit: 65536))
    }

    @Test func tellsHowMuchCameBeforeTheEnd() throws {
        var parser = try parser()
        #expect(parser.streamEnded() == .endOfStream(bytesReceived: 0))
        parser = try self.parser()
        let parsed = parse([Array(good.dropLast())]) { (bytes, cursor) throws(HandshakeError) in
            try parser.parse(bytes, at: &cursor)
        }
        #expect(parsed.value == nil && parsed.error == nil)
        #expect(parser.streamEnded() == .endOfStream(bytesReceived: good.count - 1))
    }
}
