/// A server's refusal of an opening handshake (RFC 6455, section 4.1), or a proxy's of a tunnel.
public struct WebSocketRefusal: Sendable, Hashable {
    /// Such as 401.
    public var status: Int
    /// The words behind the status.
    public var reason: String
    /// In the order of the answer; a name may come twice.
    public var headers: [WebSocketHeader]
    /// The first bytes of the body as text, 256 at the most.
    public var body: String
    /// Whether the proxy refused, and the server was not asked; then there are neither headers nor a body.
    public var isByProxy: Bool

    /// - Parameters:
    ///   - status: such as 401.
    ///   - reason: the words behind it.
    ///   - headers: in their order.
    ///   - body: as far as it is kept.
    ///   - isByProxy: whether the proxy refused; default false.
    public init(status: Int, reason: String, headers: [WebSocketHeader], body: String, isByProxy: Bool = false) {
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
        self.isByProxy = isByProxy
    }
}

extension WebSocketRefusal: CustomStringConvertible {
    /// Status, the place of a redirect, and the body's start.
    public var description: String {
        var text = "the \(isByProxy ? "proxy" : "server") answered \(status)" + (reason.isEmpty ? "" : " \(reason)")
        if let location = headers.first(where: { $0.name.lowercased() == "location" })?.value {
            text += ", location \(location)"
        }
        if isByProxy, status == 407 { text += "; see `user` and `password` of the proxy" }
        if status == 401 { text += "; see `bearerAuth` and `basicAuth` of the request" }
        return body.isEmpty ? text : "\(text); body: \(body)"
    }
}
