import Testing
import WebSocketClient

/// permessage-deflate of the client library against Python's `websockets`, in all its parameters.
@Suite(.partOfMachine) struct ClientDeflateTests {
    typealias Configuration = WebSocketDeflateExtension.Configuration

    /// What the server agreed on.
    private struct Report: Decodable {
        struct Agreed: Decodable, Equatable {
            var clientForgets: Bool
            var serverForgets: Bool
            var clientBits: Int
            var serverBits: Int
        }

        let agreed: Agreed?
        let code: Int?

        private enum Key: CodingKey { case agreed, code }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            code = try container.decodeIfPresent(Int.self, forKey: .code)
            guard try !container.decodeNil(forKey: .agreed) else {
                agreed = nil
                return
            }
            var list = try container.nestedUnkeyedContainer(forKey: .agreed)
            agreed = Agreed(
                clientForgets: try list.decode(Bool.self), serverForgets: try list.decode(Bool.self),
                clientBits: try list.decode(Int.self), serverBits: try list.decode(Int.self))
        }
    }

    /// Texts that repeat each other, bytes that do not, and the smallest ones.
    private static let messages: [Frame] = {
        var random = SystemRandomNumberGenerator()
        let noise = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = Frame.text((0..<2000).map { "line \($0 % 40)" }.joined(separator: "\n"))
        return [text, text, .binary(noise), .binary(noise), .text(""), .binary([7]), text]
    }()

    private func echo(_ peer: Peer, _ configure: (inout Configuration) -> Void) async throws {
        let client = WebSocketClient { $0.extensions.install(WebSocketDeflateExtension.self, configure) }
        let came = try await client.webSocket(peer.url()) { session in
            var came: [Frame] = []
            for message in Self.messages {
                try await session.send(message)
                came.append(try await session.incoming.receive())
            }
            return came
        }
        #expect(came == Self.messages)
        await client.close()
    }

    @Test func everyOfferOfTheClientIsAgreedOn() async throws {
        try await withPeer("deflate_server.py", ["--fragments", "3"]) { peer in
            var expected: [Report.Agreed] = []
            for clientForgets in [false, true] {
                for serverForgets in [false, true] {
                    for (clientBits, serverBits) in [(15, nil), (9, 15), (12, 9), (15, 10)] as [(Int, Int?)] {
                        try await echo(peer) {
                            $0.clientNoContextTakeover = clientForgets
                            $0.serverNoContextTakeover = serverForgets
                            $0.clientMaxWindowBits = clientBits
                            $0.serverMaxWindowBits = serverBits
                        }
                        expected.append(
                            .init(
                                clientForgets: clientForgets, serverForgets: serverForgets, clientBits: clientBits,
                                serverBits: serverBits ?? 15))
                    }
                }
            }
            #expect(try await peer.reports(Report.self, count: expected.count).map(\.agreed) == expected)
        }
    }

    @Test(arguments: [
        (
            ["--server-no-context-takeover"],
            Report.Agreed(clientForgets: false, serverForgets: true, clientBits: 15, serverBits: 15)
        ),
        (
            ["--client-no-context-takeover"],
            .init(clientForgets: true, serverForgets: false, clientBits: 15, serverBits: 15)
        ),
        (
            ["--client-max-window-bits", "9"],
            .init(clientForgets: false, serverForgets: false, clientBits: 9, serverBits: 15)
        ),
        (
            ["--server-max-window-bits", "9"],
            .init(clientForgets: false, serverForgets: false, clientBits: 15, serverBits: 9)
        ),
    ])
    private func theServersWishesAreTaken(options: [String], agreed: Report.Agreed) async throws {
        try await withPeer("deflate_server.py", options) { peer in
            try await echo(peer) { _ in }
            #expect(try await peer.reports(Report.self, count: 1)[0].agreed == agreed)
        }
    }

    @Test func everyWayToCompressIsUnderstood() async throws {
        try await withPeer("deflate_server.py") { peer in
            for strategy in Configuration.Strategy.allCases {
                try await echo(peer) {
                    $0.strategy = strategy
                    $0.compressionLevel = 1
                    $0.memoryLevel = 1
                }
            }
            try await echo(peer) {
                $0.compressionLevel = 9
                $0.compressIfBiggerThan(bytes: 100)
            }
        }
    }

    @Test func aServerWithoutCompressionIsTakenUnlessItMayNot() async throws {
        try await withPeer("websockets_server.py") { peer in
            try await echo(peer) { _ in }
            await #expect(throws: WebSocketError.self) { try await echo(peer) { $0.isRequired = true } }
        }
    }

    @Test func whatInflatesBeyondTheLimitEndsTheSession() async throws {
        try await withPeer("deflate_server.py") { peer in
            let client = WebSocketClient {
                $0.extensions.install(WebSocketDeflateExtension.self)
                $0.maxFrameSize = 100_000
            }
            let error = await #expect(throws: WebSocketError.self) {
                try await client.webSocket(peer.url()) { session in
                    try await session.send([UInt8](repeating: 0, count: 900_000))
                    for try await _ in session.incoming {}
                }
            }
            guard case .messageTooBig(100_001, 100_000, let lastBytes) = error else { throw try #require(error) }
            #expect(!lastBytes.isEmpty)
            let report = try await peer.reports(Report.self, count: 1)[0]
            #expect(report.code == 1009)
            await client.close()
        }
    }
}
