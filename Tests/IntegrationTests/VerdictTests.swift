import Glibc
import Metrics
import Testing

/// The verdict tells the generator's faults from the server's.
@Suite(.wholeMachine) struct VerdictTests {
    @Test func starvedGeneratorIsInvalid() async throws {
        try await withServe { port, _ in
            let run = try SquallRun(
                scenario(
                    "ws://127.0.0.1:\(port)/",
                    [
                        "load": #"{ "sessions": 10, "connectRate": 100, "warmUp": "500ms", "duration": "4s" }"#,
                        "messages": #"{ "rate": 20 }"#,
                    ]))
            defer { run.process.stop() }
            // Of each 400 ms it may run 100.
            while run.process.poll() == nil {
                run.process.send(SIGSTOP)
                try await Task.sleep(for: .milliseconds(300))
                run.process.send(SIGCONT)
                try await Task.sleep(for: .milliseconds(100))
            }
            let outcome = try await run.finish()
            #expect(outcome.end == .code(111))
            let verdict = try #require(try outcome.result().verdict)
            #expect(verdict.status == .invalid)
            #expect(verdict.reasons.contains { $0.code == "send_lag" && $0.level == .invalid })
            #expect(outcome.output.contains("INVALID"))
        }
    }

    @Test func slowServerIsValid() async throws {
        try await withPeer("websockets_server.py", ["--delay", "0.5"]) { peer in
            // Others may use the machine: a run that they disturbed says so, and is done again. Where they do not stop, it is
            // SUSPECT at the worst, and by nothing but that.
            let disturbances: Set = ["send_lag", "cpu_wait", "rate_missed", "connect_lag"]
            var wasOnlyDisturbed = true
            var reasons: [VerdictReason] = []
            for _ in 1...4 {
                let run = try await squall(
                    scenario(
                        peer.url(),
                        [
                            "load": #"{ "sessions": 10, "connectRate": 20, "duration": "4s" }"#,
                            "messages": #"{ "rate": 1 }"#,
                        ]))
                let result = try run.result()
                let verdict = try #require(result.verdict)
                #expect(try #require(result.metrics.summary(.wsMsgRTT)).min >= 500_000_000)
                #expect(try #require(result.metrics.summary(.wsMsgRTTUncorrected)).min >= 500_000_000)
                #expect(result.errors == [:])
                reasons = verdict.reasons
                guard verdict.status != .valid else {
                    #expect(run.end == .code(0))
                    return
                }
                wasOnlyDisturbed =
                    wasOnlyDisturbed && verdict.status == .suspect
                    && reasons.allSatisfy { disturbances.contains($0.code) }
            }
            #expect(wasOnlyDisturbed, "no run against a slow server was valid: \(reasons)")
        }
    }
}
