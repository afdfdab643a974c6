import Glibc

/// The process's limit on open files.
package struct OpenFileLimit: Sendable, Equatable {
    /// What holds now.
    package var soft: Int
    /// Up to where the process may raise it.
    package var hard: Int

    /// Asks the kernel.
    package static func current() -> OpenFileLimit {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return OpenFileLimit(soft: Int(clamping: limit.rlim_cur), hard: Int(clamping: limit.rlim_max))
    }

    /// Raises the soft limit to the hard one.
    /// - Returns: the limits afterwards.
    @discardableResult
    package static func raise() -> OpenFileLimit {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return current()
    }
}
