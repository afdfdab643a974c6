import Glibc

extension SocketAddress {
    /// Takes away what is left of a listener that was killed: the name of a Unix-domain socket at which nobody listens. What
    /// is no socket, or has a listener, stays.
    ///
    /// - Returns: whether there was such a name.
    func removeAbandonedName() -> Bool {
        guard let path, SystemCalls.isSocket(path) else { return false }
        let probe = SystemCalls.streamSocket(family: family)
        guard probe >= 0 else { return false }
        defer { SystemCalls.close(Int32(probe)) }
        guard SystemCalls.connect(Int32(probe), self) == -Int(ECONNREFUSED) else { return false }
        SystemCalls.unlink(path)
        return true
    }
}
