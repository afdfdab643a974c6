import COpenSSL

/// Parts of a certificate in words.
enum CertificateText {
    static func subject(_ certificate: OpaquePointer?) -> String {
        unsafe name(certificate.flatMap { unsafe X509_get_subject_name($0) })
    }

    static func issuer(_ certificate: OpaquePointer?) -> String {
        unsafe name(certificate.flatMap { unsafe X509_get_issuer_name($0) })
    }

    /// The names that it is for, such as `DNS:localhost, IP Address:127.0.0.1`; else its subject.
    static func names(_ certificate: OpaquePointer?) -> String {
        guard let certificate = unsafe certificate else { return "nobody" }
        let index = unsafe X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1)
        guard index >= 0, let names = unsafe X509_get_ext(certificate, index) else {
            return unsafe subject(certificate)
        }
        return unsafe MemoryBIO.text { unsafe X509V3_EXT_print($0, names, 0, 0) }
    }

    static func start(_ certificate: OpaquePointer?) -> String {
        unsafe time(certificate.flatMap { unsafe X509_get0_notBefore($0) })
    }

    static func end(_ certificate: OpaquePointer?) -> String {
        unsafe time(certificate.flatMap { unsafe X509_get0_notAfter($0) })
    }

    private static func name(_ name: OpaquePointer?) -> String {
        guard let name = unsafe name else { return "nobody" }
        let text = unsafe MemoryBIO.text { unsafe squall_x509_print_name($0, name) }
        return text.isEmpty ? "nobody" : text
    }

    private static func time(_ time: UnsafePointer<ASN1_TIME>?) -> String {
        guard let time = unsafe time else { return "an unknown date" }
        return unsafe MemoryBIO.text { unsafe ASN1_TIME_print($0, time) }
    }
}
