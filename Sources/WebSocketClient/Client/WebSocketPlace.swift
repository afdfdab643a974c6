import FoundationEssentials

/// Where a session goes to, as a URL says it (RFC 6455, section 3).
struct WebSocketPlace: Sendable {
    private(set) var isSecure = false
    /// Without the brackets of an IPv6 literal.
    let host: String
    let port: UInt16
    /// Path and query.
    let resource: String
    /// Of the URL, for basic authentication.
    private(set) var credentials: (user: String, password: String)?

    /// Value of the header `Host`.
    var authority: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return port == WebSocketPlace.port(isSecure) ? host : "\(host):\(port)"
    }

    /// - Throws: `invalidRequest` for another method than GET; `invalidURL`.
    init(method: String, host: String, port: Int?, path: String, secure: Bool = false) throws(WebSocketError) {
        guard method == "GET" else {
            throw .invalidRequest("the method \(method.debugDescription) opens no WebSocket; use GET")
        }
        let port = port ?? WebSocketPlace.port(secure)
        try self.init(
            host: host, port: port, path: path, text: "\(secure ? "wss" : "ws")://\(host):\(port)\(path)")
        isSecure = secure
    }

    /// - Throws: `invalidURL`.
    init(_ text: String) throws(WebSocketError) {
        guard let url = URL(string: text) else { throw .invalidURL(text, problem: "cannot be read") }
        try self.init(url)
    }

    /// - Throws: `invalidURL`.
    init(_ url: URL) throws(WebSocketError) {
        let text = url.absoluteString
        let scheme = url.scheme?.lowercased()
        let isSecure = scheme == "wss"
        guard scheme == "ws" || isSecure else {
            throw .invalidURL(text, problem: scheme.map { "has the scheme \($0)" } ?? "has no scheme")
        }
        guard url.fragment == nil else { throw .invalidURL(text, problem: "has a fragment, which means nothing here") }
        let path = url.path(percentEncoded: true)
        let query = url.query(percentEncoded: true).map { "?" + $0 } ?? ""
        try self.init(
            host: url.host(percentEncoded: false) ?? "", port: url.port ?? WebSocketPlace.port(isSecure),
            path: path + query, text: text)
        self.isSecure = isSecure
        if let user = url.user(percentEncoded: false) {
            credentials = (user, url.password(percentEncoded: false) ?? "")
        }
    }

    /// That of the scheme.
    private static func port(_ isSecure: Bool) -> Int { isSecure ? 443 : 80 }

    private init(host: String, port: Int, path: String, text: String) throws(WebSocketError) {
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        self.host = isBracketed ? String(host.dropFirst().dropLast()) : host
        guard !self.host.isEmpty else { throw .invalidURL(text, problem: "has no host") }
        guard let port = UInt16(exactly: port), port > 0 else {
            throw .invalidURL(text, problem: "has no port from 1 to 65535")
        }
        self.port = port
        resource = path.hasPrefix("/") ? path : "/" + path
    }
}
