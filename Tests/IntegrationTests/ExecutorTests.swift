import Metrics
import Testing

/// Each executor from the scenario file to `summary.json`.
@Suite(.wholeMachine) struct ExecutorTests {
    /// Sessions of one message, or of a stay, against `squall serve`.
    private func run(_ load: String, stay: String? = nil, _ options: [String] = []) async throws -> Outcome {
        try await withServe { port, _ in
            let script = stay.map { #"[{ "pause": "\#($0)" }]"# } ?? #"[{ "send": "hello" }, { "expect": "hello" }]"#
            let run = try await squall(
                scenario("ws://127.0.0.1:\(port)/", ["load": load, "script": script]), options)
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:] && result.status == .completed)
            #expect(result.total(.wsSessionsClosed) == result.total(.wsSessions))
            #expect(result.total(.wsConnectsAttempted) == result.total(.wsSessions))
            return run
        }
    }

    @Test(arguments: ["1", "2"]) func perVUIterations(workers: String) async throws {
        let load = #"{ "executor": "per-vu-iterations", "vus": 7, "iterations": 9, "connectRate": 100 }"#
        let result = try await run(load, ["--workers", workers]).result()
        #expect(result.total(.iterations) == 63 && result.total(.wsMsgsMatched) == 63)
        #expect(result.metrics.peakOpen <= 7)
    }

    @Test(arguments: ["1", "2"]) func sharedIterations(workers: String) async throws {
        let load = #"{ "executor": "shared-iterations", "vus": 7, "iterations": 100, "connectRate": 100 }"#
        let result = try await run(load, ["--workers", workers]).result()
        #expect(result.total(.iterations) == 100 && result.total(.wsMsgsMatched) == 100)
    }

    @Test func constantVUs() async throws {
        let load = #"{ "executor": "constant-vus", "vus": 10, "duration": "2s", "connectRate": 1000 }"#
        let result = try await run(load, stay: "3s").result()
        // They stay for longer than the executor, and gracefully to their end.
        #expect(result.total(.iterations) == 10 && result.total(.wsSessions) == 10)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).min >= 3_000_000_000)
        let short = try await run(load, stay: "500ms").result()
        #expect(short.total(.iterations) > 20 && short.total(.iterations) <= 50)
        #expect(short.metrics.peakOpen <= 10)
    }

    @Test func rampingVUs() async throws {
        let load = #"""
            {
              "executor": "ramping-vus", "startVUs": 2, "gracefulRampDown": "0s",
              "stages": [
                { "duration": "1s", "target": 20 }, { "duration": "2s", "target": 20 }, { "duration": "1s", "target": 0 }
              ]
            }
            """#
        let outcome = try await run(load, stay: "1h")
        let result = try outcome.result()
        // The way up starts as many as there are at the top, and the way down ends them.
        #expect(result.total(.wsSessions) == 20 && result.metrics.peakOpen == 20)
        #expect(result.metrics.closes == [.of(20, 1000, .client)])
        let open = try outcome.table("timeseries.csv")["sessions_open"].compactMap { Int($0) }
        #expect(open.max() == 20 && open.last == 0)
        let stays = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(stays.max <= 5_000_000_000 && stays.min >= 1_500_000_000)
    }

    @Test(arguments: [#""even""#, #""poisson""#, #"{ "burst": 10 }"#])
    func constantArrivalRate(arrivals: String) async throws {
        let load = #"""
            { "executor": "constant-arrival-rate", "rate": 200, "duration": "4s", "arrivals": \#(arrivals) }
            """#
        try await expectOfValidRuns(excuse: "rate_missed") {
            let outcome = try await run(load, ["--seed", "11"])
            let result = try outcome.result()
            let planned = result.total(.wsConnectsPlanned)
            #expect(result.total(.droppedIterations) == 0 && result.total(.iterations) == result.total(.wsSessions))
            // Six deviations of 800 independent arrivals.
            #expect(arrivals == #""poisson""# ? (630...970).contains(planned) : planned == 800)
            var contradictions: [String] = []
            if result.total(.wsSessions) != planned { contradictions.append("\(result.total(.wsSessions)) came") }
            if arrivals == #""even""# {
                contradictions += try deviations(outcome, "connects_attempted", perSecond: 200)
            }
            return Attempt(verdict: result.verdict, contradictions: contradictions)
        }
    }

    @Test func rampingArrivalRate() async throws {
        let load = #"""
            {
              "executor": "ramping-arrival-rate", "startRate": 0,
              "stages": [{ "duration": "2s", "target": 100 }, { "duration": "1s", "target": 100 }]
            }
            """#
        let result = try await run(load).result()
        // The area below the line: 100 on the way up, and 100 at the top.
        #expect(result.total(.wsConnectsPlanned) == 200 && result.total(.iterations) == 200)
    }

    @Test func arrivalsBeyondTheCapAreDropped() async throws {
        let load = #"{ "executor": "constant-arrival-rate", "rate": 100, "duration": "2s", "maxVUs": 5 }"#
        let outcome = try await run(load, stay: "10s")
        let result = try outcome.result()
        #expect(result.total(.wsSessions) == 5 && result.total(.droppedIterations) == 195)
        let reasons = result.verdict?.reasons ?? []
        let drops = try #require(
            reasons.first { $0.code == "cap_reached" } ?? reasons.first { $0.code == "rate_missed" })
        // Where the machine let the workers be on time, the drops are the server's affair and end no run with 111.
        #expect(drops.level == (drops.code == "cap_reached" ? .suspect : .invalid))
        let lateness: Set = ["read_wait", "connect_lag", "send_lag", "cpu_wait"]
        let wasLate = reasons.contains {
            $0.code == "worker_busy" || lateness.contains($0.code) && $0.level == .invalid
        }
        #expect(wasLate == (drops.code == "rate_missed"))
        #expect(outcome.end == .code(reasons.contains { $0.level == .invalid } ? 111 : 0))
    }

    @Test func whatIsNotOverInTheGracefulTimeIsClosed() async throws {
        let load =
            #"{ "executor": "constant-vus", "vus": 3, "duration": "1s", "startTime": "1s", "gracefulStop": "1s" }"#
        let result = try await run(load, stay: "1h").result()
        #expect(result.total(.wsSessions) == 3 && result.total(.iterations) == 0)
        #expect(result.metrics.closes == [.of(3, 1000, .client)])
        let stays = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(stays.max >= 900_000_000)
    }

    // MARK: - The rate asked for is the rate delivered

    /// Over any second within 2 %, over the run within 0.5 %.
    private func deviations(_ outcome: Outcome, _ column: String, perSecond rate: Double) throws -> [String] {
        let table = try outcome.table("timeseries.csv")
        let rows = zip(zip(table["phase"], table["interval_s"]), table[column]).compactMap { row, count in
            row.0 == "measure" ? Double(row.1).flatMap { seconds in Double(count).map { (seconds, $0) } } : nil
        }
        var found: [String] = []
        // One that is due at the edge of a second may be counted on either side of it.
        for (seconds, count) in rows where seconds >= 0.9 {
            if abs(count - rate * seconds) > 0.02 * rate * seconds + 1 {
                found.append("\(count) \(column) in \(seconds) s")
            }
        }
        let seconds = rows.reduce(0) { $0 + $1.0 }
        let count = rows.reduce(0) { $0 + $1.1 }
        if abs(count - rate * seconds) > 0.005 * rate * seconds + 1 {
            found.append("\(count) \(column) in the run's \(seconds) s")
        }
        return found
    }

    @Test(arguments: [1, 2]) func messagesComeAtTheirRate(workers: Int) async throws {
        try await withServe { port, _ in
            try await expectOfValidRuns(excuse: "rate_missed") {
                let outcome = try await squall(
                    scenario(
                        "ws://127.0.0.1:\(port)/",
                        [
                            "load": #"{ "sessions": 100, "connectRate": 200, "warmUp": "1s", "duration": "5s" }"#,
                            "messages": #"{ "rate": 20 }"#,
                        ]), ["--workers", "\(workers)"])
                let result = try outcome.result()
                #expect(result.total(.wsMsgsPlanned) == result.total(.wsMsgsSent) + result.total(.wsMsgsSkipped))
                return Attempt(
                    verdict: result.verdict, contradictions: try deviations(outcome, "msgs_sent", perSecond: 2000))
            }
        }
    }
}
