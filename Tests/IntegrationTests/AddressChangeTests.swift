import FoundationEssentials
import Glibc
import Metrics
import Testing

/// A name with several addresses, and one that gets another while a run goes on. The resolver's answers are those of `Peers/addresses.c`, so that
/// everything stays on the machine.
@Suite(.partOfMachine) struct AddressChangeTests {
    private let folder: TemporaryFolder
    private let library: String

    init() async throws {
        folder = try TemporaryFolder()
        library = folder["addresses.so"]
        // The compiler that comes with Swift.
        let words = ["/usr/bin/env", "clang", "-shared", "-fPIC", "-o", library, Place.peer("addresses.c")]
        let compiler = try ChildProcess(words, in: folder, name: "clang")
        defer { compiler.stop() }
        guard try await compiler.wait(upTo: .seconds(60)) == .code(0) else { throw TestFailure(compiler.complaints) }
    }

    /// At once, so that nobody reads half of it.
    private func point(to address: String) throws {
        try folder.write(address, to: "next")
        #expect(unsafe rename(folder["next"], folder["addresses"]) == 0)
    }

    private func serve(_ address: String, _ name: String) async throws -> ChildProcess {
        let process = try ChildProcess([Place.squall, "serve", "--listen", address], in: folder, name: name)
        for _ in 0..<2000 where process.output.isEmpty && process.poll() == nil {
            try await Task.sleep(for: .milliseconds(10))
        }
        guard process.output.contains("listening") else { throw TestFailure(process.complaints) }
        return process
    }

    /// How many sessions a server tells of at its end.
    private func sessions(of server: ChildProcess) async throws -> Int {
        server.send(SIGTERM)
        #expect(try await server.wait(upTo: .seconds(20)) == .code(0))
        let line = try #require(server.output.split(separator: "\n").first { $0.contains(" session") })
        return try #require(Int(line.split(separator: " ")[2]))
    }

    @Test(arguments: [true, false]) func sessionsGoToAllAddressesInTurn(inTurn: Bool) async throws {
        let first = try await serve("127.0.0.1:0", "first")
        defer { first.stop() }
        let port = first.output.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
        let second = try await serve("127.0.0.2:\(port)", "second")
        defer { second.stop() }
        try point(to: "127.0.0.1\n127.0.0.2")
        let run = try SquallRun(
            scenario(
                "ws://changing.test:\(port)/",
                [
                    "load": #"{ "sessions": 20 }"#, "messages": #"{ "count": 1 }"#, "workers": "1",
                    "connection": "{ \"dns\": { \"select\": \"\(inTurn ? "roundRobin" : "first")\" } }",
                ]),
            launcher: ["/usr/bin/env", "LD_PRELOAD=\(library)", "TEST_ADDRESSES=\(folder["addresses"])"])
        defer { run.process.stop() }
        let result = try await run.finish().result()
        #expect(result.errors == [:])
        #expect(result.total(.wsMsgsMatched) == 20)
        #expect(try await sessions(of: first) == (inTurn ? 10 : 20))
        #expect(try await sessions(of: second) == (inTurn ? 10 : 0))
    }

    @Test(arguments: [true, false]) func anAnswerHoldsForItsTime(isLimited: Bool) async throws {
        let first = try await serve("127.0.0.1:0", "first")
        defer { first.stop() }
        let port = first.output.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
        let second = try await serve("127.0.0.2:\(port)", "second")
        defer { second.stop() }
        try point(to: "127.0.0.1")
        let text = scenario(
            "ws://changing.test:\(port)/",
            [
                "load": #"{ "executor": "constant-arrival-rate", "rate": 20, "duration": "4s", "warmUp": "0s" }"#,
                "close": #"{ "after": "20ms" }"#, "workers": "1",
                "connection": isLimited ? #"{ "dns": { "ttl": "200ms" } }"# : "{}",
            ])
        let run = try SquallRun(
            text, launcher: ["/usr/bin/env", "LD_PRELOAD=\(library)", "TEST_ADDRESSES=\(folder["addresses"])"])
        defer { run.process.stop() }
        try await run.wait(for: "the first sessions") { try run.peakRow("connects_opened") > 0 }
        try point(to: "127.0.0.2")
        let result = try await run.finish().result()
        #expect(result.errors == [:])
        let (before, after) = (try await sessions(of: first), try await sessions(of: second))
        #expect(before + after == result.total(.wsSessions))
        #expect(before > 0 && (after > 0) == isLimited, "\(before) and \(after)")
        // Each lookup counts for the connects that waited for it.
        let lookups = try #require(result.metrics.summary(.wsConnectingDNS)).count
        #expect(isLimited ? lookups > 4 : lookups >= 1)
    }
}
