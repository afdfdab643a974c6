import Glibc
import Testing

@testable import NetworkIO

/// A listener without a loop, which tells where its connections come from.
final class PlainListener {
    private let descriptor: Int32
    let address: SocketAddress

    init() throws {
        let loopback = try #require(SocketAddress(literal: "127.0.0.1", port: 0))
        descriptor = Int32(SystemCalls.streamSocket(family: loopback.family))
        #expect(SystemCalls.bind(descriptor, loopback) == 0)
        #expect(SystemCalls.listen(descriptor, backlog: 8) == 0)
        address = try #require(SystemCalls.localAddress(descriptor))
    }

    deinit { SystemCalls.close(descriptor) }

    /// The other end of the next connection, which is closed; nil where there is none.
    func nextPeer() -> SocketAddress? {
        let connection = Int32(SystemCalls.accept(descriptor))
        guard connection >= 0 else { return nil }
        defer { SystemCalls.close(connection) }
        return unsafe SocketAddress.read { unsafe getpeername(connection, $0, $1) }
    }
}
