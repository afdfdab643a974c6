import Metrics
import NetworkIO
import Testing

@testable import LoadRunner
@testable import WebSocketTransport

/// Where the rows of due times end: with the session's time, with a loop's, or with the run.
@Suite(.serialized) struct ScriptPaceEndTests {
    private func load(_ milliseconds: Int, sessions: Int = 1) -> String {
        #"""
        "load": { "sessions": \#(sessions), "connectRate": 10000, "duration": "\#(milliseconds)ms", "warmUp": "0s" }
        """#
    }

    /// A server that echoes, and stands still for so long before it looks at a message.
    private func stalling(
        at text: String, _ milliseconds: UInt32, then act: @escaping ScriptedServer.Script = ScriptedServer.echo
    ) throws -> ScriptedServer {
        try ScriptedServer { table, channel, message in
            guard message.bytes == Array(text.utf8) else { return ScriptedServer.echo(&table, channel, message) }
            usleepMilliseconds(milliseconds)
            act(&table, channel, message)
        }
    }

    private static let rounds = #"{ "pace": "20ms" }, { "send": "{{counter}}" }, { "expect": {} }"#

    /// Rounds, each of which ends with a message loop.
    private static let mixed =
        #"{ "loop": { "steps": [\#(rounds), { "messages": { "rate": 50, "duration": "40ms", "text": "b" } }] } }"#

    @Test func nothingIsSentThatWasDueBehindTheSessionsTime() throws {
        // The first is due once a session is open, so that the 21st is due a moment behind its time.
        let result = try Scripts.echo(
            "{ \"loop\": { \"steps\": [\(Self.rounds)] } }",
            load(20_000, sessions: 20) + #", "close": { "after": "400ms" }"#)
        #expect(result[.wsMsgsPlanned] <= 20 * 20 && result[.wsMsgsSent] > 0)
        result.expectBalance()
    }

    @Test func noLoopOfMessagesBeginsBehindTheSessionsTime() throws {
        let result = try Scripts.echo(
            #"{ "loop": { "steps": [{ "pace": "20ms" }, { "messages": { "count": 1, "text": "a" } }] } }"#,
            load(20_000, sessions: 20) + #", "close": { "after": "400ms" }"#)
        #expect((1...20 * 20).contains(result[.wsMsgsSent]))
        // Of the run's 20 s.
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).max < 15_000_000_000)
    }

    @Test func whatWasDueInALoopsTimeIsSkippedWhereThatIsOver() throws {
        let result = try Scripts.run(
            stalling(at: "3", 600),
            #"{ "loop": { "duration": "300ms", "steps": [\#(Self.rounds)] } }, { "send": "bye" }, { "pause": "1h" }"#,
            load(2000))
        // Of 15 that were due in the loop four are sent, and one behind it.
        #expect(result[.wsMsgsPlanned] <= 16 && result[.wsMsgsSkipped] >= 5)
        result.expectBalance(ofReplies: false)
    }

    @Test func aMessageLoopIsNotTheEndOfTheRowThatItStandsIn() throws {
        let result = try Scripts.run(stalling(at: "b", 2500), Self.mixed, load(1500))
        #expect(result[.wsMsgsSkipped] > 10)
        result.expectBalance(ofReplies: false)
    }

    @Test func aMessageLoopThatIsOverDoesNotPutOffTheSessionsEnd() throws {
        let server = try stalling(at: "3", 900) { table, channel, _ in table.abort(channel) }
        let result = try Scripts.run(
            server,
            #"""
            { "pause": "200ms" }, { "messages": { "count": 1, "text": "a" } }, { "loop": { "steps": [\#(Self.rounds)] } }
            """#, load(20_000) + #", "close": { "after": "600ms" }"#)
        // One of the loop, and one each 20 ms from 200 ms to 600 ms; the loss comes later.
        #expect(result[.wsMsgsPlanned] <= 21)
        result.expectBalance(ofReplies: false)
    }

    @Test func theRunMayEndWhileAConnectionEndsThatAnotherIsToFollow() throws {
        // The third connection's close is not answered in time.
        let server = try ScriptedServer { table, channel, message in
            ScriptedServer.echo(&table, channel, message)
            if message.bytes == Array("2".utf8) { table.setReading(false, of: channel) }
        }
        let result = try Scripts.run(
            server, #"{ "loop": { "steps": [\#(Self.rounds), { "reconnect": { "delay": "1ms" } }] } }"#,
            load(1300) + #", "close": { "timeout": "1600ms" }"#)
        #expect(result[.wsMsgsSent] <= 3 && result[.wsMsgsPlanned] <= 65 && result[.wsMsgsSkipped] > 5)
        result.expectBalance(ofReplies: false)
    }

    @Test func theUserMayEndTheRunWhileAMessageLoopWaitsForItsReplies() throws {
        let control = RunControl()
        var heldSince: Nanoseconds?
        let server = try stalling(at: "b", 2500)
        let result = try Scripts.run(server, Self.mixed, load(60_000), control: control) { _ in
            guard server.messages.count >= 2, control.stops == 0 else { return }
            heldSince = heldSince ?? MonotonicClock.now()
            if MonotonicClock.now() - (heldSince ?? 0) > 500_000_000 { control.stop() }
        }
        #expect(result.status == .interrupted && result[.wsMsgsSkipped] > 10)
        result.expectBalance(ofReplies: false)
    }
}
