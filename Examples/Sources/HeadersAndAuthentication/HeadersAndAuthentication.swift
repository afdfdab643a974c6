import WebSocketClient

/// Asks for a session with a token, a header, a cookie and subprotocols, and shows what the server made of it.
@main struct HeadersAndAuthentication {
    static func main() async throws {
        let url = CommandLine.arguments.dropFirst().first ?? "ws://127.0.0.1:9001/chat"
        let client = WebSocketClient()
        do {
            try await client.webSocket(url) { _ in }
        } catch WebSocketError.refused(let refusal) {
            print("without a token: \(refusal.status)")
        }
        try await client.webSocket(
            url,
            request: {
                $0.bearerAuth("secret")
                $0.header("X-Client", "example")
                $0.cookie("theme", "dark")
                $0.subprotocols = ["chat.v3", "chat.v2"]
            }
        ) { session in
            print("with a token: \(session.call.response.status)")
            print("subprotocol: \(session.call.response.subprotocol ?? "none")")
            print("server: \(try await session.incoming.receive().readText())")
        }
        await client.close()
    }
}
