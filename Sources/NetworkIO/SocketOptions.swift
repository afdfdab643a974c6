import Glibc

/// What is set on a socket before it connects or listens.
package struct SocketOptions: Sendable, Equatable {
    /// `TCP_NODELAY`, default true: a frame leaves at once.
    package var noDelay = true
    /// `SO_SNDBUF` in bytes; nil: the kernel's own tuning. The kernel doubles what it is given.
    package var sendBuffer: Int?
    /// `SO_RCVBUF` in bytes; nil: the kernel's own tuning, which an explicit size turns off.
    package var receiveBuffer: Int?
    /// Bytes that wait for the kernel down to which they must fall before `drained` is said; default 16 KiB.
    package var lowWaterMark = 16 * 1024
    /// Whether several listeners share the port, each with its own queue (`SO_REUSEPORT`).
    package var sharesPort = false

    package init() {}

    /// Sets the options that hold for a connection, whether it was made or taken.
    func applyToConnection(_ descriptor: Int32) {
        if noDelay { _ = SystemCalls.setOption(descriptor, level: Int32(IPPROTO_TCP), name: TCP_NODELAY, value: 1) }
    }

    /// Sets the options that must stand before the handshake of TCP, which fixes the window's scale.
    func applyBeforeHandshake(_ descriptor: Int32) {
        if let sendBuffer {
            _ = SystemCalls.setOption(
                descriptor, level: SOL_SOCKET, name: SO_SNDBUF, value: Int32(clamping: sendBuffer))
        }
        if let receiveBuffer {
            _ = SystemCalls.setOption(
                descriptor, level: SOL_SOCKET, name: SO_RCVBUF, value: Int32(clamping: receiveBuffer))
        }
    }
}
