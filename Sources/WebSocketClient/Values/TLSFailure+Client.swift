import NetworkIO

extension TLSFailure {
    /// What is wrong, with the mend in the terms of `WebSocketTLS`: the failure's own description has those of scenarios.
    var clientDescription: String {
        switch self {
        case .certificate(let fault): fault.clientDescription
        case .alert(let alert): "the server ended TLS with the alert \"\(alert.name)\"" + mend(alert)
        case .protocolVersion: "no version of TLS in common; see `WebSocketTLS.minVersion` and `maxVersion`"
        case .ended:
            "the server ended the connection in the TLS handshake and gave no reason; it may want other versions "
                + "(`WebSocketTLS.minVersion`, `maxVersion`), or a certificate (`WebSocketTLS.identity`)"
        case .notTLS: "the server does not speak TLS on this port; for plain WebSocket use ws://"
        case .kernelRefused, .system, .library: description
        }
    }

    private func mend(_ alert: TLSAlert) -> String {
        switch alert.name {
        case "certificate required", "handshake failure":
            "; if it asks for a certificate, give `WebSocketTLS.identity`"
        case "unknown ca", "bad certificate", "certificate expired", "certificate unknown":
            ": it does not take the certificate that it was shown"
        case "unrecognized name": ": it has no such host; see `WebSocketTLS.serverName`"
        default: ""
        }
    }
}

extension TLSCertificateFault {
    fileprivate var clientDescription: String {
        let mend: String
        switch reason {
        case .unknownAuthority: mend = "give that authority's certificate in `WebSocketTLS.authorities`"
        case .selfSigned: mend = "give it in `WebSocketTLS.authorities`"
        case .nameMismatch: mend = "give one of these as `WebSocketTLS.serverName`"
        case .expired, .notYetValid, .other: return description
        }
        // The mend is the last part of these.
        let fault = description.lastIndex(of: ";").map { description[..<$0] } ?? description[...]
        return "\(fault); \(mend)"
    }
}
