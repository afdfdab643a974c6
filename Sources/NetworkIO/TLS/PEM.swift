import COpenSSL

/// Certificates and keys as text (RFC 7468).
enum PEM {
    /// All certificates of a file, in its order; the caller frees them.
    static func certificates(_ bytes: [UInt8]) -> [OpaquePointer] {
        let certificates = unsafe MemoryBIO.reading(bytes) { bio in
            var found: [OpaquePointer] = unsafe []
            while let certificate = unsafe PEM_read_bio_X509_AUX(bio, nil, nil, nil) {
                unsafe found.append(certificate)
            }
            return unsafe found
        }
        // The end of the file stands in the queue as an error.
        ERR_clear_error()
        return unsafe certificates ?? []
    }

    /// The first key of a file; the caller frees it. Never asks for a password.
    static func key(_ bytes: [UInt8], password: String?) -> OpaquePointer? {
        let password = password ?? ""
        return unsafe password.withCString { password in
            unsafe MemoryBIO.reading(bytes) { bio in
                unsafe PEM_read_bio_PrivateKey(bio, nil, nil, UnsafeMutableRawPointer(mutating: password))
            } ?? nil
        }
    }
}
