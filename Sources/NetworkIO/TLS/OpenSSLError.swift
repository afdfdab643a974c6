import COpenSSL

/// An error of OpenSSL's queue, which each thread has for itself.
struct OpenSSLError {
    private let code: UInt

    /// The latest error; empties the queue.
    static func takeLast() -> OpenSSLError? {
        let code = ERR_peek_last_error()
        ERR_clear_error()
        return code == 0 ? nil : OpenSSLError(code: code)
    }

    /// One of `SSL_R_…`; 0 for an error of another part of the library.
    var sslReason: Int32 { squall_tls_error_is_ssl(code) == 1 ? squall_tls_error_reason(code) : 0 }

    /// In OpenSSL's words.
    var reason: String {
        guard let text = unsafe ERR_reason_error_string(code) else { return "error \(String(code, radix: 16))" }
        return unsafe String(cString: text)
    }
}
