import Testing
import WebSocketCore

/// Header lines of all kinds, through the parser of responses.
@Suite struct HeaderReaderTests {
    private func kind(_ chunks: [[UInt8]]) throws -> String? {
        let request = try UpgradeRequest(resource: "/", host: "h", key: .example)
        var parser = UpgradeResponseParser(key: .example, request: request)
        let parsed = parse(chunks) { (bytes, cursor) throws(HandshakeError) in try parser.parse(bytes, at: &cursor) }
        return parsed.error?.kind ?? (parsed.value == nil ? nil : "accepted")
    }

    private func response(with line: [UInt8]) -> [UInt8] {
        let before = "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        let behind = "\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
        return Array(before.utf8) + line + Array(behind.utf8)
    }

    /// Every byte at every place of a value that is longer than a word.
    @Test func takesAllButControlCharactersInValues() throws {
        for byte in UInt8.min...UInt8.max {
            let isControl = byte < 0x20 && byte != 0x09 || byte == 0x7F
            for offset in [0, 1, 6, 7, 8, 9, 19] {
                var value = Array("two\twords and more".utf8) + [0xC3, 0xBC]
                value[offset] = byte
                let expected = isControl ? "malformed-header" : "accepted"
                #expect(try kind([response(with: Array("X:".utf8) + value)]) == expected, "\(byte) at \(offset)")
            }
        }
    }

    @Test func takesTokensOnlyInNames() throws {
        let token = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: ":") {
            let expected = token.contains(byte) ? "accepted" : "malformed-header"
            #expect(try kind([response(with: [0x58, byte, 0x58, 0x3A, 0x79])]) == expected, "\(byte)")
        }
    }

    /// Whatever comes, it ends in the same way at any split.
    @Test(arguments: UInt64(0)..<20)
    func survivesNoise(seed: UInt64) throws {
        var random = FastRandom(seed: seed)
        for _ in 0..<50 {
            var bytes = response(with: Array("X: y".utf8))
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let offset = Int.random(in: bytes.indices, using: &random)
                bytes[offset] =
                    [0x0D, 0x0A, 0x20, 0x3A, UInt8.random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            #expect(try kind([bytes]) == kind(bytes.cut(every: 1)))
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func survivesNoiseInRequests(seed: UInt64) throws {
        var random = FastRandom(seed: seed)
        let request = try UpgradeRequest(resource: "/a", host: "h", subprotocols: ["p"], key: .example)
        for _ in 0..<50 {
            var bytes = written { request.encode(into: &$0) }
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let offset = Int.random(in: bytes.indices, using: &random)
                bytes[offset] =
                    [0x0D, 0x0A, 0x20, 0x3A, UInt8.random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            let outcomes = [bytes.count, 1].map { size in
                var parser = UpgradeRequestParser()
                let parsed = parse(bytes.cut(every: size)) { (bytes, cursor) throws(HandshakeError) in
                    try parser.parse(bytes, at: &cursor)
                }
                return parsed.error?.description ?? parsed.value?.resource
            }
            #expect(outcomes[0] == outcomes[1])
        }
    }
}
