import WebSocketClient

/// What came of something that may fail with a session's error.
func result<Value>(_ body: () async throws(WebSocketError) -> Value) async -> Result<Value, WebSocketError> {
    do throws(WebSocketError) {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}

/// Looks again and again whether something holds.
func until(_ holds: () async throws -> Bool) async throws {
    while try await !holds() { try await Task.sleep(for: .milliseconds(1)) }
}

extension IncomingFrames.AsyncIterator {
    /// `next` of an iterator that is not kept.
    consuming func nextFrame() async throws(WebSocketError) -> Frame? {
        var iterator = self
        return try await iterator.next()
    }
}
