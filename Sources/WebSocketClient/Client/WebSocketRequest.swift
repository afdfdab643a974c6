import WebSocketCore

/// What one opening handshake asks for, beside the place.
public struct WebSocketRequest: Sendable {
    /// Where the connection goes instead of the URL's host, which the request still names.
    public enum Route: Sendable, Hashable {
        /// A host by name or address, and its port.
        case host(String, port: Int)
        /// A Unix-domain socket, by its path.
        case unixSocket(String)
    }

    /// An HTTP proxy that is asked for a tunnel (`CONNECT`; RFC 9110, section 9.3.6).
    public struct Proxy: Sendable, Hashable {
        /// Name or address.
        public var host: String
        /// Of the proxy.
        public var port: Int
        /// For basic authentication, without a colon; default nil: none.
        public var user: String?
        /// Likewise.
        public var password: String?

        /// - Parameters:
        ///   - host: name or address.
        ///   - port: of the proxy.
        ///   - user: default nil: without authentication.
        ///   - password: of the user.
        public init(host: String, port: Int, user: String? = nil, password: String? = nil) {
            self.host = host
            self.port = port
            self.user = user
            self.password = password
        }
    }

    /// Further headers, in their order; a name may come twice. `Host` and `Origin` replace what would be sent, and `Cookie`
    /// is joined with `cookies`. Headers that the handshake sets itself are refused.
    public var headers: [WebSocketHeader] = []
    /// Cookies, in their order.
    public var cookies: [(name: String, value: String)] = []
    /// Offered, in the order of preference (RFC 6455, section 1.9); default none.
    public var subprotocols: [String] = []
    /// Default nil: those of the client. Refused where the session goes without TLS.
    public var tls: WebSocketTLS?
    /// From the lookup to the end of the opening handshake; default nil: that of the client.
    public var timeout: Duration?
    /// Default nil: to the URL's host.
    public var connectTo: Route?
    /// Default nil: none.
    public var proxy: Proxy?
    /// Why the credentials that were given last cannot be sent; thrown when the session is opened.
    private(set) var credentialsFault: WebSocketError?

    /// Without anything of its own.
    public init() {}

    /// Adds a header.
    ///
    /// - Parameters:
    ///   - name: a token; one that is there already is repeated.
    ///   - value: without line breaks, which are refused when the session is opened.
    public mutating func header(_ name: String, _ value: String) {
        headers.append(WebSocketHeader(name: name, value: value))
    }

    /// Adds a cookie.
    ///
    /// - Parameters:
    ///   - name: a token.
    ///   - value: without blanks, commas and semicolons (RFC 6265, section 4.1.1).
    public mutating func cookie(_ name: String, _ value: String) { cookies.append((name, value)) }

    /// Authenticates by a token (RFC 6750). It is readable for who sees the connection: to be used with TLS.
    ///
    /// - Parameter token: as the server issued it.
    public mutating func bearerAuth(_ token: String) { authorization("Bearer \(token)") }

    /// Authenticates by name and password (RFC 7617). They are readable for who sees the connection: to be used with TLS.
    ///
    /// - Parameters:
    ///   - user: without a colon, which would begin the password; else opening the session throws `invalidRequest`.
    ///   - password: without control characters, as the user is.
    public mutating func basicAuth(user: String, password: String) {
        var credentials: [UInt8] = []
        credentials.appendBase64("\(user):\(password)".utf8)
        authorization("Basic " + String(decoding: credentials, as: UTF8.self))
        credentialsFault = WebSocketRequest.fault(ofUser: user, password: password)
    }

    /// What RFC 7617, section 2, has against credentials.
    static func fault(ofUser user: String, password: String) -> WebSocketError? {
        guard !user.utf8.contains(UInt8(ascii: ":")) else {
            return .invalidRequest("the user \(user.debugDescription) has a colon, which would begin the password")
        }
        guard (user + password).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            return .invalidRequest("the user \(user.debugDescription) or the password has a control character")
        }
        return nil
    }

    private mutating func authorization(_ value: String) {
        headers.removeAll { $0.name.lowercased() == "authorization" }
        header("Authorization", value)
        credentialsFault = nil
    }
}
