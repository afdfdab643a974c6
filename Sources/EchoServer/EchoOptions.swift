import NetworkIO
import WebSocketCore
import WebSocketTransport

/// What an echo service is started with.
package struct EchoOptions: Sendable {
    /// Where to listen; port 0 lets the kernel choose.
    package var address: SocketAddress
    /// Threads, each with a listener of its own on the port; default 1.
    package var workers = 1
    /// On what clients may send. Nothing is held until a message is whole, so that these guard the count only.
    package var limits = FrameLimits()
    /// Sends each message to all clients that asked for the same path, and not to its sender alone; default false.
    /// Each worker knows its own clients only, so that this wants one.
    package var broadcasts = false
    /// Takes frames without a mask too, against RFC 6455, section 5.1, so that what masking costs can be measured; default
    /// false.
    package var permitsUnmasked = false
    /// Clients speak TLS; nil, the default: they do not.
    package var tls: TLSContext?
    /// Bytes that may wait for a client that does not read; default 1 MiB. Past them an echo's client is not read from
    /// either, and a broadcast's is closed with code 1013 at the next message. More lets slow clients fall behind
    /// further, at the cost of as much memory for each.
    package var highWaterMark = 1 << 20

    /// Which offers of permessage-deflate are accepted; default none.
    package var compression: DeflateService?

    package init(address: SocketAddress) { self.address = address }
}
