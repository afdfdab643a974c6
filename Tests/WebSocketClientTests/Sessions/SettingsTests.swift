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
        server.join()
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
        server.join()
    }
}
