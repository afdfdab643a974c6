import WebSocketClient

/// Opens a session anew, with growing delays, until the server is well.
@main struct Retrying {
    static func main() async throws {
        let url = CommandLine.arguments.dropFirst().first ?? "ws://127.0.0.1:9001/busy"
        let client = WebSocketClient()
        var policy = WebSocketRetryPolicy()
        policy.attempts = 6
        policy.firstDelay = .milliseconds(50)
        let answer = try await client.webSocketWithRetry(
            url, policy: policy,
            onRetry: { attempt, error, _ in
                print("try \(attempt): \(error)")
            }
        ) { session in
            try await session.send("are you well?")
            return try await session.incoming.receive().readText()
        }
        print("at last: \(answer)")
        await client.close()
    }
}
