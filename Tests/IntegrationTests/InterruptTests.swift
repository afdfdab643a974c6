import FoundationEssentials
import Glibc
import Metrics
import Testing

/// Runs that end before their time leave whole files, and no process.
@Suite(.partOfMachine) struct InterruptTests {
    private struct Session: Decodable {
        var code: Int?
    }

    private static let load: KeyValuePairs = [
        "load": #"{ "sessions": 20, "connectRate": 200, "warmUp": "100ms", "duration": "60s" }"#,
        "messages": #"{ "rate": 20 }"#,
    ]

    /// Waits until a run has written some of its seconds.
    private func underWay(_ run: SquallRun, seconds: Int = 2) async throws {
        try await run.wait(for: "second \(seconds)") {
            try run.peakRow("second") >= seconds && run.folder.exists("result/summary.json")
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func interruptedRunClosesItsSessionsAndWritesItsResult(signal: Int32) async throws {
        try await withPeer("websockets_server.py") { peer in
            let run = try SquallRun(scenario(peer.url(), InterruptTests.load))
            defer { run.process.stop() }
            try await underWay(run)
            run.process.send(signal)
            let outcome = try await run.finish(within: .seconds(20))
            #expect(outcome.end == .code(105))
            let result = try outcome.result()
            #expect(result.status == .interrupted)
            #expect(result.verdict != nil)
            #expect(result.finishedAt != nil)
            #expect(result.total(.wsSessions) == 20)
            #expect(result.metrics.closes == [.of(20, 1000, .client)])
            #expect(result.total(.wsMsgsMatched) > 0)
            #expect(result.total(.wsMsgsLost) == 0)
            #expect(result.errors == [:])
            #expect(try outcome.table("timeseries.csv").sum("msgs_sent") == result.total(.wsMsgsSent))
            #expect(try outcome.table("histogram.csv").rows.isEmpty == false)
            #expect(outcome.output.contains("interrupted"))
            #expect(outcome.output.hasSuffix("Result: \(run.folder["result"])\n"))
            let sessions = try await peer.reports(Session.self, count: 20)
            #expect(sessions.map(\.code) == Array(repeating: 1000, count: 20))
        }
    }

    @Test func secondInterruptEndsAtOnce() async throws {
        try await withPeer("bad_server.py", ["silent-after-close"]) { peer in
            let run = try SquallRun(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 5, "connectRate": 100, "warmUp": "0s", "duration": "60s" }"#,
                        "close": #"{ "timeout": "60s" }"#,
                    ]))
            defer { run.process.stop() }
            try await underWay(run)
            run.process.send(SIGINT)
            // The server does not answer the close frames, and the run waits for it.
            try await Task.sleep(for: .milliseconds(500))
            #expect(run.process.poll() == nil)
            run.process.send(SIGINT)
            let outcome = try await run.finish(within: .seconds(10))
            #expect(outcome.end == .code(105))
            let result = try outcome.result()
            #expect(result.status == .interrupted)
            #expect(result.total(.wsSessionsClosed) == 5)
            #expect(result.metrics.closes == [.of(5, 1006, .client)])
            #expect(try outcome.table("timeseries.csv").sum("connects_opened") == 5)
        }
    }

    @Test func interruptBeforeSessionsAreOpenEndsTheRun() async throws {
        try await withPeer("bad_server.py", ["silent"]) { peer in
            let run = try SquallRun(
                scenario(
                    peer.url(),
                    [
                        "connection": #"{ "timeout": "60s" }"#,
                        "load": #"{ "sessions": 5, "warmUp": "0s", "duration": "60s" }"#,
                    ]))
            defer { run.process.stop() }
            try await underWay(run)
            run.process.send(SIGINT)
            let outcome = try await run.finish(within: .seconds(10))
            #expect(outcome.end == .code(105))
            #expect(try outcome.result().total(.wsSessions) == 0)
            #expect(try outcome.result().metrics.closes == [])
        }
    }

    @Test func embeddedServerGoesWithAnInterruptedRun() async throws {
        let run = try SquallRun(embedded(InterruptTests.load))
        defer { run.process.stop() }
        try await underWay(run)
        let server = try #require(try SystemProcesses.children(of: run.process.pid).first)
        run.process.send(SIGINT)
        let outcome = try await run.finish(within: .seconds(20))
        #expect(outcome.end == .code(105))
        #expect(try outcome.result().metrics.closes == [.of(20, 1000, .client)])
        #expect(try outcome.result().target?.pid == server)
        #expect(!SystemProcesses.isAlive(server))
    }

    @Test func embeddedServerGoesWithACompletedRun() async throws {
        let run = try SquallRun(embedded(InterruptTests.load), ["--duration", "1s"])
        defer { run.process.stop() }
        let outcome = try await run.finish()
        #expect(outcome.isComplete)
        let target = try #require(try outcome.result().target)
        #expect(!SystemProcesses.isAlive(target.pid))
        #expect(target.cpuUserSeconds + target.cpuSystemSeconds > 0)
    }

    @Test func killedRunCanBeReadUpToItsLastSecond() async throws {
        let run = try SquallRun(embedded(InterruptTests.load))
        defer { run.process.stop() }
        try await underWay(run, seconds: 3)
        let server = try #require(try SystemProcesses.children(of: run.process.pid).first)
        run.process.send(SIGKILL)
        let outcome = try await run.finish(within: .seconds(10))
        #expect(outcome.end == .signal(SIGKILL))
        try await SystemProcesses.waitForEnd(of: server)

        let result = try outcome.result()
        #expect(result.status == .running)
        #expect(result.verdict == nil)
        #expect(result.total(.wsSessions) == 20)
        let series = try outcome.table("timeseries.csv")
        let last = try #require(series["second"].last.flatMap { Int($0) })
        #expect(last >= 3)
        // The summary stands at most a second behind the time series.
        let withoutLast = zip(series["second"], series["msgs_sent"]).filter { Int($0.0) ?? 0 < last - 1 }
        #expect(result.total(.wsMsgsSent) >= withoutLast.reduce(0) { $0 + (Int($1.1) ?? 0) })
        #expect(try outcome.table("histogram.csv").columns.first == "metric")
    }
}
