/// What asks an HTTP proxy for a tunnel (`CONNECT`; RFC 9110, section 9.3.6).
package struct TunnelRequest: Sendable {
    /// The request, whole.
    package let bytes: [UInt8]

    /// - Parameters:
    ///   - authority: host and port at the tunnel's other end, such as `example.com:443`.
    ///   - credentials: user and password of the proxy (RFC 7617); nil, the default: none are sent.
    package init(authority: String, credentials: (user: String, password: String)? = nil) {
        var bytes = Array("CONNECT \(authority) HTTP/1.1\r\nHost: \(authority)\r\n".utf8)
        if let credentials {
            bytes += Array("Proxy-Authorization: Basic ".utf8)
            bytes.appendBase64("\(credentials.user):\(credentials.password)".utf8)
            bytes += Array("\r\n".utf8)
        }
        self.bytes = bytes + Array("\r\n".utf8)
    }
}
