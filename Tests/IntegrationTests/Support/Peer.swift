import FoundationEssentials

/// A Python program at the other end of the wire. Its first line is the port on which it listens; each further line is
/// a report in JSON.
final class Peer: Sendable {
    let port: UInt16
    private let process: ChildProcess
    private let folder: TemporaryFolder

    /// Starts a script of `Peers/` and waits until it listens.
    init(_ script: String, _ arguments: [String] = []) async throws {
        folder = try TemporaryFolder()
        process = try ChildProcess(
            [Place.python, Place.peer(script)] + arguments, in: folder, name: script)
        let deadline = ContinuousClock.now + .seconds(30)
        while !process.output.contains("\n") {
            guard process.poll() == nil, ContinuousClock.now < deadline else {
                throw TestFailure("\(script) did not begin to listen: \(process.complaints)")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        guard let port = UInt16(process.output.prefix { $0 != "\n" }) else {
            throw TestFailure("\(script) printed no port: \(process.output)")
        }
        self.port = port
    }

    func url(_ path: String = "/") -> String { "ws://127.0.0.1:\(port)\(path)" }

    /// What it has reported so far.
    func reports<Report: Decodable>(_ type: Report.Type) throws -> [Report] {
        // A line that is being written is not a report yet.
        let whole = process.output.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
        return try whole.map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
    }

    /// Waits until it has reported so often, and a moment for those that should not come.
    func reports<Report: Decodable>(_ type: Report.Type, count: Int) async throws -> [Report] {
        for _ in 0..<3000 {
            let reports = try reports(type)
            if reports.count >= count { return reports }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestFailure(
            "\(try reports(type).count) of \(count) reports came: \(process.output) \(process.complaints)")
    }

    func stop() { process.stop() }
}

/// Lends a peer to a test and stops it at the end, however the test ends.
func withPeer<Result>(
    _ script: String, _ arguments: [String] = [], _ body: (Peer) async throws -> Result
) async throws -> Result {
    let peer = try await Peer(script, arguments)
    defer { peer.stop() }
    return try await body(peer)
}
