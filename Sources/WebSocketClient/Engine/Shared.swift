import Glibc

/// A value that several threads change, behind a lock of POSIX: unlike the standard library's `Mutex`, the thread
/// sanitizer knows it.
///
/// `@unchecked Sendable`, because the compiler cannot see that the value is touched with the lock held only.
@safe final class Shared<Value: Sendable>: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    init(_ value: Value) {
        self.value = value
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        let status = unsafe pthread_mutex_init(lock, nil)
        precondition(status == 0, "pthread_mutex_init fails for other kinds of locks only")
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return try body(&value)
    }
}
