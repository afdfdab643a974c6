import FoundationEssentials

/// Sessions, for as long as a closure runs.
extension WebSocketClient {
    /// Opens a session, hands it to a closure, and closes it when the closure is done: with code 1000 when it returns, with
    /// 1001 when it throws or its task is cancelled. The closing takes at most `closeTimeout`.
    ///
    /// The closure runs on the session's loop (see `prefersLoop`), unless the caller is isolated to an actor; then it runs
    /// there, and each wait changes threads.
    ///
    /// - Parameters:
    ///   - method: `GET`, as RFC 6455 section 4.1 has it; any other is refused.
    ///   - host: name or address; default `localhost`.
    ///   - port: default 80, or 443 where `secure` is true.
    ///   - path: with the query; default `/`.
    ///   - secure: whether with TLS, as `wss://` has it; default false: all is sent in clear text, credentials too.
    ///   - request: changes the request; default not at all.
    ///   - body: uses the session.
    /// - Returns: what the closure returned.
    /// - Throws: `WebSocketError` where the session cannot be opened; what the closure throws.
    nonisolated(nonsending) public func webSocket<Result>(
        method: String = "GET", host: String = "localhost", port: Int? = nil, path: String = "/",
        secure: Bool = false,
        request: (inout WebSocketRequest) -> Void = { _ in },
        _ body: nonisolated(nonsending) (any DefaultClientWebSocketSession) async throws -> Result
    ) async throws -> Result {
        try await use(
            try WebSocketPlace(method: method, host: host, port: port, path: path, secure: secure), isRaw: false,
            request, body)
    }

    /// Opens a session, hands it to a closure, and closes it when the closure is done: with code 1000 when it returns, with
    /// 1001 when it throws or its task is cancelled. The closing takes at most `closeTimeout`.
    ///
    /// The closure runs on the session's loop (see `prefersLoop`), unless the caller is isolated to an actor; then it runs
    /// there, and each wait changes threads.
    ///
    /// - Parameters:
    ///   - urlString: such as `wss://example.com/chat?room=1`; the port's default is 80, or 443 for `wss`. User and
    ///     password in it are used for basic authentication.
    ///   - request: changes the request; default not at all.
    ///   - body: uses the session.
    /// - Returns: what the closure returned.
    /// - Throws: `WebSocketError` where the session cannot be opened; what the closure throws.
    nonisolated(nonsending) public func webSocket<Result>(
        _ urlString: String,
        request: (inout WebSocketRequest) -> Void = { _ in },
        _ body: nonisolated(nonsending) (any DefaultClientWebSocketSession) async throws -> Result
    ) async throws -> Result {
        try await use(try WebSocketPlace(urlString), isRaw: false, request, body)
    }

    /// Opens a session, hands it to a closure, and closes it when the closure is done: with code 1000 when it returns, with
    /// 1001 when it throws or its task is cancelled. The closing takes at most `closeTimeout`.
    ///
    /// The closure runs on the session's loop (see `prefersLoop`), unless the caller is isolated to an actor; then it runs
    /// there, and each wait changes threads.
    ///
    /// - Parameters:
    ///   - url: with the scheme `ws` or `wss`.
    ///   - request: changes the request; default not at all.
    ///   - body: uses the session.
    /// - Returns: what the closure returned.
    /// - Throws: `WebSocketError` where the session cannot be opened; what the closure throws.
    nonisolated(nonsending) public func webSocket<Result>(
        _ url: URL,
        request: (inout WebSocketRequest) -> Void = { _ in },
        _ body: nonisolated(nonsending) (any DefaultClientWebSocketSession) async throws -> Result
    ) async throws -> Result {
        try await use(try WebSocketPlace(url), isRaw: false, request, body)
    }
}
