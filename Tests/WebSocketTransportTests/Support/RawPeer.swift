import Glibc
import Testing
import WebSocketCore

@testable import NetworkIO

/// The other end of a connection, which says and hears bytes as the test wants it.
final class RawPeer {
    let descriptor: Int32
    /// All that came and was not taken.
    var got: [UInt8] = []
    /// The peer has ended its direction.
    private(set) var hasEnded = false
    /// The `errno` of a connection that broke, or 0.
    private(set) var failure: Int32 = 0
    private var isClosed = false

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close() }

    /// Takes all bytes that are there.
    func read() {
        var block = [UInt8](repeating: 0, count: 65_536)
        while failure == 0, !hasEnded {
            let count = unsafe block.withUnsafeMutableBytes { unsafe SystemCalls.receive(descriptor, $0) }
            if count > 0 {
                got += block[..<count]
            } else if count == 0 {
                hasEnded = true
            } else if count == -Int(EAGAIN) {
                return
            } else {
                failure = Int32(-count)
            }
        }
    }

    func send(_ bytes: [UInt8]) {
        let sent = unsafe bytes.withUnsafeBytes { unsafe SystemCalls.send(descriptor, $0) }
        #expect(sent == bytes.count)
    }

    /// Sends what the kernel takes at the moment; nil where it takes nothing.
    func offer(_ bytes: [UInt8]) -> Int? {
        let sent = unsafe bytes.withUnsafeBytes { unsafe SystemCalls.send(descriptor, $0) }
        return sent > 0 ? sent : nil
    }

    func limitSendBuffer(to size: Int32) {
        _ = SystemCalls.setOption(descriptor, level: SOL_SOCKET, name: SO_SNDBUF, value: size)
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Ends this direction (FIN).
    func finish() { SystemCalls.shutdownWrites(descriptor) }

    /// Breaks the connection (RST).
    func reset() {
        SystemCalls.lingerZero(descriptor)
        close()
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        SystemCalls.close(descriptor)
    }

    /// The client's request, once it is whole; it is taken.
    func takeRequest() throws -> UpgradeRequest? {
        read()
        var parser = UpgradeRequestParser()
        var cursor = 0
        let bytes = got
        guard let request = unsafe try parser.parse(bytes.span.bytes, at: &cursor) else { return nil }
        got.removeFirst(cursor)
        return request
    }

    /// A server's good answer.
    static func acceptance(of request: UpgradeRequest, subprotocol: String? = nil) -> [UInt8] {
        var buffer = WriteBuffer()
        UpgradeAnswer.accept(key: request.key, subprotocol: subprotocol).encode(into: &buffer)
        return buffer.withBytes { $0.bytes }
    }
}

/// A listener of a raw peer.
final class RawListener {
    private let descriptor: Int32
    let address: SocketAddress

    init(host: String = "127.0.0.1", backlog: Int32 = 64) throws {
        let wanted = try #require(SocketAddress(literal: host, port: 0))
        descriptor = Int32(SystemCalls.streamSocket(family: wanted.family))
        #expect(SystemCalls.bind(descriptor, wanted) == 0)
        #expect(SystemCalls.listen(descriptor, backlog: backlog) == 0)
        address = try #require(SystemCalls.localAddress(descriptor))
    }

    deinit { SystemCalls.close(descriptor) }

    /// The next connection; nil when there is none yet.
    func accept() -> RawPeer? {
        let connection = SystemCalls.accept(descriptor)
        return connection >= 0 ? RawPeer(descriptor: Int32(connection)) : nil
    }

    /// Where the next connection comes from.
    func acceptFrom() -> String? {
        guard let peer = accept() else { return nil }
        return unsafe SocketAddress.read { unsafe getpeername(peer.descriptor, $0, $1) }?.host
    }

    /// A connection to a server.
    static func connect(to address: SocketAddress) -> RawPeer {
        let descriptor = Int32(SystemCalls.streamSocket(family: address.family))
        let result = SystemCalls.connect(descriptor, address)
        #expect(result == 0 || result == -Int(EINPROGRESS))
        return RawPeer(descriptor: descriptor)
    }
}
