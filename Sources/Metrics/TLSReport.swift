/// How the sessions of a run spoke TLS; what it came to is in the counters `ws_tls_…`.
package struct TLSReport: Sendable, Equatable, Codable {
    /// Sessions of some kind took whatever certificate the server showed.
    package var insecureSkipTLSVerify: Bool

    enum CodingKeys: String, CodingKey {
        case insecureSkipTLSVerify = "insecure_skip_tls_verify"
    }

    package init(insecureSkipTLSVerify: Bool) { self.insecureSkipTLSVerify = insecureSkipTLSVerify }
}
