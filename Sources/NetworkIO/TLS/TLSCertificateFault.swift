import COpenSSL

/// What is wrong with a server's certificate.
package struct TLSCertificateFault: Hashable, Sendable {
    /// The kinds that are told apart.
    package enum Reason: String, Sendable {
        case unknownAuthority = "tls-unknown-authority"
        case selfSigned = "tls-self-signed"
        case nameMismatch = "tls-name-mismatch"
        case expired = "tls-expired"
        case notYetValid = "tls-not-yet-valid"
        case other = "tls-certificate"
    }

    /// Which of them it is.
    package let reason: Reason
    /// In words, with what mends it.
    package let description: String

    /// - Parameters:
    ///   - store: of a verification that has failed.
    ///   - serverName: that the certificate was to have.
    init(_ store: OpaquePointer, serverName: String) {
        let code = unsafe X509_STORE_CTX_get_error(store)
        let certificate = unsafe X509_STORE_CTX_get_current_cert(store)
        let subject = unsafe CertificateText.subject(certificate)
        reason = TLSCertificateFault.reason(code)
        switch reason {
        case .unknownAuthority:
            let issuer = unsafe CertificateText.issuer(certificate)
            description =
                "the certificate of \(subject) is signed by an unknown authority (\(issuer)); "
                + "name a file with that authority's certificate in \"tls\": { \"ca\": … }"
        case .selfSigned:
            description =
                "the certificate of \(subject) is self-signed and not known; "
                + "name a file with it in \"tls\": { \"ca\": … }"
        case .nameMismatch:
            let names = unsafe CertificateText.names(certificate)
            description =
                "the certificate is not for \(serverName): it names \(names); "
                + "give one of these in \"tls\": { \"serverName\": … }"
        case .expired:
            description = "the certificate of \(subject) expired on \(unsafe CertificateText.end(certificate))"
        case .notYetValid:
            description =
                "the certificate of \(subject) is not valid before \(unsafe CertificateText.start(certificate))"
        case .other:
            let words = unsafe X509_verify_cert_error_string(Int(code)).map { unsafe String(cString: $0) }
            description = "the certificate of \(subject) cannot be trusted: \(words ?? "error \(code)")"
        }
    }

    private static func reason(_ code: Int32) -> Reason {
        switch code {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            .unknownAuthority
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSigned
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: .nameMismatch
        case X509_V_ERR_CERT_HAS_EXPIRED: .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
        default: .other
        }
    }
}
