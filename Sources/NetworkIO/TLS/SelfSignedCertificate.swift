import COpenSSL
import Glibc

/// A certificate for servers on this machine, made on the spot: `localhost`, `127.0.0.1` and `::1`, for 30 days.
package enum SelfSignedCertificate {
    private static let secondsPerDay = 86_400

    /// Makes a key on P-256 and a certificate that it signs.
    ///
    /// - Throws: what OpenSSL did not do.
    package static func make() throws(TLSSetupError) -> TLSIdentity {
        guard let key = unsafe squall_tls_make_key(), let certificate = unsafe X509_new() else {
            throw .library("OpenSSL made no key")
        }
        defer {
            unsafe EVP_PKEY_free(key)
            unsafe X509_free(certificate)
        }
        guard unsafe fill(certificate, key), unsafe X509_sign(certificate, key, EVP_sha256()) > 0 else {
            throw .library("OpenSSL made no certificate")
        }
        return unsafe TLSIdentity(
            certificate: MemoryBIO.bytes { unsafe PEM_write_bio_X509($0, certificate) },
            key: MemoryBIO.bytes { unsafe PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) })
    }

    private static func fill(_ certificate: OpaquePointer, _ key: OpaquePointer) -> Bool {
        let serial = UInt64.random(in: 1...(UInt64.max >> 1))
        // From an hour ago, for clients whose clock is late.
        let isSet =
            unsafe X509_set_version(certificate, 2) == 1
            && ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial) == 1
            && X509_gmtime_adj(X509_getm_notBefore(certificate), -3600) != nil
            && X509_gmtime_adj(X509_getm_notAfter(certificate), 30 * secondsPerDay) != nil
            && X509_set_pubkey(certificate, key) == 1
        guard isSet, let name = unsafe X509_get_subject_name(certificate) else { return false }
        let commonName = Array("squall serve".utf8)
        unsafe X509_NAME_add_entry_by_NID(
            name, NID_commonName, MBSTRING_ASC, commonName, Int32(commonName.count), -1, 0)
        let extensions = [
            (NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"),
            (NID_basic_constraints, "critical,CA:FALSE"),
            (NID_key_usage, "critical,digitalSignature"),
            (NID_ext_key_usage, "serverAuth"),
        ]
        return unsafe X509_set_issuer_name(certificate, name) == 1
            && extensions.allSatisfy { unsafe add($0.0, $0.1, to: certificate) }
    }

    private static func add(_ kind: Int32, _ value: String, to certificate: OpaquePointer) -> Bool {
        guard let entry = unsafe X509V3_EXT_conf_nid(nil, nil, kind, value) else { return false }
        defer { unsafe X509_EXTENSION_free(entry) }
        return unsafe X509_add_ext(certificate, entry, -1) == 1
    }
}
