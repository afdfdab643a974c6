import EchoServer
import NetworkIO
import Testing
import WebSocketTransport

/// An echo server in this process, for as long as the object lives.
final class TestEcho: Sendable {
    private let service: EchoService
    var port: Int { Int(service.address.port) }

    init(_ change: (inout EchoOptions) -> Void = { _ in }) throws {
        var options = EchoOptions(address: try #require(SocketAddress(literal: "127.0.0.1", port: 0)))
        change(&options)
        service = try EchoService(options)
    }

    deinit {
        service.stop()
        service.stop()
        service.join()
    }
}
