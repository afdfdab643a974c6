import CLinuxShims
import Glibc

/// Every system call of the hot and the cold path, in one place. A result below zero is a negated `errno`, as the
/// kernel itself gives it, so that the hot path neither throws nor reads `errno` twice.
enum SystemCalls {
    /// Never inlined: the address of `errno` must be taken on the thread, and after the call, that it belongs to.
    @inline(never)
    static func failure() -> Int { -Int(errno) }

    @inline(__always)
    static func checked(_ result: Int) -> Int { result < 0 ? failure() : result }

    @inline(__always)
    static func checked(_ result: Int32) -> Int { result < 0 ? failure() : Int(result) }

    static func receive(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let result = unsafe checked(recv(descriptor, buffer.baseAddress, buffer.count, 0))
            if result != -Int(EINTR) { return result }
        }
    }

    static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        while true {
            let flags = Int32(MSG_NOSIGNAL)
            let result = unsafe checked(Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags))
            if result != -Int(EINTR) { return result }
        }
    }

    static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    static func shutdownWrites(_ descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    static func streamSocket(family: Int32) -> Int {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        return checked(socket(family, kind, family == AF_UNIX ? 0 : Int32(IPPROTO_TCP)))
    }

    static func connect(_ descriptor: Int32, _ address: SocketAddress) -> Int {
        unsafe address.withSocketAddress { pointer, length in
            unsafe checked(Glibc.connect(descriptor, pointer, length))
        }
    }

    static func bind(_ descriptor: Int32, _ address: SocketAddress) -> Int {
        unsafe address.withSocketAddress { pointer, length in
            unsafe checked(Glibc.bind(descriptor, pointer, length))
        }
    }

    static func listen(_ descriptor: Int32, backlog: Int32) -> Int { checked(Glibc.listen(descriptor, backlog)) }

    static func accept(_ listener: Int32) -> Int {
        while true {
            let result = checked(squall_accept(listener))
            if result != -Int(EINTR) && result != -Int(ECONNABORTED) { return result }
        }
    }

    /// Takes away the name of a Unix-domain socket.
    static func unlink(_ path: String) { _ = unsafe Glibc.unlink(path) }

    /// Whether a name is that of a Unix-domain socket, and not of anything else, such as a link to one.
    static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    static func localAddress(_ descriptor: Int32) -> SocketAddress? {
        unsafe SocketAddress.read { unsafe getsockname(descriptor, $0, $1) }
    }

    static func setOption(_ descriptor: Int32, level: Int32, name: Int32, value: Int32) -> Int {
        var value = value
        return unsafe checked(setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size)))
    }

    /// Lays a protocol over TCP (`TCP_ULP`).
    static func setUpperProtocol(_ descriptor: Int32, _ name: String) -> Int {
        unsafe name.withCString {
            unsafe checked(setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_ULP, $0, socklen_t(strlen($0))))
        }
    }

    /// Keeps a write to a connection that is broken from ending the process, on this thread.
    static func blockBrokenPipeSignal() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// The error of a connect that ended, or 0 (`SO_ERROR`).
    static func pendingError(_ descriptor: Int32) -> Int32 {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &value, &length)
        return value
    }

    /// Bytes that were sent and that the peer's kernel has not taken.
    static func unacknowledgedBytes(_ descriptor: Int32) -> Int {
        var count: Int32 = 0
        return unsafe ioctl(descriptor, UInt(TIOCOUTQ), &count) < 0 ? 0 : Int(count)
    }

    /// Makes `close` send RST and forget what was not sent yet.
    static func lingerZero(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    static func epollCreate() -> Int { checked(epoll_create1(Int32(EPOLL_CLOEXEC))) }

    static func epollControl(_ epoll: Int32, _ operation: Int32, _ descriptor: Int32, events: UInt32, token: UInt64)
        -> Int
    {
        var event = unsafe epoll_event(events: events, data: epoll_data_t(u64: token))
        return unsafe checked(epoll_ctl(epoll, operation, descriptor, &event))
    }

    /// Waits with nanosecond precision (`epoll_pwait2`, Linux 5.11); a nil time-out waits for ever.
    static func epollWait(_ epoll: Int32, _ events: UnsafeMutableBufferPointer<epoll_event>, timeout: Nanoseconds?)
        -> Int
    {
        let base = events.baseAddress!
        let capacity = Int32(events.count)
        guard let timeout else { return unsafe checked(epoll_wait(epoll, base, capacity, -1)) }
        guard timeout > 0 else { return unsafe checked(epoll_wait(epoll, base, capacity, 0)) }
        var limit = timespec(tv_sec: Int(timeout / 1_000_000_000), tv_nsec: Int(timeout % 1_000_000_000))
        let result = unsafe checked(squall_epoll_wait(epoll, base, capacity, &limit))
        guard result == -Int(ENOSYS) else { return result }
        let milliseconds = Int32(clamping: (timeout + 999_999) / 1_000_000)
        return unsafe checked(epoll_wait(epoll, base, capacity, milliseconds))
    }

    static func eventDescriptor() -> Int {
        checked(eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC)))
    }

    static func signal(_ eventDescriptor: Int32) { _ = eventfd_write(eventDescriptor, 1) }

    /// Asks the kernel to end this thread's waits when they are due and not up to 50 µs later.
    static func sharpenTimers() { _ = squall_set_timer_slack(1) }
}
