import Testing
import WebSocketClient
import WebSocketCore

/// What a default session does not send, because its peer would end it for that.
@Suite(.timeLimit(.minutes(1))) struct RefusedFramesTests {
    @Test(arguments: [false, true]) func reservedBitsAreTheExtensionsAlone(compresses: Bool) async throws {
        let server = try TestServer { peer in
            try peer.accept(extensions: compresses ? [ExtensionHeader(name: "permessage-deflate")] : [])
            let frame = try peer.frame()
            #expect(frame.text == "plain" && frame.rsv == 0)
            try peer.awaitClose()
        }
        let client = WebSocketClient {
            guard compresses else { return }
            $0.extensions.install(WebSocketDeflateExtension.self) { $0.compressIfBiggerThan(bytes: 1000) }
        }
        try await client.webSocket(port: server.port) { session in
            let frames = [
                Frame(.text, data: [0x61], rsv1: true), Frame(.binary, data: [1], fin: false, rsv2: true),
                Frame(.ping, rsv3: true), Frame(.pong, rsv1: true), Frame(.close, rsv1: true),
            ]
            for frame in frames {
                await #expect(throws: WebSocketError.reservedBits(frame.kind)) { try await session.send(frame) }
            }
            try await session.send("plain")
        }
        try await server.join()
    }

    @Test func textIsUTF8AsAWholeAndInParts() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            let frames = try (0..<3).map { _ in try peer.frame() }
            #expect(frames.map(\.opcode) == [.text, .continuation, .binary])
            #expect(frames.map(\.payload) == [[0x67, 0x72, 0xC3], [0xBC], [0xFF]])
            try peer.awaitClose()
        }
        try await WebSocketClient().webSocket(port: server.port) { session in
            func expectRefusal(_ data: [UInt8], at offset: Int) async {
                await #expect(throws: WebSocketError.invalidText(offset: offset)) {
                    try await session.send(Frame(.text, data: data))
                }
            }
            await expectRefusal([0x61, 0xFF], at: 1)
            await expectRefusal([0x61, 0xC3], at: 2)
            try await session.send(Frame(.text, data: [0x67, 0x72, 0xC3], fin: false))
            // The message is not the worse for what was refused, and has still to end with a whole character.
            await expectRefusal([0x28], at: 0)
            await expectRefusal([], at: 0)
            try await session.send(Frame(.text, data: [0xBC]))
            try await session.send([0xFF])
        }
        try await server.join()
    }

    @Test func aRawSessionSendsTextThatIsNone() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.frame().payload == [0xFF])
            try peer.awaitClose()
        }
        try await WebSocketClient().rawWebSocket(port: server.port) { session in
            try await session.send(Frame(.text, data: [0xFF]))
        }
        try await server.join()
    }
}
