import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct ReservedBitsTests {
    /// What ends a session with permessage-deflate behind these frames of the server.
    private func end(
        _ frames: @escaping @Sendable (TestConnection) throws -> Void
    ) async throws -> Result<Frame, WebSocketError> {
        let server = try TestServer { peer in
            try peer.accept(extensions: [ExtensionHeader(name: "permessage-deflate")])
            try frames(peer)
            #expect(try peer.awaitClose() == 1002)
        }
        let client = WebSocketClient { $0.extensions.install(WebSocketDeflateExtension.self) }
        let session = try await client.webSocketSession(port: server.port)
        let end = await result { try await session.incoming.receive() }
        try await server.join()
        return end
    }

    private func expectReservedBits(
        _ end: Result<Frame, WebSocketError>, at location: SourceLocation = #_sourceLocation
    ) {
        guard case .failure(let error) = end else {
            Issue.record("\(end)", sourceLocation: location)
            return
        }
        #expect("\(error)".contains("reserved bits"), sourceLocation: location)
        #expect(error.closeCode == .protocolError, sourceLocation: location)
    }

    @Test(arguments: [Opcode.ping, .pong, .close]) func controlFramesHaveNone(opcode: Opcode) async throws {
        expectReservedBits(try await end { try $0.send(opcode, [3, 232], rsv: 4) })
    }

    @Test func continuationsHaveNone() async throws {
        expectReservedBits(
            try await end { peer in
                try peer.send(.binary, [0], fin: false)
                try peer.send(.continuation, [0], rsv: 4)
            })
    }
}
