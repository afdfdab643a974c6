import FoundationEssentials
import Testing
import WebSocketClient
import WebSocketCore

/// The extension that stands in the documents as an example.
@Suite(.timeLimit(.minutes(1))) struct ShiftTests {
    @Test func theExampleInTheDocumentsIsTheOneThatIsTested() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        func text(_ path: String) throws -> String {
            try String(contentsOf: root.appending(path: path), encoding: .utf8)
        }
        let page = try text("Sources/WebSocketClient/WebSocketClient.docc/UsingExtensions.md")
        let source = try text("Tests/WebSocketClientTests/Support/Shift.swift")
        let example = try #require(source.firstRange(of: "final class")).lowerBound
        #expect(page.contains("```swift\n\(source[example...])```"))
    }

    @Test func theFirstFrameOfAMessageIsMarkedAndNoOther() async throws {
        let server = try TestServer { peer in
            try peer.accept(extensions: [ExtensionHeader(name: "x-shift", parameters: [.init(name: "by", value: "2")])])
            let frames = try (0..<4).map { _ in try peer.frame() }
            #expect(frames.map(\.text) == ["jk", "jk", "jk", "d{g"])
            #expect(frames.map(\.rsv) == [2, 0, 0, 2])
            try peer.send(.text, Array("qm".utf8), rsv: 2)
            try peer.send("as it is")
            try peer.awaitClose()
        }
        let client = WebSocketClient { $0.extensions.install(Shift.self) { $0.by = 2 } }
        try await client.webSocket(port: server.port) { session in
            for isLast in [false, false, true] { try await session.send(.text("hi", fin: isLast)) }
            try await session.send("bye")
            try await expectNext(.text("ok"), session)
            try await expectNext(.text("as it is"), session)
        }
        try await server.join()
    }
}
