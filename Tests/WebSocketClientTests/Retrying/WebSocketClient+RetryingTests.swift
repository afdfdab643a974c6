import Logging
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

    @Test func eachTryThatIsFollowedByAnotherIsLogged() async throws {
        let visits = Counter()
        let server = try TestServer(clients: 3) { peer in
            visits.add()
            if visits.value == 3 {
                try peer.accept()
                try peer.awaitClose()
            } else {
                _ = try peer.readRequest()
                try peer.send(Array("HTTP/1.1 503 hush\r\nContent-Length: 0\r\n\r\n".utf8))
            }
        }
        let recorder = Recorder(level: .info)
        var policy = WebSocketRetryPolicy()
        policy.firstDelay = .milliseconds(1)
        policy.jitter = 0
        let client = WebSocketClient { $0.logger = recorder.logger }
        try await client.webSocketWithRetry("ws://localhost:\(server.port)/chat?token=hush", policy: policy) { _ in }
        let common: Logger.Metadata = [
            "ws.host": "localhost", "ws.port": "\(server.port)", "ws.path": "\"/chat\"", "ws.error": "status-503",
        ]
        #expect(recorder.entries.map(\.message) == ["trying again after an error", "trying again after an error"])
        #expect(
            recorder.entries.map(\.metadata) == [
                common.merging(["ws.attempt": "1", "ws.delay": "0.001 seconds"]) { $1 },
                common.merging(["ws.attempt": "2", "ws.delay": "0.002 seconds"]) { $1 },
            ])
        try await server.join()
    }

    @Test func ofAnErrorOfTheUsersOwnOnlyTheTypeIsLogged() async throws {
        struct Hush: Error { var secret = "hush" }
        let recorder = Recorder()
        var policy = WebSocketRetryPolicy()
        policy.firstDelay = .zero
        try await policy.retrying(shouldRetry: { _ in true }, logger: recorder.logger) { attempt in
            if attempt == 1 { throw Hush() }
        }
        #expect(recorder.entries.map { $0.metadata["ws.error"] } == ["Hush"])
        #expect(!recorder.text.contains("hush"))
    }
}
