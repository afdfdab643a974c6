import WebSocketClient

/// Owns a session beyond a closure: one task sends, another one receives, and the program closes when both are done.
@main struct ManualSession {
    static func main() async throws {
        let url = CommandLine.arguments.dropFirst().first ?? "ws://127.0.0.1:9001/"
        let client = WebSocketClient()
        let session = try await client.webSocketSession(url)
        let sender = Task(executorPreference: session.loop) {
            for number in 1...100 { try await session.send("message \(number)") }
            try await session.flush()
        }
        let receiver = Task(executorPreference: session.loop) {
            var count = 0
            for try await frame in session.incoming {
                count += 1
                if try frame.readText() == "message 100" { break }
            }
            return count
        }
        try await sender.value
        print("received: \(try await receiver.value)")
        try await session.close(CloseReason(.normal, "all done"))
        print("closed: \(await session.closeReason?.description ?? "without a reason")")
        await client.close()
    }
}
