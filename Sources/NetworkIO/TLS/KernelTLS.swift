import COpenSSL
import Glibc

/// Whether the kernel does the encryption of records once a handshake is done (kTLS).
package enum KernelTLS: String, Sendable, CaseIterable {
    /// OpenSSL does it.
    case off
    /// The kernel does it; where it cannot, the connection fails.
    case on
    /// The kernel does it where it can.
    case auto

    /// Why no connection of this machine can have kTLS; nil where it can.
    package static func obstacle() -> String? {
        guard squall_tls_knows_kernel() == 1 else { return "OpenSSL was built without it" }
        let descriptor = SystemCalls.streamSocket(family: AF_INET)
        guard descriptor >= 0 else { return nil }
        defer { SystemCalls.close(Int32(descriptor)) }
        // Not connected: a kernel that knows the protocol says so, any other says that there is none.
        let code = SystemCalls.setUpperProtocol(Int32(descriptor), "tls")
        return code == -Int(ENOTCONN) || code >= 0 ? nil : "the kernel has no module tls"
    }
}
