import Testing
import WebSocketClient

/// An actor that lives on its session's thread.
private actor Echoer {
    private let session: any ClientWebSocketSession
    private let executor: any SerialExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(_ session: any ClientWebSocketSession) {
        self.session = session
        executor = session.actorExecutor
    }

    /// The threads that it was seen on.
    func threads(rounds: Int) async throws -> Set<UInt> {
        var threads: Set<UInt> = [currentThread()]
        for _ in 0..<rounds {
            try await session.send("x")
            _ = try await session.incoming.receive()
            threads.insert(currentThread())
        }
        return threads
    }
}

@Suite(.timeLimit(.minutes(1))) struct ActorExecutorTests {
    @Test func anActorCanLiveOnTheSessionsThread() async throws {
        let echo = try TestEcho()
        let session = try await WebSocketClient().webSocketSession(port: echo.port)
        let loop = await Task(executorPreference: session.loop) { currentThread() }.value
        #expect(try await Echoer(session).threads(rounds: 20) == [loop])
        try await session.close()
    }
}
