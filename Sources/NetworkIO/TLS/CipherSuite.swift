import COpenSSL

/// Names of cipher suites, of which OpenSSL and IANA have different ones before TLS 1.3.
enum CipherSuite {
    static func version(_ name: String) -> TLSVersion {
        name.hasPrefix("TLS_") && !name.contains("_WITH_") ? .v13 : .v12
    }

    static func openSSLName(_ name: String) -> String {
        guard name.contains("_WITH_"), let found = unsafe OPENSSL_cipher_name(name) else { return name }
        let known = unsafe String(cString: found)
        return known == "(NONE)" ? name : known
    }

    static func standardName(_ suite: OpaquePointer?) -> String {
        guard let suite = unsafe suite else { return "none" }
        if let name = unsafe SSL_CIPHER_standard_name(suite) { return unsafe String(cString: name) }
        return unsafe String(cString: SSL_CIPHER_get_name(suite))
    }
}
