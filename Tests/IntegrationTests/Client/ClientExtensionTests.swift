import Testing
import WebSocketClient

/// An extension that is written outside of the library, against a Python server that has the same one.
@Suite(.partOfMachine) struct ClientExtensionTests {
    private struct Report: Decodable {
        struct Seen: Decodable {
            let isCompressed: Bool
            let isMarked: Bool
            let start: String

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                isCompressed = try list.decode(Int.self) == 1
                isMarked = try list.decode(Int.self) == 1
                start = try list.decode(String.self)
            }
        }

        let offered: String?
        let agreed: [String]
        let seen: [Seen]
    }

    private func echo(_ messages: [Frame], _ peer: Peer, _ client: WebSocketClient) async throws -> [Frame] {
        try await client.webSocket(peer.url()) { session in
            var came: [Frame] = []
            for message in messages {
                try await session.send(message)
                came.append(try await session.incoming.receive())
            }
            return came
        }
    }

    private let messages = [
        Frame.text("grüße"), .binary([0, 1, 2, 255]), .text(""), .text(String(repeating: "squall ", count: 3000)),
    ]

    @Test(arguments: [1, 3]) func messagesAreChangedOnTheWireAlone(fragments: Int) async throws {
        try await withPeer("extension_server.py", ["--fragments", "\(fragments)"]) { peer in
            let client = WebSocketClient { $0.extensions.install(XorExtension.self) { $0.key = 0x20 } }
            #expect(try await echo(messages, peer, client) == messages)
            let report = try await peer.reports(Report.self, count: 1)[0]
            #expect(report.offered == "x-xor; key=32")
            #expect(report.agreed == ["x-xor"])
            #expect(report.seen.allSatisfy { $0.isMarked && !$0.isCompressed })
            #expect(report.seen[1].start == "202122df")
            await client.close()
        }
    }

    @Test func fragmentsPassThroughTheExtension() async throws {
        try await withPeer("extension_server.py") { peer in
            let client = WebSocketClient { $0.extensions.install(XorExtension.self) }
            let came = try await client.webSocket(peer.url()) { session in
                try await session.send(.text("one ", fin: false))
                try await session.send(.text("two ", fin: false))
                try await session.send(.text("three"))
                return try await session.incoming.receive()
            }
            #expect(came == .text("one two three"))
            await client.close()
        }
    }

    @Test(arguments: ["first", "last"]) func compressionStandsBesideIt(place: String) async throws {
        try await withPeer("extension_server.py", ["--deflate", place]) { peer in
            let client = WebSocketClient {
                if place == "first" { $0.extensions.install(WebSocketDeflateExtension.self) }
                $0.extensions.install(XorExtension.self)
                if place == "last" { $0.extensions.install(WebSocketDeflateExtension.self) }
            }
            #expect(try await echo(messages, peer, client) == messages)
            let report = try await peer.reports(Report.self, count: 1)[0]
            let order = ["permessage-deflate", "x-xor"]
            #expect(report.agreed == (place == "first" ? order : order.reversed()))
            // The server undoes the last one first; only what is still compressed then has RSV1.
            #expect(report.seen.allSatisfy { $0.isMarked && $0.isCompressed == (place == "first") })
            await client.close()
        }
    }

    @Test func aWrongAnswerIsRefused() async throws {
        try await withPeer("extension_server.py", ["--answer", "7"]) { peer in
            let client = WebSocketClient { $0.extensions.install(XorExtension.self) }
            await #expect(
                throws: WebSocketError.wrongExtensionAnswer(
                    name: "x-xor", problem: "the server answered with the key 7")
            ) { try await echo([], peer, client) }
            await client.close()
        }
    }

    @Test func aServerWithoutItIsTakenAsItIs() async throws {
        try await withPeer("websockets_server.py") { peer in
            let client = WebSocketClient { $0.extensions.install(XorExtension.self) }
            let came = try await echo(messages, peer, client)
            #expect(came == messages)
            await client.close()
        }
    }

    @Test func aConflictIsSaidWhenASessionIsOpened() async {
        let client = WebSocketClient {
            $0.extensions.install(XorExtension.self)
            $0.extensions.install(XorExtension.self)
        }
        await #expect(
            throws: WebSocketError.extensionConflict(name: "x-xor", with: "x-xor", over: "the key \"x-xor\"")
        ) { try await client.webSocket("ws://127.0.0.1:1/") { _ in } }
        await client.close()
    }
}
