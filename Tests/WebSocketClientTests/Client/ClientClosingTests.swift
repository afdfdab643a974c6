import Testing

@testable import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct ClientClosingTests {
    @Test func aSessionWhoseConnectComesBehindTheClosingIsRefused() async throws {
        let loop = try ClientLoop(name: "closing")
        let engine = loop.engine
        let plan = try SessionPlan(
            WebSocketRequest(), to: WebSocketPlace("ws://localhost:9"), isRaw: true, WebSocketClientConfiguration(),
            TLSContextCache())
        let core = SessionCore(plan, on: engine)
        let closing = await loop.waitThrough { $0.resume(engine.closeSessions()) }
        #expect(closing.isEmpty)
        guard case .failure(.clientClosed) = await loop.waitThrough({ core.connect($0) }) else {
            Issue.record("it was opened behind the closing")
            return
        }
    }

    @Test func aSessionThatIsOpeningIsGivenUp() async throws {
        let asked = Gate()
        let server = try TestServer { peer in
            _ = try peer.readRequest()
            asked.open()
            // Nothing is answered; the client goes.
            #expect(throws: TestConnection.Problem.reset) { try peer.awaitEnd() }
        }
        // Which this would have to wait for.
        let client = WebSocketClient { $0.connectTimeout = .seconds(3600) }
        let opening = Task { await result { try await client.webSocketSession(port: server.port).terminate() } }
        try await asked.passed()
        await client.close()
        guard case .failure(.clientClosed) = await opening.value else {
            Issue.record("it does not say that the client is closed")
            return
        }
        try await server.join()
    }

    @Test func theLoopsOfAClientCloseAtOneTime() async throws {
        let second = Gate()
        let slow = try TestServer { peer in
            try peer.accept()
            #expect(try peer.frame().code == 1001)
            // Which a client that closes one loop after another would not get to.
            second.pass()
            try peer.sendClose(1001)
        }
        let other = try TestServer { peer in
            try peer.accept()
            #expect(try peer.awaitClose() == 1001)
            second.open()
        }
        let client = WebSocketClient {
            $0.threads = 2
            $0.closeTimeout = .seconds(50)
        }
        let sessions = [
            try await client.webSocketSession(port: slow.port), try await client.webSocketSession(port: other.port),
        ]
        await client.close()
        for session in sessions { #expect(await session.closeReason == CloseReason(.goingAway)) }
        try await slow.join()
        try await other.join()
    }
}
