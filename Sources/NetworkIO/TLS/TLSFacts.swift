/// What a handshake has agreed on.
package struct TLSFacts: Sendable, Equatable {
    /// Version of TLS.
    package var version: TLSVersion
    /// IANA's name of the cipher suite.
    package var cipherSuite: String
    /// What the server chose by ALPN; nil where nothing was agreed on.
    package var applicationProtocol: String?
    /// The handshake took up an earlier session.
    package var isResumed: Bool
    /// The kernel encrypts.
    package var kernelSends: Bool
    /// The kernel decrypts.
    package var kernelReceives: Bool
}
