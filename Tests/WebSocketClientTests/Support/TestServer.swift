import Glibc
import NetworkIO
import Synchronization
import Testing

/// Listens on loopback and follows a script with each client, one after another.
final class TestServer: Sendable {
    let port: Int
    private let listener: Int32
    private let thread: WorkerThread

    /// - Parameters:
    ///   - clients: how many come.
    ///   - script: runs on a thread of its own; what it throws is an issue of the test.
    /// - Throws: what kept it from listening.
    init(clients: Int = 1, _ script: @escaping @Sendable (TestConnection) throws -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, length) | listen(listener, 16) | getsockname(listener, $0, &length)
            }
        }
        try #require(bound == 0)
        port = Int(address.sin_port.bigEndian)
        self.listener = listener
        thread = try WorkerThread(name: "test-server") {
            for _ in 0..<clients {
                let descriptor = Glibc.accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                do {
                    try script(TestConnection(descriptor))
                } catch {
                    Issue.record("server: \(error)")
                }
            }
        }
    }

    deinit { close(listener) }

    /// Waits until the script is done.
    func join() { thread.join() }
}

/// Says once that something may go on.
final class Gate: Sendable {
    private let handover = Handover<Void>()

    func open() { handover.give(()) }

    func pass() { handover.take() }
}
