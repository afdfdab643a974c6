/// How clients speak TLS.
package struct TLSClientSettings: Sendable, Equatable {
    /// The name asked for (SNI, RFC 6066, section 3) and looked for in the certificate: a host name or an IP address,
    /// which is only looked for.
    package var serverName: String
    /// The lowest version that is offered; default 1.2.
    package var minVersion: TLSVersion = .v12
    /// The highest one; default 1.3.
    package var maxVersion: TLSVersion = .v13
    /// By the names of IANA or OpenSSL, in order of preference; empty: OpenSSL's own choice. A version for which there is
    /// none is not offered.
    package var cipherSuites: [String] = []
    /// Protocols offered (ALPN, RFC 7301), the best first; empty: none.
    package var alpn: [String] = []
    /// Certificates of the authorities, PEM; nil: the system's.
    package var authorities: [UInt8]?
    /// Whether certificates are taken as they come, whoever signed them for whomever; default false.
    package var skipsVerification = false
    /// What the client shows of itself where the server asks.
    package var identity: TLSIdentity?
    /// Whether later handshakes resume the sessions of earlier ones; default true. Off, each handshake is a full one.
    package var resumes = true
    /// Default `off`.
    package var kernel: KernelTLS = .off
    /// File to which the secrets of each connection are appended, for Wireshark; nil: none.
    package var keyLog: String?

    package init(serverName: String) { self.serverName = serverName }
}
