/// How a server speaks TLS.
package struct TLSServerSettings: Sendable, Equatable {
    /// What the server shows of itself.
    package var identity: TLSIdentity
    /// The lowest version that is taken; default 1.2.
    package var minVersion: TLSVersion = .v12
    /// The highest one; default 1.3.
    package var maxVersion: TLSVersion = .v13
    /// Whether clients may resume sessions, by tickets; default true.
    package var resumes = true
    /// Default `off`.
    package var kernel: KernelTLS = .off

    package init(identity: TLSIdentity) { self.identity = identity }
}
