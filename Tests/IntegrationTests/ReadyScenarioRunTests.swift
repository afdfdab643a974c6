import Metrics
import Testing

/// The scenarios that come with the project run as they are, and leave whole results.
@Suite(.partOfMachine) struct ReadyScenarioRunTests {
    /// Their kinds depend on each other's times, so that they run as long as they say.
    private static let whole = ["chat-room.json", "publish-subscribe.json", "slow-consumer.json"]

    @Test(arguments: try Place.scenarios())
    func runsToItsEnd(path: String) async throws {
        let folder = try TemporaryFolder()
        let isWhole = ReadyScenarioRunTests.whole.contains { path.hasSuffix("/" + $0) }
        let run = try await squall(
            command: ["run", path, "--out", folder["result"]] + (isWhole ? [] : ["--duration", "2s"]), in: folder)
        // A time may be long on a machine that others use too.
        let result = try run.result()
        let failed = (result.thresholds ?? []).filter { !$0.passed }
        #expect(failed.allSatisfy { $0.unit == "ms" }, "\(failed)")
        #expect(run.isComplete || run.end == .code(99), "\(run.complaints)")
        #expect(result.status == (failed.contains(where: \.aborted) ? .aborted : .completed))
        #expect(result.errors == [:])
        #expect(result.total(.wsSessions) > 0)
        #expect(result.total(.wsSessionsFailed) == 0)
        #expect(result.total(.wsSessionsClosed) == result.total(.wsSessions))
        #expect(result.total(.wsMsgsLost) == 0)
        #expect(result.total(.wsMsgsCorrupt) == 0)
        #expect(result.total(.wsMsgsUnexpected) == 0)
        #expect(result.metrics.checks.allSatisfy { $0.fails == 0 }, "\(result.metrics.checks)")
        #expect(result.target != nil)

        #expect(
            try folder.names(in: "result") == [
                "errors.csv", "histogram.csv", "scenario.json", "summary.json", "timeseries.csv",
            ])
        let series = try run.table("timeseries.csv")
        #expect(series.sum("connects_opened") == result.total(.wsSessions))
        #expect(series.sum("msgs_sent") == result.total(.wsMsgsSent))
        #expect(series.sum("msgs_received") == result.total(.wsMsgsReceived))
        #expect(series.sum("data_sent_bytes") == result.total(.dataSent))
        #expect(series.sum("data_received_bytes") == result.total(.dataReceived))
        #expect(try run.table("errors.csv").rows.isEmpty)
        let histogram = try run.table("histogram.csv")
        // Of the whole run, and then of its kinds where there are several.
        let connects = zip(histogram["metric"], histogram["total_count"]).filter { $0.0 == "ws_connecting" }
        #expect(connects.compactMap { Int($0.1) }.max() == result.total(.wsSessions))
    }

    @Test func schemaAllowsThem() async throws {
        let schema = Place.root.appending(path: "Scenarios/scenario.schema.json").path
        let outcome = try await python("check_schema.py", [schema] + Place.scenarios())
        #expect(outcome.end == .code(0), "\(outcome.output)\(outcome.complaints)")
    }

    @Test(arguments: [
        #"{ "name": "a", "target": { "embedded": "echo" }, "load": { "session": 1 } }"#,
        #"{ "name": "a", "target": { "embedded": "echo" }, "load": { "sessions": 1, "duration": 30 } }"#,
        #"{ "name": "a", "target": { "embedded": "echo", "url": "ws://a" }, "load": { "sessions": 1 } }"#,
    ])
    func schemaFindsFaults(text: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "fault.json")
        let schema = Place.root.appending(path: "Scenarios/scenario.schema.json").path
        let outcome = try await python("check_schema.py", [schema, folder["fault.json"]])
        #expect(outcome.end == .code(1))
        #expect(outcome.output.contains("fault.json"))
    }
}
