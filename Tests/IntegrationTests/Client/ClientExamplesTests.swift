import FoundationEssentials
import Testing

/// The programs in `Examples/`, each as a user would run it.
@Suite(.wholeMachine) struct ClientExamplesTests {
    private static let examples = Task {
        try await SwiftPackage(at: Place.root.appending(path: "Examples").path, keptAs: "examples")
    }

    private func run(_ program: String, _ path: String) async throws -> [String] {
        let examples = try await Self.examples.value
        return try await withPeer("example_server.py") { peer in
            try await examples.run(program, [peer.url(path)]).split(separator: "\n").map(String.init)
        }
    }

    @Test func basicUse() async throws {
        let lines = try await run("BasicUse", "/")
        #expect(lines == ["one, two, three"])
    }

    @Test func headersAndAuthentication() async throws {
        let lines = try await run("HeadersAndAuthentication", "/chat")
        #expect(
            lines == [
                "without a token: 401", "with a token: 101", "subprotocol: chat.v2",
                "server: hello, example, theme=dark",
            ])
    }

    @Test func manualSession() async throws {
        let lines = try await run("ManualSession", "/")
        #expect(lines == ["received: 100", "closed: 1000 (normal): all done"])
    }

    @Test func pingPong() async throws {
        let lines = try await run("PingPong", "/ping")
        #expect(lines.sorted() == ["close: 1001 (going away)", "pong: hello?", "the server asks: are you there?"])
        #expect(lines.last == "close: 1001 (going away)")
    }

    @Test func errorRecovery() async throws {
        let lines = try await run("ErrorRecovery", "")
        #expect(lines.count == 5)
        #expect(lines.first?.contains("refused") == true)
        #expect(
            lines.dropFirst() == [
                "refused with 401, the server says: who are you?", "lost: 1006, ended", "not a number: \"word\"",
                "a number: 7",
            ])
    }

    @Test func retrying() async throws {
        let lines = try await run("Retrying", "/busy")
        #expect(lines.count == 4)
        #expect(lines.prefix(2).allSatisfy { $0.contains("503") })
        #expect(lines[2].hasPrefix("try 3: the session ended without a closing handshake"))
        #expect(lines[3] == "at last: are you well?")
    }

    @Test func sessionLogging() async throws {
        let lines = try await run("SessionLogging", "/")
        let said = [
            "opening the session", "the session is open", "sent a close frame", "received a close frame",
            "the session is closed",
        ]
        #expect(lines.count == said.count)
        for (line, words) in zip(lines, said) {
            #expect(line.contains(" debug chat") && line.contains(words) && line.contains("ws.session=1"), "\(line)")
        }
    }

    @Test func theListingOfTheLogIsTheExample() throws {
        func text(_ path: String) throws -> String {
            try String(contentsOf: Place.root.appending(path: path), encoding: .utf8)
        }
        let page = try text("Sources/WebSocketClient/WebSocketClient.docc/GettingStarted.md")
        #expect(page.contains("```swift\n\(try text("Examples/Sources/SessionLogging/main.swift"))```\n"))
    }
}
