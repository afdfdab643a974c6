import NetworkIO
import WebSocketCore
import WebSocketTransport

/// The opening handshake of a session (RFC 6455, section 4): what was asked for, and what the server said.
public struct WebSocketCall: Sendable {
    /// What the client sent.
    public struct Request: Sendable, Hashable {
        /// Always `GET` (section 4.1).
        public let method: String
        /// Value of the header `Host`.
        public let host: String
        /// Value of the header `Origin`, where one was given.
        public let origin: String?
        /// Path and query.
        public let resource: String
        /// Those that were given for the request, but for `Host` and `Origin`; what the handshake adds by itself is left
        /// out. Cookies are one header.
        public let headers: [WebSocketHeader]
        /// In the order of preference.
        public let subprotocols: [String]
        /// Those that were offered, in the order of preference; empty in a raw session.
        public let extensions: [WebSocketExtensionHeader]
    }

    /// What the server answered.
    public struct Response: Sendable, Hashable {
        /// Always 101: what else a server says is thrown as `WebSocketError.refused`.
        public let status: Int
        /// All, in their order; a name may come twice.
        public let headers: [WebSocketHeader]
        /// The one of those offered that the server chose, if it did.
        public let subprotocol: String?
        /// What the server accepted.
        public let extensions: [WebSocketExtensionHeader]

        /// Looks a header up.
        ///
        /// - Parameter name: letter case does not matter.
        /// - Returns: the first such header's value, or nil.
        public func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// What the client sent.
    public let request: Request
    /// What the server answered.
    public let response: Response
    /// Such as `1.3`; nil for a session without TLS.
    public let tlsVersion: String?

    init(
        _ plan: SessionPlan, _ offers: [ExtensionHeader], _ timing: ConnectTiming, _ accepted: [ExtensionHeader],
        subprotocol: String?
    ) {
        request = Request(
            method: "GET", host: plan.request.host, origin: plan.request.origin, resource: plan.request.resource,
            headers: plan.request.headers.map { WebSocketHeader(name: $0.name, value: $0.value) },
            subprotocols: plan.request.subprotocols, extensions: offers.map(WebSocketExtensionHeader.init))
        response = Response(
            status: 101, headers: timing.headers.map { WebSocketHeader(name: $0.name, value: $0.value) },
            subprotocol: subprotocol, extensions: accepted.map(WebSocketExtensionHeader.init))
        tlsVersion = timing.tls?.version.rawValue
    }
}
