/// A server's refusal of an opening handshake (RFC 6455, section 4.1).
public struct WebSocketRefusal: Sendable, Hashable {
    /// Such as 401.
    public var status: Int
    /// The words behind the status.
    public var reason: String
    /// In the order of the answer; a name may come twice.
    public var headers: [WebSocketHeader]
    /// The first bytes of the body as text, 256 at the most.
    public var body: String

    /// - Parameters:
    ///   - status: such as 401.
    ///   - reason: the words behind it.
    ///   - headers: in their order.
    ///   - body: as far as it is kept.
    public init(status: Int, reason: String, headers: [WebSocketHeader], body: String) {
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
    }
}
