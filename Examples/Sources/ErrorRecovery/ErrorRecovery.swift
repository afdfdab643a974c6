import WebSocketClient

/// Goes on after errors: each kind says what can be done about it.
@main struct ErrorRecovery {
    static func main() async throws {
        let url = CommandLine.arguments.dropFirst().first ?? "ws://127.0.0.1:9001"
        let client = WebSocketClient { $0.contentConverter = JSONContentConverter() }
        for place in ["ws://127.0.0.1:1/", url + "/chat", url + "/cut", url + "/"] {
            do {
                try await talk(client, to: place)
            } catch WebSocketError.connectFailed(_, let problem) {
                print("no connection: \(problem)")
            } catch WebSocketError.refused(let refusal) {
                print("refused with \(refusal.status), the server says: \(refusal.body)")
            } catch WebSocketError.abnormalEnd(let end) {
                print("lost: \(end.code.rawValue), \(end.cause)")
            }
        }
        await client.close()
    }

    /// Sends a word; an answer that does not fit is no reason to give the session up.
    static func talk(_ client: WebSocketClient, to place: String) async throws {
        try await client.webSocket(place) { session in
            try await session.sendSerialized("word")
            do {
                print("a number: \(try await session.receiveDeserialized(as: Int.self))")
            } catch WebSocketError.notDecodable(let mismatch) {
                print("not a number: \(String(decoding: mismatch.frame.data, as: UTF8.self))")
            }
            try await session.sendSerialized(7)
            print("a number: \(try await session.receiveDeserialized(as: Int.self))")
        }
    }
}
