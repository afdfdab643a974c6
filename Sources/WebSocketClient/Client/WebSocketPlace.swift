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
        let text = "\(secure ? "wss" : "ws")://\(host):\(port)\(path)"
        guard !path.contains("#") else { throw .invalidURL(text, problem: WebSocketPlace.fragmentProblem) }
        try self.init(host: host, port: port, path: path, text: text)
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
        guard url.fragment == nil else { throw .invalidURL(text, problem: WebSocketPlace.fragmentProblem) }
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

    /// RFC 6455, section 3.
    private static let fragmentProblem = "has a fragment, which means nothing here"

    /// That of the scheme.
    private static func port(_ isSecure: Bool) -> Int { isSecure ? 443 : 80 }

    private init(host: String, port: Int, path: String, text: String) throws(WebSocketError) {
        self.host = host.withoutBrackets
        guard !self.host.isEmpty else { throw .invalidURL(text, problem: "has no host") }
        guard self.host.isHost else {
            throw .invalidURL(
                text, problem: "has the host \(host.debugDescription), which is neither a name nor an address")
        }
        guard let port = UInt16(exactly: port), port > 0 else {
            throw .invalidURL(text, problem: "has no port from 1 to 65535")
        }
        self.port = port
        resource = path.hasPrefix("/") ? path : "/" + path
    }
}

extension String {
    /// A host as it is looked up, of one that may be an IPv6 literal in brackets.
    var withoutBrackets: String { hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self }

    /// Whether it can be a host (RFC 3986, section 3.2.2): a name in ASCII, or an address without brackets.
    var isHost: Bool {
        guard !isEmpty, utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"/?#@[]\\".utf8.contains($0) }) else {
            return false
        }
        // Behind a % stands the zone of an address.
        return !contains(":") || utf8.prefix { $0 != UInt8(ascii: "%") }.allSatisfy(\.isAddressByte)
    }
}

extension UInt8 {
    /// Of an IPv6 address.
    fileprivate var isAddressByte: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
