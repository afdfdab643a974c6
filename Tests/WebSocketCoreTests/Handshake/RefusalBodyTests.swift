import Testing
import WebSocketCore

/// Answers other than 101, through the parser that reports them.
@Suite struct RefusalBodyTests {
    private func parser() throws -> UpgradeResponseParser {
        let request = try UpgradeRequest(resource: "/", host: "h", key: .example)
        return UpgradeResponseParser(key: .example, request: request)
    }

    /// The error at any split of the bytes; nil while the body is awaited.
    private func error(_ bytes: [UInt8]) throws -> HandshakeError? {
        var errors: Set<HandshakeError?> = []
        for size in [1, 3, 50, bytes.count] {
            var parser = try parser()
            errors.insert(
                parse(bytes.cut(every: size)) { (bytes, cursor) throws(HandshakeError) in
                    try parser.parse(bytes, at: &cursor)
                }.error)
        }
        #expect(errors.count == 1)
        return errors.first ?? nil
    }

    @Test func tellsStatusLocationAndBody() throws {
        #expect(
            try error(head("HTTP/1.1 302 Found", "Location: /other?a=b", "Content-Length: 5") + Array("moved".utf8))
                == .status(302, reason: "Found", location: "/other?a=b", bodyStart: "moved"))
        #expect(
            try error(head("HTTP/1.1 401 Unauthorized", "Content-Length: 0"))
                == .status(401, reason: "Unauthorized", location: nil, bodyStart: ""))
        #expect(
            try error(head("HTTP/1.1 503", "Content-Length: 3") + Array("no!".utf8))
                == .status(503, reason: "", location: nil, bodyStart: "no!"))
    }

    @Test func needsNoBodyWhereThereIsNone() throws {
        #expect(try error(head("HTTP/1.1 204 No Content"))?.kind == "status-204")
        #expect(try error(head("HTTP/1.1 304 Not Modified", "Content-Length: 99"))?.kind == "status-304")
    }

    @Test func tellsTheStatusThoughAHeaderIsBroken() throws {
        #expect(try error(head("HTTP/1.1 400 Bad Request", "Content-Length: 0", "b r o k e n"))?.kind == "status-400")
    }

    @Test func tellsAtMost256Bytes() throws {
        let long = [UInt8](repeating: 0x78, count: 5000)
        let expected = HandshakeError.status(
            500, reason: "Oh", location: nil, bodyStart: String(repeating: "x", count: 256))
        #expect(try error(head("HTTP/1.1 500 Oh", "Content-Length: 5000") + long) == expected)
        #expect(try error(head("HTTP/1.1 500 Oh") + long) == expected)
        let chunks = Array("1388\r\n".utf8) + long + Array("\r\n0\r\n\r\n".utf8)
        #expect(try error(head("HTTP/1.1 500 Oh", "Transfer-Encoding: chunked") + chunks) == expected)
    }

    @Test func readsChunks() throws {
        let start = head("HTTP/1.1 403 Forbidden", "Transfer-Encoding: gzip, Chunked", "Content-Length: 3")
        let expected = HandshakeError.status(403, reason: "Forbidden", location: nil, bodyStart: "no entry")
        #expect(try error(start + Array("3;x=y\r\nno \r\n5\r\nentry\r\n0\r\n\r\n".utf8)) == expected)
        #expect(try error(start + Array("3\r\nno \r\n5\r\nentry\r\nbroken\r\n".utf8)) == expected)
    }

    @Test func tellsWhatCameWhenTheStreamEndsOrTheTimeIsUp() throws {
        for framing in ["Content-Length: 100", "X-None: 0", "Transfer-Encoding: chunked"] {
            var parser = try parser()
            #expect(parser.refusal == nil)
            let body = framing.hasSuffix("chunked") ? "64\r\nlate" : "late"
            let bytes = head("HTTP/1.1 503 Busy", framing) + Array(body.utf8)
            let parsed = parse(bytes.cut(every: 9)) { (bytes, cursor) throws(HandshakeError) in
                try parser.parse(bytes, at: &cursor)
            }
            #expect(parsed.value == nil && parsed.error == nil)
            let expected = HandshakeError.status(503, reason: "Busy", location: nil, bodyStart: "late")
            #expect(parser.refusal == expected)
            #expect(parser.streamEnded() == expected)
        }
    }
}
