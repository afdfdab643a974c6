/// What a handshake of TLS has agreed on.
package struct TLSAgreement: Hashable, Sendable {
    /// As in a scenario: `1.2` or `1.3`.
    package var version: String
    /// IANA's name of the suite.
    package var cipherSuite: String
    /// The protocol that the server chose by ALPN (RFC 7301); nil where none was agreed on.
    package var alpn: String?

    package init(version: String, cipherSuite: String, alpn: String? = nil) {
        self.version = version
        self.cipherSuite = cipherSuite
        self.alpn = alpn
    }
}
