import Glibc
import NetworkIO
import Testing

@testable import WebSocketClient

/// Listens on loopback and follows a script with each client, one after another.
final class TestServer: Sendable {
    let port: Int
    private let listener: Int32
    private let done: Counter
    /// What scripts threw.
    private let problems = Shared<[any Error]>([])

    /// - Parameters:
    ///   - clients: how many come.
    ///   - script: runs on a thread of its own; what it throws comes out of `join`. A test that does not join may have left.
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
        let done = Counter()
        self.done = done
        let problems = problems
        try WorkerThread.startDetached(name: "test-server") {
            defer { done.add() }
            for _ in 0..<clients {
                let descriptor = Glibc.accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                do {
                    try script(TestConnection(descriptor))
                } catch {
                    problems.withLock { $0.append(error) }
                }
            }
        }
    }

    deinit {
        // Ends a wait for a client that never comes.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Waits until the script is done, without a thread of the tasks' pool.
    ///
    /// - Throws: what the script threw first.
    func join() async throws {
        try await until { done.value > 0 }
        if let problem = problems.withLock({ $0.first }) { throw problem }
    }
}

/// Says once that something may go on.
final class Gate: Sendable {
    private let handover = Handover<Void>()
    private let opened = Counter()

    func open() {
        opened.add()
        handover.give(())
    }

    /// Waits, on a thread of a test's own.
    func pass() { handover.take() }

    /// Likewise in a task.
    func passed() async throws { try await until { opened.value > 0 } }
}
