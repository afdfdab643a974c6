import FoundationEssentials
import Testing
import WebSocketClient

/// Each form of opening gets to its place, and gives a session of its kind.
@Suite(.timeLimit(.minutes(1))) struct OpeningFormsTests {
    private let client = WebSocketClient()

    /// Sends each client a ping, which only raw sessions hand out.
    private func withServer(_ body: (_ port: Int, _ text: String, _ url: URL) async throws -> Void) async throws {
        let server = try TestServer(clients: 3) { peer in
            try peer.accept()
            #expect(peer.request?.resource == "/a?b=c")
            try peer.send(.ping, [7])
            try peer.send("x")
            #expect(try peer.awaitClose() == 1000)
        }
        let text = "ws://localhost:\(server.port)/a?b=c"
        try await body(server.port, text, try #require(URL(string: text)))
        try await server.join()
        await client.close()
    }

    private func checkDefault(_ session: any DefaultClientWebSocketSession) async throws {
        try await expectNext(.text("x"), session)
    }

    private func checkRaw(_ session: any ClientWebSocketSession) async throws {
        try await expectNext(.ping([7]), session)
        try await expectNext(.text("x"), session)
    }

    @Test func closures() async throws {
        try await withServer { port, text, url in
            try await client.webSocket(port: port, path: "/a?b=c") { try await checkDefault($0) }
            try await client.webSocket(text) { try await checkDefault($0) }
            try await client.webSocket(url) { try await checkDefault($0) }
        }
    }

    @Test func rawClosures() async throws {
        try await withServer { port, text, url in
            try await client.rawWebSocket(port: port, path: "/a?b=c") { try await checkRaw($0) }
            try await client.rawWebSocket(text) { try await checkRaw($0) }
            try await client.rawWebSocket(url) { try await checkRaw($0) }
        }
    }

    @Test func sessionsOfTheCallersOwn() async throws {
        func use(_ session: any DefaultClientWebSocketSession) async throws {
            try await checkDefault(session)
            try await session.close()
        }
        try await withServer { port, text, url in
            try await use(await client.webSocketSession(port: port, path: "/a?b=c"))
            try await use(await client.webSocketSession(text))
            try await use(await client.webSocketSession(url))
        }
    }

    @Test func rawSessionsOfTheCallersOwn() async throws {
        func use(_ session: any ClientWebSocketSession) async throws {
            try await checkRaw(session)
            try await session.close()
        }
        try await withServer { port, text, url in
            try await use(await client.rawWebSocketSession(port: port, path: "/a?b=c"))
            try await use(await client.rawWebSocketSession(text))
            try await use(await client.rawWebSocketSession(url))
        }
    }
}
