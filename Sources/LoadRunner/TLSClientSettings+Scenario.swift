import NetworkIO
import Scenario

extension TLSClientSettings {
    /// - Parameters:
    ///   - plan: of a kind of session.
    ///   - host: of the URL.
    ///   - files: the contents of the files that the plan names.
    ///   - authorities: in place of those of the plan: the certificate of an embedded server.
    init(_ plan: TLSPlan, host: String, files: [String: [UInt8]], authorities: [UInt8]?) {
        self.init(serverName: plan.serverName ?? host)
        minVersion = TLSVersion(plan.minVersion)
        maxVersion = TLSVersion(plan.maxVersion)
        cipherSuites = plan.cipherSuites
        alpn = plan.alpn
        self.authorities = authorities ?? plan.authorities.map { files[$0] ?? [] }
        skipsVerification = plan.skipsVerification
        if let certificate = plan.certificate, let key = plan.key {
            identity = TLSIdentity(
                certificate: files[certificate] ?? [], key: files[key] ?? [], keyPassword: plan.keyPassword)
        }
        resumes = plan.resumption
        kernel = KernelTLS(plan.kernel)
        keyLog = plan.keyLog
    }
}

extension TLSVersion {
    fileprivate init(_ version: TLSPlan.Version) {
        switch version {
        case .v12: self = .v12
        case .v13: self = .v13
        }
    }
}

extension KernelTLS {
    fileprivate init(_ kernel: TLSPlan.Kernel) {
        switch kernel {
        case .off: self = .off
        case .on: self = .on
        case .auto: self = .auto
        }
    }
}
