import Glibc
import NetworkIO

/// A certificate that a server has made for itself, in a file from which its clients can learn it.
package final class ServerCertificate: Sendable {
    /// The certificate with its key, which is in memory only.
    package let identity: TLSIdentity
    /// Where the certificate stands, until this is gone.
    package let path: String

    /// Makes the certificate and writes it to a file of its own in the folder for such.
    ///
    /// - Throws: what OpenSSL or the file system refused.
    package init() throws(TLSSetupError) {
        identity = try SelfSignedCertificate.make()
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        let suffix = ".pem"
        var name = Array("\(folder)/squall-serve-XXXXXX\(suffix)".utf8CString)
        let descriptor = unsafe mkstemps(&name, Int32(suffix.utf8.count))
        guard descriptor >= 0 else {
            throw TLSSetupError("cannot write the certificate into \(folder): \(SystemError.text(of: errno))")
        }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // For all to read: there is nothing secret in it.
        fchmod(descriptor, 0o644)
        let written = unsafe write(descriptor, identity.certificate, identity.certificate.count)
        close(descriptor)
        guard written == identity.certificate.count else {
            unsafe unlink(path)
            throw TLSSetupError("cannot write the certificate \(path): \(SystemError.text(of: errno))")
        }
    }

    deinit { unsafe unlink(path) }
}
