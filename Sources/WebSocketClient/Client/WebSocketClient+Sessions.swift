import FoundationEssentials

/// Sessions that their callers own.
extension WebSocketClient {
    /// Opens a session, which is the caller's to close. One that nobody holds any more is closed with code 1001.
    ///
    /// - Parameters:
    ///   - method: `GET`, as RFC 6455 section 4.1 has it; any other is refused.
    ///   - host: name or address; default `localhost`.
    ///   - port: default 80, or 443 where `secure` is true.
    ///   - path: with the query; default `/`.
    ///   - secure: whether with TLS, as `wss://` has it; default false: all is sent in clear text, credentials too.
    ///   - request: changes the request; default not at all.
    /// - Returns: the session, open.
    /// - Throws: why it cannot be opened; `cancelled`.
    nonisolated(nonsending) public func webSocketSession(
        method: String = "GET", host: String = "localhost", port: Int? = nil, path: String = "/",
        secure: Bool = false,
        request: (inout WebSocketRequest) -> Void = { _ in }
    ) async throws(WebSocketError) -> any DefaultClientWebSocketSession {
        try await open(
            try WebSocketPlace(method: method, host: host, port: port, path: path, secure: secure), isRaw: false,
            request)
    }

    /// Opens a session, which is the caller's to close. One that nobody holds any more is closed with code 1001.
    ///
    /// - Parameters:
    ///   - urlString: such as `wss://example.com/chat?room=1`; the port's default is 80, or 443 for `wss`. User and
    ///     password in it are used for basic authentication.
    ///   - request: changes the request; default not at all.
    /// - Returns: the session, open.
    /// - Throws: why it cannot be opened; `cancelled`.
    nonisolated(nonsending) public func webSocketSession(
        _ urlString: String,
        request: (inout WebSocketRequest) -> Void = { _ in }
    ) async throws(WebSocketError) -> any DefaultClientWebSocketSession {
        try await open(try WebSocketPlace(urlString), isRaw: false, request)
    }

    /// Opens a session, which is the caller's to close. One that nobody holds any more is closed with code 1001.
    ///
    /// - Parameters:
    ///   - url: with the scheme `ws` or `wss`.
    ///   - request: changes the request; default not at all.
    /// - Returns: the session, open.
    /// - Throws: why it cannot be opened; `cancelled`.
    nonisolated(nonsending) public func webSocketSession(
        _ url: URL,
        request: (inout WebSocketRequest) -> Void = { _ in }
    ) async throws(WebSocketError) -> any DefaultClientWebSocketSession {
        try await open(try WebSocketPlace(url), isRaw: false, request)
    }
}
