import FoundationEssentials
import Glibc
import Testing

/// `squall serve` with clients that are not ours.
@Suite(.partOfMachine) struct ServeTests {
    /// The checks that `Peers/client.py` has, by their names.
    static let checks = [
        "echoes binary", "echoes text", "keeps the order", "takes fragments", "answers pings",
        "answers a close with its code", "answers a close without a code", "declines compression",
        "agrees on a subprotocol", "serves many", "echoes to aiohttp", "echoes a byte at a time",
        "answers a ping between fragments", "answers no pong", "closes and ends the stream",
        "says nothing after its close", "takes a reader that does not read", "takes a request a byte at a time",
        "refuses an unmasked frame", "refuses reserved bits", "refuses a reserved opcode", "refuses bad UTF-8",
        "refuses UTF-8 that is bad across fragments", "refuses cut UTF-8", "refuses a long ping",
        "refuses a fragmented ping", "refuses a length of 2^63", "refuses the long form of a short length",
        "refuses a huge frame", "refuses a continuation of nothing", "refuses an interrupted message",
        "refuses the close code 1005", "refuses the close code 999", "refuses a close of one byte",
        "refuses a bad reason", "refuses another version", "refuses a missing key", "refuses a short key",
        "refuses a missing host", "refuses a plain request", "refuses a POST", "refuses a long head",
        "refuses an old HTTP",
    ]

    @Test(arguments: checks)
    func keepsTo(check: String) async throws {
        try await withServe { port, _ in
            let outcome = try await python("client.py", ["\(port)", check])
            #expect(outcome.end == .code(0), "\(outcome.complaints)")
        }
    }

    @Test func allChecksAreRun() async throws {
        let outcome = try await python("client.py", ["list"])
        #expect(outcome.output.split(separator: "\n").map(String.init) == ServeTests.checks)
    }

    @Test func severalWorkersServeAsOne() async throws {
        try await withServe(workers: 3) { port, _ in
            let outcome = try await python("client.py", ["\(port)", "serves many"])
            #expect(outcome.end == .code(0), "\(outcome.complaints)")
        }
    }

    @Test func stopsInOrderWhenItIsInterrupted() async throws {
        try await withServe { port, process in
            let run = try SquallRun(
                scenario("ws://127.0.0.1:\(port)/", ["load": #"{ "sessions": 5, "duration": "30s" }"#]))
            defer { run.process.stop() }
            try await run.wait(for: "an open session") { try run.peakRow("sessions_open") == 5 }
            process.send(SIGINT)
            #expect(try await process.wait(upTo: .seconds(20)) == .code(0))
            let outcome = try await run.finish()
            #expect(outcome.isComplete)
            #expect(try outcome.result().metrics.closes == [.of(5, 1001, .server)])
            #expect(try outcome.result().errors == ["closed-by-server": 5])
        }
    }

    @Test func framesWithoutAMaskAreTakenWhereThatIsAllowedAndSaid() async throws {
        func run(_ port: UInt16) async throws -> Outcome {
            try await squall(
                scenario(
                    "ws://127.0.0.1:\(port)/",
                    [
                        "load": #"{ "sessions": 2 }"#, "masking": #""none""#,
                        "messages": #"{ "count": 10, "inFlight": 2, "size": 300 }"#,
                    ]))
        }
        try await withServe(["--allow-unmasked"]) { port, process in
            let result = try await run(port).result()
            #expect(result.errors == [:])
            #expect(result.total(.wsMsgsMatched) == 20)
            #expect(process.output.contains("takes frames without a mask (--allow-unmasked)"))
        }
        try await withServe { port, process in
            let result = try await run(port).result()
            #expect(result.total(.wsMsgsMatched) == 0)
            #expect(result.metrics.closes == [.of(2, 1002, .server)])
            #expect(!process.output.contains("without a mask"))
        }
    }

    @Test func theEmbeddedServerTakesFramesWithoutAMaskWhereTheScenarioSaysSo() async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "echo", "allowUnmasked": true }"#,
                [
                    "load": #"{ "sessions": 2 }"#, "masking": #""none""#,
                    "messages": #"{ "count": 10, "inFlight": 2, "size": 300 }"#,
                ]))
        #expect(try run.result().errors == [:])
        #expect(try run.result().total(.wsMsgsMatched) == 20)
    }

    @Test func portThatIsTakenIsSaid() async throws {
        try await withServe { port, _ in
            let folder = try TemporaryFolder()
            let outcome = try await squall(command: ["serve", "--listen", "127.0.0.1:\(port)"], in: folder)
            #expect(outcome.end == .code(103))
            #expect(outcome.complaints.contains("127.0.0.1:\(port)"))
        }
    }

    @Test(arguments: ["nowhere", "127.0.0.1", "127.0.0.1:70000", "localhost:80"])
    func addressThatIsNoneIsRefused(address: String) async throws {
        let outcome = try await squall(command: ["serve", "--listen", address], in: try TemporaryFolder())
        #expect(outcome.end == .code(64))
        #expect(outcome.complaints.contains("--listen"))
    }
}
