import Logging
import WebSocketClient

let url = CommandLine.arguments.dropFirst().first ?? "ws://127.0.0.1:9001/"
var logger = Logger(label: "chat") { StreamLogHandler.standardOutput(label: $0) }
logger.logLevel = .debug

let client = WebSocketClient { $0.logger = logger }
try await client.webSocket(url) { session in
    try await session.send("hello")
}
await client.close()
