import NetworkIO

/// How TLS is spoken.
public struct WebSocketTLS: Sendable, Hashable {
    /// A version of TLS.
    public enum Version: Sendable, Hashable {
        /// RFC 5246.
        case v12
        /// RFC 8446.
        case v13
    }

    /// A certificate by which the client shows who it is.
    public struct Identity: Sendable, Hashable {
        /// PEM: the certificate, then those that lead to the authority, if any.
        public var certificate: [UInt8]
        /// PEM.
        public var key: [UInt8]
        /// Of an encrypted key; default nil.
        public var keyPassword: String?

        /// - Parameters:
        ///   - certificate: PEM, with those that lead to the authority, if any.
        ///   - key: PEM.
        ///   - keyPassword: of an encrypted key; default nil.
        public init(certificate: [UInt8], key: [UInt8], keyPassword: String? = nil) {
            self.certificate = certificate
            self.key = key
            self.keyPassword = keyPassword
        }
    }

    /// The name that is asked for (SNI) and looked for in the certificate; default nil: the host of the URL.
    public var serverName: String?
    /// The lowest version; default 1.2.
    public var minVersion = Version.v12
    /// The highest version; default 1.3.
    public var maxVersion = Version.v13
    /// By the names of IANA or OpenSSL, in order of preference; default empty: OpenSSL's own choice.
    public var cipherSuites: [String] = []
    /// Certificates of the authorities that are trusted, PEM; default nil: the system's.
    public var authorities: [UInt8]?
    /// Shown where the server asks; default nil.
    public var identity: Identity?
    /// Takes any certificate, whoever made it for whomever; default false. For tests: the peer may be anybody.
    public var skipsVerification = false
    /// File to which the secrets of each connection are appended, for Wireshark; default nil: none.
    public var keyLog: String?

    /// Everything at its default.
    public init() {}

    /// - Parameter host: of the URL.
    /// - Returns: the same for the transport.
    func settings(host: String) -> TLSClientSettings {
        var settings = TLSClientSettings(serverName: serverName ?? host)
        settings.minVersion = minVersion == .v12 ? .v12 : .v13
        settings.maxVersion = maxVersion == .v12 ? .v12 : .v13
        settings.cipherSuites = cipherSuites
        settings.authorities = authorities
        settings.identity = identity.map {
            TLSIdentity(certificate: $0.certificate, key: $0.key, keyPassword: $0.keyPassword)
        }
        settings.skipsVerification = skipsVerification
        settings.keyLog = keyLog
        return settings
    }
}
