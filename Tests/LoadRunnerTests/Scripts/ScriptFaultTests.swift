import Metrics
import NetworkIO
import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner
@testable import WebSocketTransport

/// Faults, and what goes on beside them.
@Suite(.serialized) struct ScriptFaultTests {
    /// A server that sends a message at each beginning, and answers nothing.
    private func pushing() throws -> ScriptedServer {
        try ScriptedServer(opened: { table, channel in
            unsafe table.sendFrame(on: channel, .text, payload: Array("push".utf8).span.bytes)
        })
    }

    private static let slowFrame = #"{ "fault": "slow-writer", "size": 20, "chunk": 3, "interval": "20ms" }"#
    private static let letters = "abcdefghijklmnopqrst"

    @Test func noPingGoesIntoASlowFrame() throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server, Self.slowFrame + #", { "pause": "100ms" }"#, #""ping": { "interval": "10ms" }"#)
        #expect(server.texts == [Self.letters] && result.metrics.errors.isEmpty)
        // They go on behind it.
        #expect(result[.wsPingsSent] > 1)
    }

    @Test func noListenerSpeaksIntoASlowFrame() throws {
        let server = try pushing()
        let result = try Scripts.run(
            server, Self.slowFrame + #", { "send": "last" }"#,
            #""on": [{ "match": "push", "steps": [{ "send": "answer" }] }]"#)
        #expect(server.texts == [Self.letters, "last"] && result.metrics.errors.isEmpty)
        #expect(result[.wsMsgsSkipped] == 1 && result[.wsMsgsPlanned] == 2 && result[.wsMsgsSent] == 1)
        // That was on purpose.
        #expect(result.verdict?.reasons.contains { $0.code == "messages_skipped" } == false)
    }

    // MARK: - What the server should do about faults that take their time

    @Test func aSlowFrameMayBeRefusedInTheEnd() throws {
        let server = try ScriptedServer { table, channel, _ in
            table.startClose(channel, code: CloseCode(rawValue: 4321), timeout: .seconds(1))
        }
        let result = try Scripts.run(
            server,
            #"""
            { "fault": "slow-writer", "size": 20, "chunk": 9, "interval": "2ms",
              "expect": { "code": 4321, "check": "refused" } }
            """#)
        #expect(try #require(result.check("refused")) == (1, 0))
        #expect(server.texts == [Self.letters] && result.metrics.errors.isEmpty)
    }

    @Test func aSlowFrameThatIsTakenFailsItsCheck() throws {
        let result = try Scripts.echo(
            #"""
            { "fault": "slow-writer", "size": 20, "chunk": 100, "expect": { "within": "50ms", "check": "refused" } },
            { "send": "a" }, { "expect": "a" }
            """#)
        #expect(try #require(result.check("refused")) == (0, 1))
        #expect(result[.wsMsgsMatched] == 1)
    }

    @Test func aSlowFrameMayBeCutShort() throws {
        let server = try ScriptedServer(opened: { table, channel in
            table.startClose(channel, code: CloseCode(rawValue: 4321), timeout: .milliseconds(200))
        })
        let result = try Scripts.run(
            server,
            #"""
            { "fault": "slow-writer", "size": 20, "interval": "50ms", "expect": { "code": 4321, "check": "refused" } },
            { "check": { "went on": { "probability": 1 } } }
            """#)
        #expect(try #require(result.check("refused")) == (1, 0))
        #expect(try #require(result.check("went on")) == (1, 0))
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func whoReadsNothingMayBeCutOff() throws {
        let server = try ScriptedServer { table, channel, _ in
            usleepMilliseconds(50)
            table.abort(channel)
        }
        let result = try Scripts.run(
            server,
            #"{ "send": "a" }, { "fault": "slow-reader", "duration": "5s", "expect": { "code": 1006, "check": "cut" } }"#,
            // The first one finds out.
            #""ping": { "interval": "300ms" }"#)
        #expect(try #require(result.check("cut")) == (1, 0))
        #expect(result.metrics.errors.isEmpty)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).max < 4_000_000_000)
    }

    // MARK: - Pongs

    @Test func aPongThatWasNotReadIsNotMissed() throws {
        let result = try Scripts.echo(
            #"{ "fault": "slow-reader", "duration": "300ms" }, { "send": "a" }, { "expect": "a" }"#,
            #""ping": { "interval": "20ms", "timeout": "100ms", "onTimeout": "close" }"#)
        #expect(result[.wsPongsMissed] == 0 && result[.wsMsgsMatched] == 1 && result.metrics.errors.isEmpty)
        #expect(result[.wsPongsReceived] >= 1)
    }

    @Test func noPongIsMissedBehindAFaultThatEndsTheConnection() throws {
        // The server answers nothing before 400 ms.
        let server = try ScriptedServer { table, channel, message in
            usleepMilliseconds(400)
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Scripts.run(
            server,
            #"""
            { "send": "a" }, { "pause": "100ms" }, { "fault": "truncated-frame" },
            { "expectClose": { "code": 1006, "within": "5s", "check": "cut" } }
            """#, #""ping": { "interval": "20ms", "timeout": "200ms", "onTimeout": "abort" }"#)
        #expect(try #require(result.check("cut")) == (1, 0))
        #expect(result[.wsPingsSent] == 1 && result[.wsPongsMissed] == 0 && result.metrics.errors.isEmpty)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).min >= 350_000_000)
    }

    @Test func anEndThatCameBeforeItsStepIsJudgedOnce() throws {
        let result = try Scripts.echo(
            #"""
            { "fault": "truncated-frame" }, { "pause": "200ms" },
            { "expectClose": { "code": 1006, "check": "cut" } },
            { "check": { "went on": { "value": "1", "equals": "1" } } },
            { "expectClose": { "code": 1006, "check": "again" } },
            { "check": { "went too far": { "value": "1", "equals": "1" } } }
            """#)
        #expect(try #require(result.check("cut")) == (1, 0))
        #expect(try #require(result.check("went on")) == (1, 0))
        #expect(try #require(result.check("again")) == (0, 1))
        #expect(try #require(result.check("went too far")) == (0, 0))
    }

    @Test func anExpectWithoutAConnectionFailsItsCheck() throws {
        let result = try Scripts.echo(
            #"{ "fault": "truncated-frame" }, { "pause": "200ms" }, { "expect": { "equals": "a", "check": "came" } }"#)
        #expect(try #require(result.check("came")) == (0, 1))
    }

    // MARK: - Handshakes that are to be refused

    private func hasNoSessions(_ result: RunResult) -> Bool {
        result.verdict?.reasons.contains { $0.code == "no_sessions" } == true
    }

    @Test func aRunOfRefusalsMayBeValid() throws {
        let result = try Scripts.echo(
            #"{ "send": "never" }"#, #""handshake": "wrong-version", "expectHandshake": 426"#)
        #expect(result[.wsSessions] == 0 && !hasNoSessions(result))
    }

    @Test func aHandshakeWithoutAnAnswerIsNoRefusal() throws {
        // Nobody serves this table: the kernel takes the connection, and that is all.
        var table = try ChannelTable(seed: 1)
        let address = try table.listen(on: Runs.loopback(), options: .init(), limits: .init())
        var scenario = try Scripts.scenario(address, #"{ "send": "never" }"#, #""expectHandshake": 403"#)
        scenario.connection.timeout = .milliseconds(100)
        let result = try Runs.run(scenario)
        #expect(try #require(result.check("handshake refused with 403")) == (0, 1))
        #expect(result.errors("upgrade-timeout") == 1 && hasNoSessions(result))
    }
}
