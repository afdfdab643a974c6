/// A certificate and its key.
package struct TLSIdentity: Sendable, Equatable {
    /// PEM: the certificate, then those that lead to the authority, if any.
    package var certificate: [UInt8]
    /// PEM.
    package var key: [UInt8]
    /// Of an encrypted key.
    package var keyPassword: String?

    package init(certificate: [UInt8], key: [UInt8], keyPassword: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.keyPassword = keyPassword
    }
}
