import Metrics
import Testing

@testable import LoadRunner

/// Executors whose sessions follow a script. One at a time, because they are timed.
@Suite(.serialized) struct ScriptedExecutorTests {
    @Test(arguments: [1, 2]) func eachIterationRunsTheScriptOnce(workers: Int) throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server, #"{ "send": { "text": "{{session}}.{{iteration}}" } }, { "expect": { "within": "20s" } }"#,
            #""load": { "executor": "per-vu-iterations", "vus": 2, "iterations": 3, "connectRate": 1000 }"#,
            workers: workers)
        let texts = server.messages.map { String(decoding: $0.bytes, as: UTF8.self) }.sorted()
        #expect(texts == ["0.0", "0.1", "0.2", "1.0", "1.1", "1.2"])
        #expect(result[.iterations] == 6 && result[.wsSessions] == 6)
    }

    /// Rows that handshakes need come to their end: sessions of the rest of the time would be none.
    @Test(arguments: [1, 2]) func vusEndWithTheRowsOfTheirHandshakes(workers: Int) throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server, #"{ "send": "{{users.name}}" }, { "expect": { "within": "20s" } }"#,
            #"""
            "load": { "executor": "constant-vus", "vus": 2, "connectRate": 1000, "duration": "2s" },
            "headers": { "X-User": "{{users.name}}" },
            "feeders": { "users": { "file": "users.csv", "atEnd": "stop" } }
            """#, files: ["users.csv": "name\nann\nbob\ncy\n"], workers: workers)
        #expect(server.texts.sorted() == ["ann", "bob", "cy"])
        #expect(result[.iterations] == 3 && result[.wsSessions] == 3 && result[.wsConnectsPlanned] == 3)
        #expect(result[.droppedIterations] == 0 && result.metrics.errors.isEmpty)
    }

    /// The rows of the step `feed` come to their end. Of the sessions that found none, each VU has one at the most.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            #""constant-vus", "vus": 2, "connectRate": 1000, "duration": "1h""#,
            #""ramping-vus", "startVUs": 2, "stages": [{ "duration": "1h", "target": 2 }]"#,
            #""per-vu-iterations", "vus": 2, "iterations": 1000000, "connectRate": 1000, "maxDuration": "1h""#,
            #""shared-iterations", "vus": 2, "iterations": 1000000, "connectRate": 1000, "maxDuration": "1h""#,
        ], ["stop", "fail"])
    func vusEndWithTheirRows(executor: String, atEnd: String) throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server, #"{ "feed": "users" }, { "send": "{{users.name}}" }, { "expect": { "within": "20s" } }"#,
            #"""
            "load": { "executor": \#(executor) },
            "feeders": { "users": { "file": "users.csv", "atEnd": "\#(atEnd)" } }
            """#, files: ["users.csv": "name\nann\nbob\ncy\n"], workers: 2)
        #expect(server.texts.sorted() == ["ann", "bob", "cy"])
        #expect(result[.wsSessions] == 5 && result[.iterations] == 5)
        #expect(result.errors("feeder-empty") == (atEnd == "fail" ? 2 : 0))
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["stop", "fail"])
    func vusEndWithTheRowsThatTheirHandshakesLack(atEnd: String) throws {
        let result = try Scripts.run(
            try ScriptedServer(), #"{ "send": "hi" }"#,
            #"""
            "load": { "executor": "constant-vus", "vus": 2, "connectRate": 1000, "duration": "1h" },
            "headers": { "X-User": "{{users.name}}" },
            "feeders": { "users": { "file": "users.csv", "atEnd": "\#(atEnd)" } }
            """#, files: ["users.csv": "name\nann\nbob\ncy\n"], workers: 2)
        #expect(result[.wsSessions] == 3)
        #expect(result[.wsSessionsFailed] == (atEnd == "fail" ? 2 : 0))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [1, 2]) func arrivalsEndWithTheirRows(workers: Int) throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server, #"{ "feed": "users" }, { "send": "{{users.name}}" }, { "expect": { "within": "20s" } }"#,
            #"""
            "load": { "executor": "constant-arrival-rate", "rate": 20, "duration": "1h" },
            "feeders": { "users": { "file": "users.csv", "atEnd": "stop" } }
            """#, files: ["users.csv": "name\nann\nbob\ncy\n"], workers: workers)
        #expect(server.texts.sorted() == ["ann", "bob", "cy"])
        #expect(result[.wsSessions] >= 3 + workers && result[.droppedIterations] == 0)
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func aScriptIsCutWhenItsGracefulTimeIsOver() throws {
        let result = try Scripts.echo(
            #"{ "pause": "60s" }"#,
            #"""
            "load": { "executor": "constant-vus", "vus": 2, "connectRate": 1000, "duration": "200ms",
                      "gracefulStop": "200ms" }
            """#)
        #expect(result[.wsSessions] == 2 && result[.iterations] == 0 && result[.wsSessionsClosed] == 2)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 2)])
    }

    @Test func aScriptMayEndInItsGracefulTime() throws {
        let result = try Scripts.echo(
            #"{ "pause": "500ms" }"#,
            #"""
            "load": { "executor": "constant-arrival-rate", "rate": 20, "duration": "100ms", "gracefulStop": "30s" }
            """#)
        #expect(result[.wsSessions] == 2 && result[.iterations] == 2)
    }

    @Test(.timeLimit(.minutes(1))) func whoCameBackInTheGracefulTimeIsCutAtItsEnd() throws {
        let result = try Scripts.echo(
            #"""
            { "pause": "200ms" }, { "reconnect": { "delay": "1ms" } },
            { "loop": { "steps": [{ "send": "a" }, { "expect": "a" }, { "pause": "5ms" }] } }
            """#,
            #"""
            "load": { "executor": "constant-vus", "vus": 1, "duration": "100ms", "gracefulStop": "400ms" }
            """#)
        #expect(result[.wsReconnects] == 1 && result[.wsSessionsClosed] == 2 && result[.iterations] == 0)
    }

    @Test func theRampDownIsForThoseWhoAreThere() throws {
        // The last two of thirty arrivals stay, of two that may be there at once.
        let result = try Scripts.echo(
            #"{ "if": { "value": "{{session}}", "atLeast": 20 }, "then": [{ "pause": "1h" }] }"#,
            #"""
            "load": { "executor": "constant-arrival-rate", "rate": 100, "duration": "300ms", "maxVUs": 2,
                      "gracefulStop": "0s", "rampDown": "400ms" }
            """#)
        #expect(result[.droppedIterations] > 0)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).max < 2_500_000_000)
    }

    @Test func dropsAreHeldAgainstIterationsAlone() throws {
        let result = try Scripts.echo(
            #"{ "loop": { "count": 60, "steps": [{ "reconnect": { "delay": "1ms", "maxDelay": "1ms" } }] } }"#,
            #"""
            "load": { "executor": "constant-arrival-rate", "rate": 50, "duration": "400ms", "maxVUs": 1 }
            """#)
        #expect(result.sessionModel == .open && result.loadModel == .none)
        let reasons = result.verdict?.reasons ?? []
        let missed = try #require(
            reasons.first { $0.code == "cap_reached" } ?? reasons.first { $0.code == "rate_missed" })
        // At the most a few of the 20 had room.
        #expect(missed.measured >= 50 && result[.wsReconnects] >= 60)
        #expect(
            abs(missed.measured - 100 * Double(result[.droppedIterations]) / 20) < 0.1)
    }

    @Test func anOutageEndsWithTheSessionsThatThePlanEnds() throws {
        let server = try ScriptedServer { table, channel, _ in table.abort(channel) }
        let lost =
            #""script": [{ "if": { "value": "{{iteration}}", "equals": "0" }, "then": [{ "send": "die" }, { "pause": "1h" }] }]"#
        let scenario = try Scripts.scenario(
            server.address,
            members: """
                "scenarios": {
                  "away": { \(lost), "executor": "constant-vus", "vus": 1, "duration": "200ms", "gracefulStop": "0s",
                    "reconnect": { "delay": "1h", "maxDelay": "1h", "jitter": 0 } },
                  "back": { \(lost), "executor": "per-vu-iterations", "vus": 1, "startTime": "400ms",
                    "reconnect": { "delay": "10ms", "maxDelay": "10ms" } }
                }
                """)
        let result = try Scripts.run(server, scenario)
        let recovery = try #require(result.recovery)
        #expect(recovery.outages == 2 && recovery.lost == 2 && recovery.back == 1 && recovery.gaveUp == 0)
    }

    @Test func whoIsAwayWhenTheTimeIsOverDoesNotComeBack() throws {
        let result = try Scripts.echo(
            #"{ "reconnect": { "delay": "60s", "maxDelay": "60s", "jitter": 0 } }"#,
            #"""
            "load": { "executor": "constant-vus", "vus": 1, "duration": "300ms", "gracefulStop": "100ms" }
            """#)
        #expect(result[.wsSessions] == 1)
        #expect(result[.wsReconnects] == 0)
        #expect(result[.iterations] == 0)
        #expect(result.seconds(.measure) + result.seconds(.rampDown) < 20)
    }

    @Test func rowsShowWhatIsSentInTheGracefulTime() throws {
        let server = try ScriptedServer()
        var sent: [Phase: Int] = [:]
        let result = try Scripts.run(
            server, #"{ "loop": { "count": 60, "steps": [{ "pace": "20ms" }, { "send": "tick" }] } }"#,
            #""load": { "executor": "constant-vus", "vus": 1, "duration": "500ms" }"#
        ) { event in
            guard case .rows(let rows) = event else { return }
            for row in rows { sent[row.phase, default: 0] += row[.wsMsgsSent] }
        }
        #expect(server.texts.count == 60 && sent.values.reduce(0, +) == 60)
        #expect(sent[.rampDown, default: 0] >= 30)
        // They are not the figures'.
        #expect(result.inWindow(.wsMsgsSent) <= 26 && result[.wsMsgsSent] == 60)
    }
}
