import Testing
import WebSocketClient

@testable import WebSocketCore

@Suite(.timeLimit(.minutes(1))) struct MaskKeyTests {
    /// Why the client sends a close frame.
    enum Cause: CaseIterable {
        case close
        case closeWithOtherSettings
        case answer
        case violation
        case failedExtension
        case pingTimeout
    }

    @Test(arguments: Cause.allCases) func theKeyOfACloseFrameDoesNotFollowFromTheHandshake(cause: Cause) async throws {
        let server = try TestServer { peer in
            let accepted = cause == .failedExtension ? [ExtensionHeader(name: First.name)] : []
            try peer.accept(extensions: accepted)
            switch cause {
            case .answer: try peer.sendClose(1000)
            case .violation: try peer.send(.text, [0xFF])
            case .failedExtension: try peer.send(.binary, [0])
            case .close, .closeWithOtherSettings, .pingTimeout: break
            }
            #expect(try peer.dataFrame().opcode == .close)
            let request = try #require(peer.request)
            #expect(peer.maskKey != nil)
            #expect(peer.maskKey != MaskKeyTests.key(following: request.key))
        }
        let client = WebSocketClient {
            if cause == .failedExtension { $0.extensions.install(MarkExtension<First>.self) }
        }
        let session = try await client.webSocketSession(port: server.port)
        switch cause {
        case .close: try await session.close()
        case .closeWithOtherSettings:
            session.masking = .off
            session.masking = .random
            try await session.close()
        case .pingTimeout:
            session.pingTimeout = .milliseconds(10)
            session.pingInterval = .milliseconds(5)
        case .answer, .violation, .failedExtension: break
        }
        // A session that nobody holds would close by itself.
        _ = await session.closeReason
        try await server.join()
    }

    @Test func whatFollowsFromAHandshakeIsKnown() throws {
        var random = FastRandom(seed: 7)
        let key = HandshakeKey(random: &random)
        let next = Masking.random.key(&random)
        #expect(MaskKeyTests.key(following: key) == next)
    }

    /// The mask key that comes next, where the generator that gave the handshake key is asked for it.
    private static func key(following key: HandshakeKey) -> MaskKey? {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        // 16 bytes and two zeros.
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: 24, by: 4) {
            let group = (0..<4).reduce(0) { $0 << 6 | (letters.firstIndex(of: key.base64[start + $1]) ?? 0) }
            bytes += [UInt8(group >> 16), UInt8(group >> 8 & 0xFF), UInt8(group & 0xFF)]
        }
        let second = bytes[8..<16].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        var random = FastRandom(seed: 0)
        random.state = unscramble(second)
        return Masking.random.key(&random)
    }

    /// The state of a generator that gave `output`: each step of `FastRandom.scramble`, backwards.
    private static func unscramble(_ output: UInt64) -> UInt64 {
        var mixed = output
        mixed ^= mixed >> 31 ^ mixed >> 62
        mixed = mixed &* 0x3196_42B2_D24D_8EC3
        mixed ^= mixed >> 27 ^ mixed >> 54
        mixed = mixed &* 0x96DE_1B17_3F11_9089
        return mixed ^ mixed >> 30 ^ mixed >> 60
    }
}
