import Metrics
import Scenario
import Testing

@testable import LoadRunner

/// Runs whose sessions were gone before the plan's end.
@Suite(.serialized) struct EarlyEndTests {
    private func end(
        _ measured: Double, of planned: Double?, lost: Int = 0, sent: Int = 100, inAll: Int = 100
    ) -> EarlyEnd {
        EarlyEnd(
            measuredSeconds: measured, plannedSeconds: planned, sessions: 10, lost: lost, sentInWindow: sent,
            sentInAll: inAll)
    }

    @Test func sessionsThatWereLostEndedTheRun() throws {
        let all = try #require(end(5.12, of: 8, lost: 10).reason)
        #expect(all.code == "ended_early" && all.level == .suspect && all.measured == 5.12 && all.limit == 8)
        #expect(all.message.contains("ended early: all sessions were lost after 5.1 s of 8.0 s"))
        #expect(end(5.12, of: 8, lost: 5).reason?.message.contains("5 of 10 sessions were lost") == true)
        #expect(end(5.12, of: 8, lost: 4).reason == nil)
        #expect(end(7.9, of: 8, lost: 10).reason == nil)
        #expect(end(5.12, of: nil, lost: 10).reason == nil)
    }

    @Test func aSmallPartOfThePlannedWindowIsNoMeasurementOfIt() {
        #expect(end(0.79, of: 8).reason?.code == "short_window")
        #expect(end(0.81, of: 8).reason == nil)
        #expect(end(0.01, of: nil).reason == nil)
    }

    @Test func messagesOfTheWarmUpAreNotInTheFigures() {
        #expect(end(5, of: 8, sent: 49).reason?.code == "short_window")
        #expect(end(5, of: nil, sent: 49).reason?.measured == 49)
        #expect(end(5, of: 8, sent: 50).reason == nil)
        #expect(end(8, of: 8, sent: 1).reason == nil)
        #expect(end(5, of: nil, sent: 0, inAll: 0).reason == nil)
    }

    private func codes(_ result: RunResult) -> [String] {
        (result.verdict?.reasons.map(\.code) ?? []).filter { ["ended_early", "short_window"].contains($0) }
    }

    @Test(arguments: [(ClosePlan.Method.client, ["ended_early"]), (.server, ["short_window"])])
    func whoMayCloseSaysWhetherASessionWasLost(method: ClosePlan.Method, expected: [String]) throws {
        let server = try ScriptedServer { table, channel, _ in
            table.startClose(channel, code: .internalError, timeout: .seconds(1))
        }
        let result = try Runs.scripted(server, sessions: 3, workers: 2) { scenario in
            scenario.close.method = method
            scenario.load.duration = .seconds(600)
            scenario.sending { $0.schedule = .open(rate: 20) }
        }
        #expect(codes(result) == expected)
    }

    @Test func sessionsThatAreDoneAreNotLost() throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            scenario.load.duration = .seconds(600)
            scenario.sending { $0.count = 3 }
        }
        #expect(codes(result) == ["short_window"])
    }

    @Test func sessionsThatGaveUpAreLost() throws {
        let server = try ScriptedServer()
        let scenario = try Scripts.scenario(
            server.address,
            members: #"""
                "load": { "sessions": 2, "warmUp": "0s", "duration": "10m" }, "messages": { "rate": 20 },
                "reconnect": { "delay": "1ms", "limit": 1 }
                """#)
        let result = try Scripts.run(
            server, scenario,
            observe: { event in
                if case .progress(let snapshot) = event, snapshot.gauges.open == 2 { server.stop() }
            })
        #expect(result.metrics.errors.contains { $0.kind == "reconnect-gave-up" } && codes(result) == ["ended_early"])
    }

    @Test func iterationsThatAreDoneNeedNotTakeTheTimeTheyMay() throws {
        let result = try Scripts.echo(
            #"{ "send": "a" }, { "expect": "a" }"#,
            #""load": { "executor": "per-vu-iterations", "vus": 2, "iterations": 3, "maxDuration": "10m" }"#)
        #expect(result[.iterations] == 6 && codes(result).isEmpty)
    }
}
