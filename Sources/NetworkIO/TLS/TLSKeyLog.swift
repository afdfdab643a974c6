import COpenSSL
import Glibc

/// A file to which the secrets of connections are appended, in the format of NSS that Wireshark reads.
final class TLSKeyLog: Sendable {
    private let descriptor: Int32

    /// For the eyes of its owner only.
    init(_ path: String) throws(TLSSetupError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            throw TLSSetupError("the key log \(path) cannot be written: \(SystemError.text(of: errno))")
        }
    }

    deinit { close(descriptor) }

    /// The context must not outlive this.
    func attach(to context: OpaquePointer) {
        unsafe SSL_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(self).toOpaque())
        unsafe SSL_CTX_set_keylog_callback(context) { ssl, line in
            guard let line = unsafe line, let context = unsafe SSL_get_SSL_CTX(ssl),
                let log = unsafe SSL_CTX_get_ex_data(context, 0)
            else { return }
            unsafe Unmanaged<TLSKeyLog>.fromOpaque(log).takeUnretainedValue().append(String(cString: line))
        }
    }

    private func append(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        // One call, so that the lines of several threads do not mix.
        _ = unsafe write(descriptor, bytes, bytes.count)
    }
}
