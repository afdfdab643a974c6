import Metrics
import Testing

/// Conditions that a run must meet, from the scenario file to the exit code.
@Suite(.partOfMachine) struct ThresholdTests {
    private func run(
        _ thresholds: String, duration: String = "2s", delay: Double = 0, _ traffic: String = #"{ "rate": 20 }"#
    ) async throws -> Outcome {
        try await withPeer("websockets_server.py", ["--delay", "\(delay)", "--quiet"]) { peer in
            try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 4, "connectRate": 40, "warmUp": "200ms", "duration": "\#(duration)" }"#,
                        "messages": traffic, "thresholds": thresholds,
                    ]))
        }
    }

    @Test func whatHoldsPasses() async throws {
        let outcome = try await run(
            #"{ "ws_msg_rtt": ["p(99)<30s", "max<30000", "avg>=0"], "ws_msgs_lost": "count==0", "vus": "value<=4" }"#)
        #expect(outcome.isComplete, "\(outcome.output)")
        let reports = try #require(try outcome.result().thresholds)
        #expect(reports.count == 5 && reports.allSatisfy { $0.passed && !$0.aborted && $0.measured != nil })
        #expect(outcome.output.contains("✓") && !outcome.output.contains("✗"))
    }

    @Test func whatDoesNotHoldIsTheExitCode() async throws {
        let outcome = try await run(
            #"{ "ws_msg_rtt": ["p(50)<20ms", "p(50)<30s"], "ws_msgs_sent": "count<10" }"#, delay: 0.05)
        let result = try outcome.result()
        // Figures of a run that says they mean nothing are not judged.
        #expect(outcome.end == .code(result.verdict?.status == .invalid ? 111 : 99), "\(outcome.output)")
        #expect(result.status == .completed)
        let reports = try #require(result.thresholds)
        #expect(reports.map(\.metric) == ["ws_msg_rtt", "ws_msg_rtt", "ws_msgs_sent"])
        #expect(reports.map(\.text) == ["p(50)<20ms", "p(50)<30s", "count<10"])
        #expect(reports.map(\.passed) == [false, true, false])
        #expect(reports.map(\.unit) == ["ms", "ms", "count"])
        #expect(try #require(reports[0].measured) >= 50)
        #expect(reports[2].measured == Double(result.metrics[.wsMsgsSent].window))
        #expect(outcome.output.contains("✓") && outcome.output.contains("✗"))
    }

    @Test func aFailureCanEndTheRun() async throws {
        // The first reply takes 50 ms: what breaks the condition is known in the first second of the window.
        let abort = #"{ "ws_msg_rtt": { "threshold": "max<1ms", "abortOnFail": true } }"#
        let outcome = try await run(abort, duration: "1h", delay: 0.05)
        let result = try outcome.result()
        #expect(outcome.end == .code(result.verdict?.status == .invalid ? 111 : 99), "\(outcome.output)")
        #expect(result.status == .aborted)
        #expect(result.thresholds?.map(\.aborted) == [true])
        #expect(result.seconds(.measure) < 3)
        // In order, as at any other end.
        #expect(result.metrics.closes == [.of(4, 1000, .client)])
    }

    @Test func anAbortWaitsForItsTime() async throws {
        let abort = #"{ "ws_msg_rtt": { "threshold": "max<1ms", "abortOnFail": true, "delayAbortEval": "3s" } }"#
        let result = try await run(abort, duration: "1h", delay: 0.05).result()
        #expect(result.status == .aborted)
        let seconds = result.seconds(.warmUp) + result.seconds(.measure)
        #expect(seconds >= 2.9 && seconds < 6)
    }

    /// A server that stands still for one second of eight spoils a stretch, and hardly the whole.
    @Test func aWindowSeesWhatTheWholeHides() async throws {
        try await withStalls([2.0...3.0]) { peer in
            let outcome = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 10, "connectRate": 100, "warmUp": "500ms", "duration": "8s" }"#,
                        "messages": #"{ "rate": 10 }"#,
                        "thresholds": #"{ "ws_msg_rtt": ["p(90)<600ms", "p(90)<600ms over 1s", "p(90)<20s over 1s"] }"#,
                    ]))
            let reports = try #require(try outcome.result().thresholds)
            #expect(reports.map(\.passed) == [true, false, true])
            // Of at most 200 replies that come in one second, half are those that waited.
            #expect(try #require(reports[1].measured) >= 600 && reports[1].measured == reports[2].measured)
        }
    }

    @Test func tagsSelectKindsOfSession() async throws {
        try await withServe { port, _ in
            let outcome = try await squall(
                scenario(
                    "ws://127.0.0.1:\(port)/",
                    [
                        "scenarios": #"""
                        {
                          "few": {
                            "executor": "per-vu-iterations", "vus": 2, "connectRate": 100, "tags": { "team": "blue" },
                            "messages": { "count": 3 }
                          },
                          "many": {
                            "executor": "per-vu-iterations", "vus": 5, "connectRate": 100, "tags": { "team": "blue" },
                            "messages": { "count": 10 }
                          },
                          "other": {
                            "executor": "per-vu-iterations", "vus": 1, "messages": { "count": 100 }
                          }
                        }
                        """#,
                        "thresholds": #"""
                        {
                          "ws_msgs_sent": "count==156", "ws_msgs_sent{scenario:few}": "count==6",
                          "ws_msgs_sent{team:blue}": "count==56", "ws_msgs_sent{scenario:many,team:blue}": "count==50",
                          "ws_msgs_sent{scenario:other}": "count==6"
                        }
                        """#,
                    ]))
            let result = try outcome.result()
            #expect(result.thresholds?.map(\.measured) == [156, 6, 56, 50, 100], "\(outcome.output)")
            #expect(result.thresholds?.map(\.passed) == [true, true, true, true, false])
            #expect(outcome.end == .code(result.verdict?.status == .invalid ? 111 : 99), "\(outcome.output)")
        }
    }

    @Test func checksAreJudgedTogetherAndByTheirNames() async throws {
        try await withServe { port, _ in
            let outcome = try await squall(
                scenario(
                    "ws://127.0.0.1:\(port)/",
                    [
                        "load": #"{ "sessions": 4 }"#,
                        "script": #"""
                        [
                          { "send": "{{session}}" }, { "expect": { "capture": { "number": "message" } } },
                          {
                            "check": {
                              "is known": { "value": "{{number}}" },
                              "is small": { "value": "{{number}}", "lessThan": 1 }
                            }
                          }
                        ]
                        """#,
                        "thresholds": #"""
                        { "checks": ["rate==0.625", "rate>0.9"], "is known": "rate==1", "is small": "rate<0.3" }
                        """#,
                    ]))
            let result = try outcome.result()
            #expect(result.thresholds?.map(\.measured) == [0.625, 0.625, 1, 0.25], "\(outcome.output)")
            #expect(result.thresholds?.map(\.passed) == [true, false, true, true])
            #expect(outcome.end == .code(result.verdict?.status == .invalid ? 111 : 99), "\(outcome.output)")
        }
    }
}
