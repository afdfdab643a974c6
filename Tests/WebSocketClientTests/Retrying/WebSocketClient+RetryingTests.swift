import Testing
import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct WebSocketClientRetryingTests {
    @Test func aServerThatRestartsIsComeBackTo() async throws {
        let visits = Counter()
        let server = try TestServer(clients: 2) { peer in
            try peer.accept()
            visits.add()
            if visits.value == 1 {
                try peer.sendClose(1012, "restart")
                #expect(try peer.frame().code == 1012)
            } else {
                try peer.send("back")
                #expect(try peer.awaitClose() == 1000)
            }
        }
        var policy = WebSocketRetryPolicy()
        policy.firstDelay = .zero
        var ends: [WebSocketError?] = []
        let text = try await WebSocketClient().webSocketWithRetry(
            "ws://localhost:\(server.port)/", policy: policy,
            onRetry: { _, error, _ in ends.append(error as? WebSocketError) }
        ) { session in
            try await session.incoming.receive().readText()
        }
        #expect(text == "back")
        #expect(ends == [.closed(reason: CloseReason(.serviceRestart, "restart"))])
        try await server.join()
    }
}
