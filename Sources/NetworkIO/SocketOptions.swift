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
    /// Among which local ports the kernel chooses at a connect (`IP_LOCAL_PORT_RANGE`, Linux 6.3); nil: the system's.
    /// Older kernels choose from the system's in any case.
    package var localPorts: ClosedRange<UInt16>?
    /// Whether several listeners share the port, each with its own queue (`SO_REUSEPORT`).
    package var sharesPort = false

    package init() {}

    /// Sets the options that hold for a connection, whether it was made or taken.
    func applyToConnection(_ descriptor: Int32) {
        if noDelay { _ = SystemCalls.setOption(descriptor, level: Int32(IPPROTO_TCP), name: TCP_NODELAY, value: 1) }
    }

    /// Narrows the search for a local port.
    func applyLocalPorts(_ descriptor: Int32) {
        guard let localPorts else { return }
        // IP_LOCAL_PORT_RANGE of linux/in.h, which glibc's header does not have.
        let option: Int32 = 51
        let range = UInt32(localPorts.upperBound) << 16 | UInt32(localPorts.lowerBound)
        _ = SystemCalls.setOption(
            descriptor, level: Int32(IPPROTO_IP), name: option, value: Int32(bitPattern: range))
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
