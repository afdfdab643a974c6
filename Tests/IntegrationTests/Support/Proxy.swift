import Glibc

/// A program that listens on ports which it is told, for as long as a test lasts.
final class Proxy: Sendable {
    let folder: TemporaryFolder
    private let process: ChildProcess

    /// Starts it and waits until it listens on all of the ports.
    ///
    /// - Parameters:
    ///   - folder: for its files.
    ///   - words: the program and its options.
    ///   - ports: of 127.0.0.1.
    /// - Throws: `TestFailure` where it does not listen.
    init(_ folder: TemporaryFolder, _ words: [String], ports: [UInt16]) async throws {
        self.folder = folder
        process = try ChildProcess(words, in: folder, name: "proxy")
        let deadline = ContinuousClock.now + .seconds(20)
        for port in ports {
            while !Proxy.listens(port) {
                guard process.poll() == nil, ContinuousClock.now < deadline else {
                    throw TestFailure("\(words) does not listen: \(process.complaints)")
                }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    deinit { process.stop() }

    var output: String { process.output }

    /// Ports that are free at the moment.
    static func ports(_ count: Int) throws -> [UInt16] {
        var descriptors: [Int32] = []
        defer { for descriptor in descriptors { close(descriptor) } }
        return try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            descriptors.append(descriptor)
            var address = loopback(0)
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
                }
            }
            guard bound else { throw TestFailure("no free port: errno \(errno)") }
            return UInt16(bigEndian: address.sin_port)
        }
    }

    private static func listens(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }
}
