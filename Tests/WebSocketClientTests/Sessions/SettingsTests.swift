import NetworkIO
import Testing
import WebSocketClient
import WebSocketCore

/// What of a session can be changed while it is open.
@Suite(.timeLimit(.minutes(1))) struct SettingsTests {
    @Test(arguments: [true, false]) func anotherMaskingHoldsFromTheNextFrameOn(onLoop: Bool) async throws {
        let server = try TestServer { peer in
            try peer.accept()
            for isMasked in [true, false, true, false] { #expect(try peer.frame().isMasked == isMasked) }
            try peer.awaitClose()
        }
        let client = WebSocketClient { $0.prefersLoop = onLoop }
        try await client.webSocket(port: server.port) { session in
            try await session.send("masked")
            session.masking = .off
            try await session.send("bare")
            session.masking = .fixed(0x0102_0304)
            try await session.send("masked")
            session.masking = .off
            try await session.send("bare")
            session.masking = .random
        }
        try await server.join()
    }

    @Test func aChangeOfAnotherThreadTakesNoneOfTheLoopBack() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try !peer.dataFrame().isMasked)
            try peer.awaitClose()
        }
        try await WebSocketClient().webSocket(port: server.port) { session in
            // While this holds the loop up, so that the other change comes second.
            try WorkerThread(name: "other") { session.maxFrameSize = 1000 }.join()
            session.masking = .off
            // Comes back behind it.
            try await Task.sleep(for: .milliseconds(1))
            try await session.send("bare")
            session.masking = .random
        }
        try await server.join()
    }

    @Test(arguments: [-1, 0, 1]) func buffersOfNothingLetMessagesThrough(limit: Int) async throws {
        let echo = try TestEcho()
        let client = WebSocketClient {
            $0.inboundBufferLimit = limit
            $0.outboundBufferLimit = limit
            $0.threads = limit
        }
        try await client.webSocket(port: echo.port) { session in
            for number in 0..<100 { try await session.send("\(number)") }
            for number in 0..<100 { try await expectNext(.text("\(number)"), session) }
        }
    }

    @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.min)])
    func durationsWithoutAnEndAreKept(duration: Duration) async throws {
        let echo = try TestEcho()
        let client = WebSocketClient {
            if duration > .zero { $0.connectTimeout = duration }
            $0.closeTimeout = duration
            $0.pingInterval = duration
            // So that a slow machine loses no session.
            $0.pingTimeout = max(duration, .seconds(60))
        }
        try await client.webSocket(port: echo.port) { session in
            #expect(session.pingInterval == (duration > .zero ? .seconds(100 * 365 * 86_400) : .milliseconds(1)))
            try await session.send("x")
            try await expectNext(.text("x"), session)
            session.pingTimeout = duration
            session.pingInterval = nil
        }
    }

    @Test func aFrameSizeBelowNothingTakesEmptyMessages() async throws {
        let echo = try TestEcho()
        let session = try await WebSocketClient { $0.maxFrameSize = -1 }.webSocketSession(port: echo.port)
        try await session.send("")
        try await expectNext(.text(""), session)
        session.maxFrameSize = -7
        #expect(session.maxFrameSize == 0)
        try await session.send("x")
        await #expect(throws: WebSocketError.messageTooBig(bytes: 1, limit: 0, lastBytes: [0x81, 1])) {
            try await session.incoming.receive()
        }
        try await session.close()
    }
}
