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
}
