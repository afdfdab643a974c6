import Glibc
import Metrics
import Testing

/// A server that stands still cannot hide it: latencies count from the moment at which messages were due.
@Suite(.wholeMachine) struct StallTests {
    @Test func percentilesAgreeWithAModelOfTheSchedule() async throws {
        try await expectOfValidRuns {
            try await withStalls([1.5...3.5, 5.0...6.0, 7.5...8.0]) { peer in
                let run = try await squall(
                    scenario(
                        peer.url(),
                        [
                            // One message each 10 ms, of another session each time.
                            "load": #"{ "sessions": 10, "connectRate": 100, "warmUp": "1s", "duration": "10s" }"#,
                            "messages": #"{ "rate": 10 }"#,
                        ]))
                let result = try run.result()
                let stalls = try await peer.reports(Stall.self, count: 3)
                let times = try #require(result.metrics.trends[.wsMsgRTT])
                #expect(result.metrics.basis == .due && result.metrics.summary(.wsMsgRTTUncorrected) != nil)
                let model = StallModel(
                    stalls.map { $0.began...$0.ended }, window: 1..<(1 + result.seconds(.measure)),
                    count: Int(times.count))
                let contradictions = [80, 85, 90, 95, 99, 99.9].compactMap { percent -> String? in
                    let (expected, measured) = (
                        model.percentile(percent), Double(times.percentile(percent) ?? 0) / 1e9
                    )
                    return abs(measured - expected) <= 0.05 * expected
                        ? nil : "p\(percent) is \(measured) s, by the model \(expected) s"
                }
                return Attempt(verdict: result.verdict, contradictions: contradictions)
            }
        }
    }

    /// Runs for a while at 100 messages a second, in which the server stands still for a second.
    private func runWithStop(_ key: String, _ traffic: String, duration: String) async throws -> RunResult {
        try await withServe { port, server in
            let load = #"{ "sessions": 1, "warmUp": "0s", "duration": "\#(duration)" }"#
            let run = try SquallRun(scenario("ws://127.0.0.1:\(port)/", ["load": load, key: traffic]))
            defer { run.process.stop() }
            try await run.wait(for: "a reply") { try run.peakRow("msgs_received") > 0 }
            server.send(SIGSTOP)
            try await Task.sleep(for: .seconds(1))
            server.send(SIGCONT)
            let outcome = try await run.finish()
            #expect(outcome.isComplete, "\(outcome.complaints)")
            return try outcome.result()
        }
    }

    @Test func aStopOfASecondIsTheCorrectedMaximum() async throws {
        let metrics = try await runWithStop("messages", #"{ "rate": 100 }"#, duration: "30s").metrics
        #expect(try #require(metrics.summary(.wsMsgRTT)).max >= 950_000_000)
        #expect(try #require(metrics.summary(.wsMsgRTTUncorrected)).max >= 950_000_000)
    }

    @Test func aScriptThatWaitsForItsRepliesHidesNoStop() async throws {
        let steps = #"[{ "pace": "10ms" }, { "send": "tick" }, { "expect": "tick" }]"#
        let metrics = try await runWithStop(
            "script", #"[{ "loop": { "steps": \#(steps) } }]"#, duration: "8s"
        ).metrics
        let corrected = try #require(metrics.summary(.wsMsgRTT))
        let uncorrected = try #require(metrics.summary(.wsMsgRTTUncorrected))
        #expect(corrected.count == uncorrected.count)
        #expect(corrected.max >= 950_000_000 && uncorrected.max >= 950_000_000)
        // Of 800 messages, 100 were due in the stop, and one was on its way.
        #expect(corrected.p95 >= 500_000_000)
        #expect(uncorrected.p95 < corrected.p95 / 2)
    }

    @Test func aScriptThatIsHeldUpToTheEndTellsWhatItDidNotSend() async throws {
        let outcome = try await withServe { port, server in
            let steps = #"[{ "pace": "10ms" }, { "send": "tick" }, { "expect": "tick" }]"#
            let run = try SquallRun(
                scenario(
                    "ws://127.0.0.1:\(port)/",
                    [
                        "load": #"{ "sessions": 1, "warmUp": "0s", "duration": "5s" }"#,
                        "script": #"[{ "loop": { "steps": \#(steps) } }]"#,
                    ]))
            defer { run.process.stop() }
            try await run.wait(for: "a reply") { try run.peakRow("msgs_received") > 0 }
            server.send(SIGSTOP)
            try await Task.sleep(for: .seconds(5))
            server.send(SIGCONT)
            return try await run.finish()
        }
        let result = try outcome.result()
        let skipped = result.metrics[.wsMsgsSkipped].window
        #expect(outcome.isComplete && skipped > 50, "\(outcome.complaints)")
        // One each 10 ms from the moment at which the session was open.
        let connected =
            try #require(result.metrics.summary(.genConnectLag)).max
            + #require(result.metrics.summary(.wsConnecting)).max
        let planned = result.metrics[.wsMsgsPlanned].window
        #expect(planned <= 500 && planned >= 498 - Int(connected / 10_000_000))
        #expect(result.metrics[.wsMsgsSent].window + skipped == result.metrics[.wsMsgsPlanned].window)
        #expect(outcome.output.contains("\(skipped) planned but not sent"))
        #expect(result.verdict?.reasons.contains { $0.code == "messages_skipped" } == false)
    }
}
