import COpenSSL
import Glibc

/// Why TLS came to nothing with a peer, in the handshake or later.
package enum TLSFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case certificate(TLSCertificateFault)
    /// The peer gave up.
    case alert(TLSAlert)
    /// No version in common.
    case protocolVersion
    /// What came is no TLS.
    case notTLS
    /// The peer ended the connection in the middle of the handshake.
    case ended
    /// The handshake is done, and the kernel would not take over.
    case kernelRefused
    /// A system call failed, with an `errno`.
    case system(code: Int32)
    /// Anything else, in OpenSSL's words.
    case library(String)

    /// A short stable name for metrics.
    package var kind: String {
        switch self {
        case .certificate(let fault): fault.reason.rawValue
        case .alert(let alert): "tls-alert-" + alert.name.replacing(" ", with: "-")
        case .protocolVersion: "tls-protocol-version"
        case .notTLS: "tls-not-spoken"
        case .ended: "tls-ended"
        case .kernelRefused: "tls-no-ktls"
        case .system(let code): code == ECONNRESET || code == EPIPE ? "tls-reset" : "tls-errno-\(code)"
        case .library: "tls-failed"
        }
    }

    package var description: String {
        switch self {
        case .certificate(let fault): fault.description
        case .alert(let alert): "the peer ended TLS with the alert \"\(alert.name)\"" + mend(alert)
        case .protocolVersion:
            "no version of TLS in common; see \"tls\": { \"minVersion\": …, \"maxVersion\": … }"
        case .notTLS: "the peer does not speak TLS on this port; for plain WebSocket use ws://"
        case .ended:
            "the peer ended the connection in the TLS handshake and gave no reason; it may want other versions, "
                + "or a certificate: \"tls\": { \"cert\": …, \"key\": … }"
        case .kernelRefused: "the kernel did not take over the encryption; use \"ktls\": \"auto\" to go on without"
        case .system(let code): "in TLS: \(SystemError.text(of: code))"
        case .library(let reason): "TLS failed: \(reason)"
        }
    }

    private func mend(_ alert: TLSAlert) -> String {
        switch alert {
        case .certificateRequired, .handshakeFailure:
            "; if it asks for a certificate, give \"tls\": { \"cert\": …, \"key\": … }"
        case .unknownAuthority, .badCertificate, .certificateExpired, .certificateUnknown:
            ": it does not take the certificate that it was shown"
        case .unrecognizedName: ": it has no such host; see \"tls\": { \"serverName\": … }"
        default: ""
        }
    }

    /// What OpenSSL's queue says of an operation that has failed.
    init(_ error: OpenSSLError?) {
        guard let error else {
            self = .library("no reason given")
            return
        }
        switch error.sslReason {
        case SSL_R_UNEXPECTED_EOF_WHILE_READING: self = .ended
        case SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST: self = .notTLS
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_NO_PROTOCOLS_AVAILABLE, SSL_R_VERSION_TOO_LOW, SSL_R_VERSION_TOO_HIGH,
            SSL_AD_REASON_OFFSET + Int32(TLSAlert.protocolVersion.rawValue):
            self = .protocolVersion
        case SSL_AD_REASON_OFFSET...(SSL_AD_REASON_OFFSET + 255):
            self = .alert(TLSAlert(rawValue: UInt8(error.sslReason - SSL_AD_REASON_OFFSET)))
        default: self = .library(error.reason)
        }
    }
}
