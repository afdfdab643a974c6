import FoundationEssentials
import Logging

extension WebSocketClient {
    /// Opens a session for a closure, as `webSocket` does, and does so anew where an error ends the one or the other,
    /// after a delay. For a place in another form, or for other rules, see `WebSocketRetryPolicy.retrying`.
    ///
    /// - Parameters:
    ///   - urlString: as for `webSocket`.
    ///   - policy: how often, and the delays; default five tries, with 250 ms to 4 s between.
    ///   - request: as for `webSocket`; called for each try.
    ///   - onRetry: is told the number of the try that failed, its error, and the delay that follows; default nothing.
    ///   - body: uses the session. After an error it begins anew, with another session.
    /// - Returns: what the closure returned.
    /// - Throws: the error of the last try, or one that another try would not mend (`isTransient`).
    nonisolated(nonsending) public func webSocketWithRetry<Result>(
        _ urlString: String, policy: WebSocketRetryPolicy = WebSocketRetryPolicy(),
        request: (inout WebSocketRequest) -> Void = { _ in },
        onRetry: (_ attempt: Int, _ error: any Error, _ delay: Duration) -> Void = { _, _, _ in },
        _ body: nonisolated(nonsending) (any DefaultClientWebSocketSession) async throws -> Result
    ) async throws -> Result {
        try await policy.retrying(logger: logger(naming: try? WebSocketPlace(urlString)), onRetry: onRetry) { _ in
            try await webSocket(urlString, request: request, body)
        }
    }

    /// Opens a session for a closure, as `webSocket` does, and does so anew where an error ends the one or the other,
    /// after a delay.
    ///
    /// - Parameters:
    ///   - url: as for `webSocket`.
    ///   - policy: how often, and the delays; default five tries, with 250 ms to 4 s between.
    ///   - request: as for `webSocket`; called for each try.
    ///   - onRetry: is told the number of the try that failed, its error, and the delay that follows; default nothing.
    ///   - body: uses the session. After an error it begins anew, with another session.
    /// - Returns: what the closure returned.
    /// - Throws: the error of the last try, or one that another try would not mend (`isTransient`).
    nonisolated(nonsending) public func webSocketWithRetry<Result>(
        _ url: URL, policy: WebSocketRetryPolicy = WebSocketRetryPolicy(),
        request: (inout WebSocketRequest) -> Void = { _ in },
        onRetry: (_ attempt: Int, _ error: any Error, _ delay: Duration) -> Void = { _, _, _ in },
        _ body: nonisolated(nonsending) (any DefaultClientWebSocketSession) async throws -> Result
    ) async throws -> Result {
        try await policy.retrying(logger: logger(naming: try? WebSocketPlace(url)), onRetry: onRetry) { _ in
            try await webSocket(url, request: request, body)
        }
    }

    /// The client's logger, with the place that is tried in its metadata.
    private func logger(naming place: @autoclosure () -> WebSocketPlace?) -> Logger? {
        guard var logger = configuration.logger else { return nil }
        for (key, value) in place()?.logged ?? [:] { logger[metadataKey: key] = value }
        return logger
    }
}
