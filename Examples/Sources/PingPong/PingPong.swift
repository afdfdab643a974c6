import WebSocketClient

/// Pings by hand, and answers the server's pings by hand: in a raw session nothing is done by itself.
@main struct PingPong {
    static func main() async throws {
        let url = CommandLine.arguments.dropFirst().first ?? "ws://127.0.0.1:9001/ping"
        let client = WebSocketClient()
        try await client.rawWebSocket(url) { session in
            try await session.send(.ping(Array("hello?".utf8)))
            for try await frame in session.incoming {
                switch frame.kind {
                case .ping:
                    print("the server asks: \(String(decoding: frame.data, as: UTF8.self))")
                    try await session.send(.pong(frame.data))
                case .pong:
                    print("pong: \(String(decoding: frame.data, as: UTF8.self))")
                    try await session.send(.text("bye"))
                case .text:
                    try await session.send(.close(CloseReason(.goingAway)))
                case .close:
                    print("close: \(frame.closeReason?.description ?? "without a reason")")
                case .binary: break
                }
            }
        }
        await client.close()
    }
}
