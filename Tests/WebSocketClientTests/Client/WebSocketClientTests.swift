import FoundationEssentials
import Glibc
import Testing
import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct WebSocketClientTests {
    @Test func theThreeFormsOfOpeningEcho() async throws {
        let echo = try TestEcho()
        let client = WebSocketClient()
        let first = try await client.webSocket(port: echo.port, path: "/a?b=c") { session in
            #expect(session.call.request.resource == "/a?b=c")
            #expect(session.call.request.host == "localhost:\(echo.port)")
            try await session.send("grüß")
            return try await session.incoming.receive()
        }
        #expect(first == .text("grüß"))
        let second = try await client.webSocket("ws://127.0.0.1:\(echo.port)") { session in
            try await session.send([1, 2, 3])
            return try await session.incoming.receive()
        }
        #expect(second == .binary([1, 2, 3]))
        let url = try #require(URL(string: "ws://localhost:\(echo.port)/x"))
        let third = try await client.webSocket(url) { session in
            try await session.outgoing.send(.binary([]))
            return try await session.incoming.receive()
        }
        #expect(third == .binary([]))
        await client.close()
    }

    @Test func aSessionOfTheCallersOwnIsClosedByHim() async throws {
        let echo = try TestEcho()
        let client = WebSocketClient()
        let session = try await client.webSocketSession(port: echo.port)
        try await session.send("one")
        try await expectNext(.text("one"), session)
        try await session.close(CloseReason(.normal, "done"))
        #expect(await session.closeReason == CloseReason(.normal, "done"))
        var iterator = session.incoming.makeAsyncIterator()
        #expect(try await iterator.next() == nil)
        await #expect(throws: WebSocketError.closed(reason: CloseReason(.normal, "done"))) {
            try await session.send("late")
        }
        // Again, which has nothing to wait for.
        try await session.close()
    }

    /// The thread of the session's loop, and those on which a closure was seen.
    private func watch(_ session: any ClientWebSocketSession) async throws -> (loop: UInt, seen: Set<UInt>) {
        var seen: Set<UInt> = [currentThread()]
        for _ in 0..<100 {
            try await session.send("x")
            _ = try await session.incoming.receive()
            seen.insert(currentThread())
        }
        return (await Task(executorPreference: session.loop) { currentThread() }.value, seen)
    }

    @Test func theClosureRunsOnTheLoopAndStaysThere() async throws {
        let echo = try TestEcho()
        let threads = try await WebSocketClient().webSocket(port: echo.port) { try await watch($0) }
        #expect(threads.seen == [threads.loop])
    }

    @Test func aClosureThatDoesNotPreferTheLoopStaysAwayFromIt() async throws {
        let echo = try TestEcho()
        let client = WebSocketClient { $0.prefersLoop = false }
        let threads = try await client.webSocket(port: echo.port) { try await watch($0) }
        #expect(!threads.seen.contains(threads.loop))
    }

    @Test func aTaskThatPrefersTheLoopRunsThere() async throws {
        let echo = try TestEcho()
        let client = WebSocketClient()
        let session = try await client.webSocketSession(port: echo.port)
        let reader = Task(executorPreference: session.loop) {
            var texts: [String] = []
            for try await frame in session.incoming {
                texts.append(try frame.readText())
                if texts.count == 3 { break }
            }
            return texts
        }
        for text in ["a", "b", "c"] { try await session.send(text) }
        #expect(try await reader.value == ["a", "b", "c"])
        try await session.close()
    }

    @Test func manySessionsOfManyTasksEachGetTheirOwn() async throws {
        let echo = try TestEcho()
        let client = WebSocketClient { $0.threads = 2 }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask {
                    // Half of them away from the loop.
                    if number.isMultiple(of: 2) {
                        try await client.webSocket(port: echo.port) { session in try await chat(session, number) }
                    } else {
                        let session = try await client.webSocketSession(port: echo.port)
                        try await chat(session, number)
                        try await session.close()
                    }
                }
            }
            try await group.waitForAll()
        }
        await client.close()
    }

    @Test func aClientThatClosesTakesItsSessionsWithIt() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.awaitClose() == 1001)
        }
        let client = WebSocketClient()
        let session = try await client.webSocketSession(port: server.port)
        await client.close()
        #expect(await session.closeReason == CloseReason(.goingAway))
        await #expect(throws: WebSocketError.clientClosed) { try await client.webSocketSession(port: server.port) }
        try await server.join()
    }

    @Test func whatTheClosureThrowsIsThrownAndTheSessionClosed() async throws {
        struct Mine: Error {}
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.awaitClose() == 1001)
        }
        await #expect(throws: Mine.self) {
            try await WebSocketClient().webSocket(port: server.port) { _ in throw Mine() }
        }
        try await server.join()
    }
}

private func chat(_ session: any WebSocketSession, _ number: Int) async throws {
    for round in 0..<20 {
        try await session.send("\(number) \(round)")
        try await expectNext(.text("\(number) \(round)"), session)
    }
}

/// Not callable from where a task may be moved between threads, which is what is looked for here.
func currentThread() -> UInt { UInt(pthread_self()) }
