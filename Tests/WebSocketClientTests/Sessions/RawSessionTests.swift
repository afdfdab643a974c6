import Testing
import WebSocketClient
import WebSocketCore

@Suite(.timeLimit(.minutes(1))) struct RawSessionTests {
    @Test func everyFrameIsHandedOutAndNothingAnswered() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.ping, [1])
            try peer.send(.text, Array("a".utf8), fin: false)
            try peer.send(.pong, [2])
            try peer.send(.continuation, Array("b".utf8), fin: true)
            try peer.send(.binary, [3], rsv: 5)
            try peer.sendClose(1000, "bye")
            // The first that comes is what the user sends, no pong and no answer.
            #expect(try peer.frame().text == "mine")
            let close = try peer.frame()
            #expect(close.opcode == .close)
            #expect(close.code == 1001)
            peer.finish()
            try peer.awaitEnd()
        }
        let session = try await WebSocketClient().rawWebSocketSession(port: server.port)
        var frames: [Frame] = []
        for try await frame in session.incoming { frames.append(frame) }
        #expect(
            frames == [
                .ping([1]), .text("a", fin: false), .pong([2]), .text("b"),
                Frame(.binary, data: [3], rsv1: true, rsv3: true), .close(CloseReason(.normal, "bye")),
            ])
        #expect(await session.closeReason == CloseReason(.normal, "bye"))
        try await session.send("mine")
        try await session.send(.close(CloseReason(.goingAway)))
        await #expect(throws: WebSocketError.self) { try await session.send("late") }
        try await session.close()
        try await server.join()
    }

    @Test func theAnswerToOurCloseFrameIsHandedOut() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.awaitClose() == 1000)
        }
        let session = try await WebSocketClient().rawWebSocketSession("ws://127.0.0.1:\(server.port)/")
        try await session.send(.close(CloseReason(.normal)))
        var frames: [Frame] = []
        for try await frame in session.incoming { frames.append(frame) }
        #expect(frames == [.close(CloseReason(.normal))])
        try await server.join()
    }

    @Test func fragmentsAreSentAsTheyAreGiven() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            let frames = try (0..<4).map { _ in try peer.frame() }
            #expect(frames.map(\.opcode) == [.text, .ping, .continuation, .binary])
            #expect(frames.map(\.fin) == [false, true, true, true])
            #expect(frames.map(\.rsv) == [0, 0, 2, 0])
            try peer.awaitClose()
        }
        try await WebSocketClient().rawWebSocket(port: server.port) { session in
            try await session.send(.text("a", fin: false))
            await #expect(throws: WebSocketError.wrongFrame(.binary, expected: .text)) {
                try await session.send([1])
            }
            try await session.send(.ping())
            try await session.send(Frame(.text, data: [], rsv2: true))
            try await session.send([1])
        }
        try await server.join()
    }

    @Test func fragmentsMayAddUpToMoreThanAFrameMayHave() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            for index in 0..<10 {
                try peer.send(index == 0 ? .binary : .continuation, [UInt8](repeating: 0, count: 90), fin: index == 9)
            }
            try peer.awaitClose()
        }
        let client = WebSocketClient { $0.maxFrameSize = 100 }
        try await client.rawWebSocket(port: server.port) { session in
            for index in 0..<10 {
                try await expectNext(
                    .binary([UInt8](repeating: 0, count: 90), fin: index == 9), session)
            }
        }
        try await server.join()
    }
}
