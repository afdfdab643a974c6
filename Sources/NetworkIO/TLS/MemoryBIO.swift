import COpenSSL

/// Bytes in memory, to be read or written by OpenSSL.
enum MemoryBIO {
    /// What `write` writes.
    static func bytes(_ write: (OpaquePointer) -> Int32) -> [UInt8] {
        guard let bio = unsafe BIO_new(BIO_s_mem()) else { return [] }
        defer { unsafe BIO_free(bio) }
        guard unsafe write(bio) >= 0 else { return [] }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1024)
        while true {
            let count = unsafe BIO_read(bio, &block, Int32(block.count))
            guard count > 0 else { return bytes }
            bytes += block[..<Int(count)]
        }
    }

    /// What `write` writes, as text.
    static func text(_ write: (OpaquePointer) -> Int32) -> String {
        String(decoding: unsafe bytes(write), as: UTF8.self)
    }

    /// Lends the bytes to `read`.
    static func reading<Result>(_ bytes: [UInt8], _ read: (OpaquePointer) -> Result) -> Result? {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
            defer { unsafe BIO_free(bio) }
            return unsafe read(bio)
        }
    }
}
