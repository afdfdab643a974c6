import Glibc

/// An IPv4 or IPv6 address with its port, or the path of a Unix-domain socket.
package struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address in network order; an IPv4 address uses the first four bytes.
    private var high: UInt64 = 0
    private var low: UInt64 = 0
    private var scope: UInt32 = 0
    /// Of a Unix-domain socket, at most 107 bytes; nil: it is an address of IP.
    package private(set) var path: String?
    /// In the host's byte order; 0 lets the kernel choose when it is bound.
    package var port: UInt16
    /// Else it is an IPv4 address.
    package let isIPv6: Bool

    var family: Int32 { path != nil ? AF_UNIX : isIPv6 ? AF_INET6 : AF_INET }

    /// The longest path of a Unix-domain socket, in bytes.
    package static let longestPath = 107

    /// Reads a literal such as `127.0.0.1` or `::1` (no brackets), or `unix:` with a path; nil where it is none.
    package init?(literal: String, port: UInt16) {
        if literal.hasPrefix("unix:") {
            let path = String(literal.dropFirst(5))
            guard 1...SocketAddress.longestPath ~= path.utf8.count, !path.utf8.contains(0) else { return nil }
            self.path = path
            self.port = 0
            isIPv6 = false
            return
        }
        self.port = port
        var v4 = in_addr()
        var v6 = in6_addr()
        if unsafe inet_pton(AF_INET, literal, &v4) == 1 {
            isIPv6 = false
            unsafe withUnsafeBytes(of: v4) { unsafe copy(from: $0) }
        } else if unsafe inet_pton(AF_INET6, literal, &v6) == 1 {
            isIPv6 = true
            unsafe withUnsafeBytes(of: v6) { unsafe copy(from: $0) }
        } else {
            return nil
        }
    }

    /// From what the C library filled in; nil for other families.
    init?(_ storage: sockaddr_storage) {
        var storage = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.loadUnaligned(as: sockaddr_in.self) }
            isIPv6 = false
            port = UInt16(bigEndian: address.sin_port)
            unsafe withUnsafeBytes(of: address.sin_addr) { unsafe copy(from: $0) }
        case AF_INET6:
            let address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.loadUnaligned(as: sockaddr_in6.self) }
            isIPv6 = true
            port = UInt16(bigEndian: address.sin6_port)
            scope = address.sin6_scope_id
            unsafe withUnsafeBytes(of: address.sin6_addr) { unsafe copy(from: $0) }
        default:
            return nil
        }
    }

    private mutating func copy(from bytes: UnsafeRawBufferPointer) {
        unsafe withUnsafeMutableBytes(of: &high) { unsafe $0.copyMemory(from: .init(rebasing: bytes.prefix(8))) }
        if bytes.count > 8 {
            unsafe withUnsafeMutableBytes(of: &low) { unsafe $0.copyMemory(from: .init(rebasing: bytes.dropFirst(8))) }
        }
    }

    /// Lends the address in the form that the kernel reads.
    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        if let path {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
            return unsafe SocketAddress.lend(&address, body)
        }
        guard isIPv6 else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(truncatingIfNeeded: high)
            return unsafe SocketAddress.lend(&address, body)
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        address.sin6_scope_id = scope
        unsafe withUnsafeMutableBytes(of: &address.sin6_addr) {
            unsafe $0.storeBytes(of: high, as: UInt64.self)
            unsafe $0.storeBytes(of: low, toByteOffset: 8, as: UInt64.self)
        }
        return unsafe SocketAddress.lend(&address, body)
    }

    private static func lend<Address, Result>(
        _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        let length = socklen_t(MemoryLayout<Address>.size)
        return unsafe withUnsafeBytes(of: &address) {
            unsafe body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), length)
        }
    }

    /// Runs a call that fills in an address, such as `getsockname`.
    static func read(_ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32)
        -> SocketAddress?
    {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutableBytes(of: &storage) {
            unsafe call($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), &length)
        }
        return result == 0 ? SocketAddress(storage) : nil
    }

    /// The address without its port.
    package var host: String {
        if let path { return path }
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            let words = [high, low]
            let written = unsafe words.withUnsafeBytes {
                unsafe inet_ntop(family, $0.baseAddress!, text.baseAddress!, socklen_t(text.count))
            }
            return unsafe written.map { unsafe String(cString: $0) } ?? "?"
        }
    }

    /// Such as `127.0.0.1:9001`, `[::1]:9001` or `unix:/run/server.sock`.
    package var description: String { path.map { "unix:\($0)" } ?? numbers }

    private var numbers: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
