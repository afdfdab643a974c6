import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct PingTests {
    /// A session whose pings the test sends and misses by itself.
    private func open(_ server: TestServer) async throws -> ClientSession {
        let client = WebSocketClient {
            $0.pingInterval = .seconds(3600)
            $0.inboundBufferLimit = 4096
        }
        return try #require(try await client.webSocketSession(port: server.port) as? ClientSession)
    }

    private func onLoop<Value: Sendable>(
        _ session: ClientSession, _ look: @escaping @Sendable (SessionCore) -> Value
    ) async -> Value {
        let core = session.core
        return await Task(executorPreference: session.loop) { look(core) }.value
    }

    /// Whether the session stays when the answer to a ping is not there in time.
    private func staysWithoutPong(_ session: ClientSession, lastSign: Int64? = nil) async -> Bool {
        await onLoop(session) { core in
            if let lastSign { core.lastSign = lastSign }
            core.missPong()
            return core.channel != nil
        }
    }

    private static let longAgo: Int64 = -1 << 60
    private static let frames = (0..<100).flatMap { _ in
        TestConnection.frame(.binary, [UInt8](repeating: 7, count: 1000))
    }

    @Test func whateverComesShowsThatThePeerIsThere() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send("a sign")
            release.pass()
        }
        let session = try await open(server)
        try await expectNext(.text("a sign"), session)
        #expect(await staysWithoutPong(session))
        #expect(await !staysWithoutPong(session, lastSign: PingTests.longAgo))
        try await expectAbnormalEnd(.pingTimeout, session)
        release.open()
        try await server.join()
    }

    @Test func aSlowReaderCannotSeeThePong() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(PingTests.frames)
            let ping = try peer.frame()
            #expect(ping.opcode == .ping)
            try peer.send(.pong, ping.payload)
            try peer.awaitClose()
        }
        let session = try await open(server)
        try await until { await onLoop(session) { $0.isPaused } }
        await onLoop(session) { $0.sendDuePing() }
        try await until {
            await onLoop(session) { core in core.channel.map { core.engine.table.isAcknowledged($0) } ?? false }
        }
        #expect(await staysWithoutPong(session, lastSign: PingTests.longAgo))
        // When it goes on, the pong has its time anew.
        for _ in 0..<100 { _ = try await session.receive() }
        try await until { await onLoop(session) { $0.lastSign > PingTests.longAgo } }
        #expect(await staysWithoutPong(session))
        try await until { await onLoop(session) { $0.awaitedPong == nil } }
        try await session.close()
        try await server.join()
    }

    @Test func aPeerThatTakesNothingIsMissedBehindASlowReaderToo() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(PingTests.frames)
            release.pass()
        }
        let session = try await open(server)
        try await until { await onLoop(session) { $0.isPaused } }
        try await session.send([UInt8](repeating: 1, count: 32 << 20))
        #expect(await !staysWithoutPong(session, lastSign: PingTests.longAgo))
        release.open()
        try await server.join()
    }

    @Test func pingsThatComeTogetherAreAllAnsweredWhereTheKernelHasRoom() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            let pings = (0..<100).flatMap { TestConnection.frame(.ping, [UInt8](repeating: $0, count: 100)) }
            try peer.send(pings)
            var last: UInt8?
            while last != 99 { last = try peer.frame().payload.first }
            try peer.send("all")
            try peer.awaitClose()
        }
        let client = WebSocketClient { $0.outboundBufferLimit = 1024 }
        let session = try await client.webSocketSession(port: server.port)
        try await expectNext(.text("all"), session)
        try await session.close()
        try await server.join()
    }
}
