import Glibc

/// A name that did not resolve.
package struct ResolveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name that was looked up.
    package var host: String
    /// The C library's words (`gai_strerror`).
    package var reason: String

    package init(host: String, reason: String) {
        self.host = host
        self.reason = reason
    }

    package var description: String { "cannot resolve \(host): \(reason)" }
}

/// Looks names up away from the loops, because `getaddrinfo` blocks.
package enum Resolver {
    /// Looks a name up on the calling thread, which it may block for as long as the system's resolver takes.
    /// - Returns: IPv6 and IPv4 addresses in the order of RFC 6724, as the system gives them; never empty.
    package static func resolve(host: String, port: UInt16) throws(ResolveError) -> [SocketAddress] {
        if let literal = SocketAddress(literal: host, port: port) { return [literal] }
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else {
            throw ResolveError(host: host, reason: unsafe String(cString: gai_strerror(status)))
        }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var entry = unsafe list
        while let found = unsafe entry {
            let address = unsafe SocketAddress.read { target, length in
                let size = unsafe found.pointee.ai_addrlen
                unsafe memcpy(target, found.pointee.ai_addr, Int(size))
                unsafe length.pointee = size
                return 0
            }
            if let address, !addresses.contains(address) { addresses.append(address) }
            unsafe entry = unsafe found.pointee.ai_next
        }
        guard !addresses.isEmpty else { throw ResolveError(host: host, reason: "no address") }
        return addresses
    }

    /// Looks a name up on a thread of its own and posts the answer to the loop as `LoopMessage.resolved`.
    package static func resolve(host: String, port: UInt16, tag: UInt32, for loop: LoopHandle) {
        do throws(SystemError) {
            try WorkerThread.startDetached(name: "resolver") {
                let answer: Result<[SocketAddress], ResolveError>
                do throws(ResolveError) {
                    answer = .success(try resolve(host: host, port: port))
                } catch {
                    answer = .failure(error)
                }
                loop.post(.resolved(tag: tag, answer))
            }
        } catch {
            loop.post(.resolved(tag: tag, .failure(ResolveError(host: host, reason: error.description))))
        }
    }
}
