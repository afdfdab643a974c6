import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct CancellingTests {
    @Test func aReaderThatIsCancelledStopsAndTheNextOneGoesOn() async throws {
        let echo = try TestEcho()
        let session = try await WebSocketClient().webSocketSession(port: echo.port)
        for onLoop in [false, true] {
            let reader = Task(executorPreference: onLoop ? session.loop : nil) {
                await result { try await session.incoming.receive() }
            }
            try await Task.sleep(for: .milliseconds(5))
            reader.cancel()
            #expect(await reader.value == .failure(.cancelled))
        }
        try await session.send("after")
        try await expectNext(.text("after"), session)
        try await session.close()
    }

    @Test func aConnectThatIsCancelledIsGivenUp() async throws {
        let asked = Gate()
        let server = try TestServer { peer in
            _ = try peer.readRequest()
            asked.open()
            // Nothing is answered; the client goes.
            #expect(throws: TestConnection.Problem.reset) { try peer.awaitEnd() }
        }
        let client = WebSocketClient()
        let opening = Task {
            await result {
                _ = try await client.webSocketSession(port: server.port)
            }
        }
        try await asked.passed()
        opening.cancel()
        guard case .failure(.cancelled) = await opening.value else {
            Issue.record("it was not cancelled")
            return
        }
        try await server.join()
    }

    @Test func aClosureThatIsCancelledClosesItsSession() async throws {
        let outcome = try await cancelling { session in _ = try await session.incoming.receive() }
        #expect(throws: WebSocketError.cancelled) { try outcome.get() }
    }

    @Test func aClosureThatIsCancelledAndReturnsClosesItsSessionTheSameWay() async throws {
        let outcome = try await cancelling { session in
            await result { try await session.incoming.receive() }.isCancelled
        }
        #expect(try outcome.get())
    }

    /// What a closure comes to that is cancelled once it has begun; its session closes with 1001.
    private func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable (any DefaultClientWebSocketSession) async throws -> Value
    ) async throws -> Result<Value, any Error> {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.awaitClose() == 1001)
        }
        let started = Gate()
        let task = Task {
            try await WebSocketClient().webSocket(port: server.port) { session in
                started.open()
                return try await body(session)
            }
        }
        try await started.passed()
        task.cancel()
        let outcome = await task.result
        try await server.join()
        return outcome
    }

    @Test func aClosingOnTheWayOutIsNotCutShortByCancelling() async throws {
        let (begun, release) = (Gate(), Gate())
        let steps = Shared<[String]>([])
        let server = try TestServer { peer in
            try peer.accept()
            let close = try peer.frame()
            #expect(close.code == 1000)
            begun.open()
            release.pass()
            steps.withLock { $0.append("answered") }
            try peer.send(.close, close.payload)
            peer.finish()
            // Not reset.
            try peer.awaitEnd()
        }
        let task = Task {
            let value = try await WebSocketClient().webSocket(port: server.port) { _ in 7 }
            steps.withLock { $0.append("left") }
            return value
        }
        try await begun.passed()
        task.cancel()
        // In which it could leave too early.
        try await Task.sleep(for: .milliseconds(20))
        release.open()
        #expect(try await task.value == 7)
        #expect(steps.withLock { $0 } == ["answered", "left"])
        try await server.join()
    }

    @Test func aClosureWhoseServerDoesNotAnswerTheCloseEndsInTime() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.frame().code == 1000)
            // The close frame is not answered, so that the connection is cut.
            #expect(throws: TestConnection.Problem.reset) { try peer.awaitEnd() }
        }
        let client = WebSocketClient { $0.closeTimeout = .milliseconds(20) }
        let session = try await client.webSocket(port: server.port) { $0 }
        try await expectAbnormalEnd(.closeTimeout, session)
        #expect(await session.closeReason == CloseReason(.normal))
        try await server.join()
    }

    @Test func waitingForTheReasonEndsWithItsTask() async throws {
        let echo = try TestEcho()
        let session = try await WebSocketClient().webSocketSession(port: echo.port)
        let task = Task { await session.closeReason }
        task.cancel()
        #expect(await task.value == nil)
        try await session.close()
    }

    @Test func aFlushThatIsCancelledEndsAndTheNextOneWaitsOn() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            release.pass()
            #expect(try peer.frame().payload.count == 24 << 20)
            try peer.awaitClose()
        }
        // The server may take its time over so many bytes.
        let session = try await WebSocketClient { $0.closeTimeout = .seconds(50) }
            .webSocketSession(port: server.port)
        // More than the kernel takes of a client whose server does not read.
        try await session.send([UInt8](repeating: 1, count: 24 << 20))
        let flush = Task { await result { try await session.flush() } }
        try await Task.sleep(for: .milliseconds(5))
        flush.cancel()
        #expect(await flush.value.isCancelled)
        release.open()
        try await session.flush()
        try await session.close()
        try await server.join()
    }

    @Test func aCloseThatIsCancelledGoesOn() async throws {
        let (begun, release) = (Gate(), Gate())
        let server = try TestServer { peer in
            try peer.accept()
            let close = try peer.frame()
            #expect(close.code == 4000)
            begun.open()
            release.pass()
            try peer.send(.close, close.payload)
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        let reason = CloseReason(.init(rawValue: 4000), "mine")
        let closing = Task { await result { try await session.close(reason) } }
        try await begun.passed()
        closing.cancel()
        #expect(await closing.value.isCancelled)
        await #expect(throws: WebSocketError.closed(reason: reason)) { try await session.send("late") }
        release.open()
        // Waits for the end of the first.
        try await session.close()
        #expect(try await session.incoming.makeAsyncIterator().nextFrame() == nil)
        #expect(await session.closeReason == reason)
        try await server.join()
    }

    @Test func nothingIsLeftBehind() async throws {
        let echo = try TestEcho()
        weak var session: (any DefaultClientWebSocketSession)?
        weak var loop: (any TaskExecutor)?
        do {
            let client = WebSocketClient()
            let held = try await client.webSocketSession(port: echo.port)
            session = held
            loop = held.loop
            let readers = (0..<10).map { _ in Task { try await held.incoming.receive() } }
            for reader in readers { reader.cancel() }
            for reader in readers { _ = await reader.result }
            try await held.send("x")
            try await expectNext(.text("x"), held)
            try await held.close()
        }
        // The last that holds them may be a job of the loop which is just ending.
        try await until { session == nil && loop == nil }
    }

    @Test func aClientThatGoesWithItsSessionSaysGoodbye() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.awaitClose() == 1001)
        }
        _ = try await WebSocketClient().webSocketSession(port: server.port)
        try await server.join()
    }

    @Test func aSessionThatNobodyHoldsIsClosed() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.awaitClose() == 1001)
        }
        let client = WebSocketClient()
        _ = try await client.webSocketSession(port: server.port)
        try await server.join()
        await client.close()
    }

    @Test func aSessionThatIsDroppedWithItsClientIsClosedBehindWhatWasSent() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.frame().text == "x")
            #expect(try peer.awaitClose() == 1001)
            // Not reset.
            try peer.awaitEnd()
        }
        func sendAndForget() async throws {
            let session = try await WebSocketClient().webSocketSession(port: server.port)
            try await session.send("x")
        }
        try await sendAndForget()
        try await server.join()
    }

    @Test func aLoopThatNobodyHoldsWaitsForAServerNoLongerThanItMay() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.frame().code == 1001)
            // The close frame is not answered, so that the connection is cut.
            #expect(throws: TestConnection.Problem.reset) { try peer.awaitEnd() }
            release.pass()
        }
        weak var core: SessionCore?
        func connectAndForget() async throws {
            let client = WebSocketClient { $0.closeTimeout = .milliseconds(20) }
            let session = try await client.webSocketSession(port: server.port) as? ClientSession
            core = session?.core
            #expect(core != nil)
        }
        try await connectAndForget()
        try await until { core == nil }
        release.open()
        try await server.join()
    }
}
