/// What a handshake has agreed on.
package struct TLSFacts: Sendable, Equatable {
    /// Version of TLS.
    package var version: TLSVersion
    /// The handshake took up an earlier session.
    package var isResumed: Bool
    /// The kernel encrypts.
    package var kernelSends: Bool
    /// The kernel decrypts.
    package var kernelReceives: Bool
}
