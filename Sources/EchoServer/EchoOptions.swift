import NetworkIO
import WebSocketCore

/// What an echo service is started with.
package struct EchoOptions: Sendable {
    /// Where to listen; port 0 lets the kernel choose.
    package var address: SocketAddress
    /// Threads, each with a listener of its own on the port; default 1.
    package var workers = 1
    /// On what clients may send. Nothing is held until a message is whole, so that these guard the count only.
    package var limits = FrameLimits()
    /// Bytes that may wait for a client that does not read, past which it is not read from either; default 1 MiB.
    package var highWaterMark = 1 << 20

    package init(address: SocketAddress) { self.address = address }
}
