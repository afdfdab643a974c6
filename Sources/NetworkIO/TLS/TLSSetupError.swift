import COpenSSL

/// Settings of TLS that cannot be used.
package struct TLSSetupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what mends it.
    package let description: String

    /// - Parameter description: what is wrong, and what mends it.
    package init(_ description: String) { self.description = description }

    /// With what OpenSSL has to say.
    static func library(_ what: String) -> TLSSetupError {
        TLSSetupError("\(what) (\(OpenSSLError.takeLast()?.reason ?? "no reason given"))")
    }
}
