import Testing
import WebSocketClient

/// What came of something that may fail with a session's error.
func result<Value>(_ body: () async throws -> Value) async -> Result<Value, WebSocketError> {
    do {
        return .success(try await body())
    } catch let error as WebSocketError {
        return .failure(error)
    } catch {
        Issue.record("another error: \(error)")
        return .failure(.invalidRequest("\(error)"))
    }
}

/// Expects what comes next.
func expectNext(
    _ frame: Frame, _ session: any WebSocketSession, at location: SourceLocation = #_sourceLocation
) async throws {
    let next = try await session.incoming.receive()
    #expect(next == frame, sourceLocation: location)
}

/// Expects that a session has ended abnormally.
func expectAbnormalEnd(
    _ cause: WebSocketAbnormalEnd.Cause, _ session: any WebSocketSession, lastBytes: [UInt8] = [],
    at location: SourceLocation = #_sourceLocation
) async throws {
    guard case .failure(.abnormalEnd(let end)) = await result({ try await session.incoming.receive() }) else {
        Issue.record("no abnormal end", sourceLocation: location)
        return
    }
    #expect(end.cause == cause, sourceLocation: location)
    #expect(end.lastBytes == lastBytes, sourceLocation: location)
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

extension Result where Failure == WebSocketError {
    /// Whether the task was cancelled that waited for it.
    var isCancelled: Bool {
        if case .failure(.cancelled) = self { true } else { false }
    }
}
