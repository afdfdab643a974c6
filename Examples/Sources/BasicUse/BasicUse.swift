import WebSocketClient

/// Opens a session, says three words and prints what comes back.
@main struct BasicUse {
    static func main() async throws {
        let url = CommandLine.arguments.dropFirst().first ?? "ws://127.0.0.1:9001/"
        let client = WebSocketClient { $0.pingInterval = .seconds(30) }
        let answers = try await client.webSocket(url) { session in
            var answers: [String] = []
            for word in ["one", "two", "three"] {
                try await session.send(word)
                answers.append(try await session.incoming.receive().readText())
            }
            return answers
        }
        // The session is closed here, with code 1000.
        print(answers.joined(separator: ", "))
        await client.close()
    }
}
