/// How sessions speak TLS with a `wss://` server: key `tls`.
package struct TLSPlan: Sendable, Equatable {
    /// A version of the protocol, by its name in scenarios.
    package enum Version: String, Sendable, CaseIterable, Comparable {
        case v12 = "1.2"
        case v13 = "1.3"

        package static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }
    }

    /// Whether the kernel does the encryption (kTLS).
    package enum Kernel: String, Sendable, CaseIterable {
        case off, on, auto
    }

    /// The lowest version that is offered, default 1.2.
    package var minVersion: Version = .v12
    /// The highest one, default 1.3.
    package var maxVersion: Version = .v13
    /// In order of preference; empty: OpenSSL's own choice.
    package var cipherSuites: [String] = []
    /// The name to ask for (SNI) and to find in the certificate; nil: the host of the URL.
    package var serverName: String?
    /// Offered by ALPN; empty: none.
    package var alpn: [String] = []
    /// File with the authorities' certificates, PEM; nil: the system's.
    package var authorities: String?
    /// Takes any certificate, default false: key `insecureSkipTlsVerify`.
    package var skipsVerification = false
    /// File with the client's own certificate, PEM: key `cert`.
    package var certificate: String?
    /// File with its key, PEM.
    package var key: String?
    /// Of an encrypted key.
    package var keyPassword: String?
    /// Whether sessions resume the TLS of earlier ones, default true.
    package var resumption = true
    /// Key `ktls`, default `off`.
    package var kernel: Kernel = .off
    /// File to which the secrets of the connections are appended.
    package var keyLog: String?

    package init() {}
}
