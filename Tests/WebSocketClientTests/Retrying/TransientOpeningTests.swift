import Testing
import WebSocketClient

/// Openings that fail, as servers and proxies make them fail, and whether another try may mend it.
@Suite(.timeLimit(.minutes(1))) struct TransientOpeningTests {
    private func opening(_ url: String, _ request: (inout WebSocketRequest) -> Void = { _ in }) async throws
        -> WebSocketError
    {
        let outcome = await result { try await WebSocketClient().webSocketSession(url, request: request).terminate() }
        guard case .failure(let error) = outcome else { throw TestConnection.Problem(description: "it was opened") }
        return error
    }

    @Test func aServerThatEndsConnectionsWhileItRestartsIsComeBackTo() async throws {
        let visits = Counter()
        let server = try TestServer(clients: 3) { peer in
            visits.add()
            switch visits.value {
            case 1: _ = try peer.readRequest()
            case 2:
                _ = try peer.readRequest()
                try peer.send(Array("HTTP/1.1 101 Switching".utf8))
            default:
                try peer.accept()
                try peer.send("back")
                #expect(try peer.awaitClose() == 1000)
            }
            peer.finish()
        }
        var policy = WebSocketRetryPolicy()
        policy.firstDelay = .zero
        var ends: [String] = []
        let text = try await WebSocketClient().webSocketWithRetry(
            "ws://localhost:\(server.port)/", policy: policy,
            onRetry: { _, error, _ in if case .handshake(let kind, _)? = error as? WebSocketError { ends.append(kind) }
            }
        ) { session in
            try await session.incoming.receive().readText()
        }
        #expect(text == "back")
        #expect(ends == ["end-of-stream", "end-of-stream"])
        try await server.join()
    }

    @Test(arguments: [("tls-ended", false), ("tls-reset", true)])
    func aServerThatEndsItsTLSIsTriedAgain(kind: String, resets: Bool) async throws {
        let server = try TestServer { peer in
            // It is no connect that fails then.
            try peer.awaitBytes()
            if resets { return peer.reset() }
            peer.finish()
            peer.discardAll()
        }
        let error = try await opening("wss://localhost:\(server.port)/")
        guard case .tls(kind, _) = error else { throw error }
        #expect(WebSocketRetryPolicy.isTransient(error))
        try await server.join()
    }

    @Test(arguments: [(407, false), (403, false), (429, true), (502, true), (503, true)])
    func aProxyThatRefusesIsTriedAgainByItsStatus(status: Int, isTransient: Bool) async throws {
        let proxy = try TestServer { peer in
            _ = try peer.readHead()
            try peer.send(Array("HTTP/1.1 \(status) No\r\n\r\n".utf8))
            peer.finish()
        }
        let error = try await opening("ws://example.com/") {
            $0.proxy = WebSocketRequest.Proxy(host: "127.0.0.1", port: proxy.port)
        }
        #expect(
            error
                == .refused(WebSocketRefusal(status: status, reason: "No", headers: [], body: "", isByProxy: true)))
        #expect(WebSocketRetryPolicy.isTransient(error) == isTransient)
        try await proxy.join()
    }

    @Test(arguments: [("", true), ("SSH-2.0-x\r\n\r\n", false)])
    func aProxyThatGivesNoAnswerIsTriedAgainWhereItHasBegunNone(answer: String, isTransient: Bool) async throws {
        let proxy = try TestServer { peer in
            _ = try peer.readHead()
            try peer.send(Array(answer.utf8))
            peer.finish()
        }
        let error = try await opening("ws://example.com/") {
            $0.proxy = WebSocketRequest.Proxy(host: "127.0.0.1", port: proxy.port)
        }
        guard case .handshake(let kind, _) = error else { throw error }
        #expect(kind == (isTransient ? "proxy-end-of-stream" : "proxy-not-http"))
        #expect(WebSocketRetryPolicy.isTransient(error) == isTransient)
        try await proxy.join()
    }
}
