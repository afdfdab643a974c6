import Metrics
import NetworkIO
import Testing

@testable import LoadRunner
@testable import WebSocketTransport

/// What paces were behind with when the end came.
@Suite(.serialized) struct ScriptPacesTests {
    private static let load = #""load": { "sessions": 1, "connectRate": 10000, "duration": "400ms", "warmUp": "0s" }"#
    private static let longLoad =
        #""load": { "sessions": 1, "connectRate": 10000, "duration": "1500ms", "warmUp": "0s" }"#

    /// A server that echoes, and stands still for so long before it answers the message `3`.
    private func stalling(_ milliseconds: UInt32, resets: Bool = false) throws -> ScriptedServer {
        try ScriptedServer { table, channel, message in
            if message.bytes == Array("3".utf8) {
                usleepMilliseconds(milliseconds)
                if resets { return table.abort(channel) }
            }
            ScriptedServer.echo(&table, channel, message)
        }
    }

    private func loop(_ limits: String = "", _ more: String = "") -> String {
        #"{ "loop": { \#(limits) "steps": [{ "pace": "20ms" }, { "send": "{{counter}}" }, { "expect": {} } \#(more)] } }"#
    }

    private func expectSkipped(_ result: RunResult, planned: ClosedRange<Int>, sent: Int = 4) {
        #expect(result[.wsMsgsSent] == sent && planned.contains(result[.wsMsgsPlanned]))
        #expect(result[.wsMsgsSkipped] == result[.wsMsgsPlanned] - sent)
        // It was the server that held them back.
        #expect(result.verdict?.reasons.contains { $0.code == "messages_skipped" } == false)
        result.expectBalance(ofReplies: false)
    }

    @Test func whatWasDueBeforeTheEndIsSkipped() throws {
        // One each 20 ms for 400 ms, less what the connect takes.
        let result = try Scripts.run(stalling(900), loop(), Self.load)
        expectSkipped(result, planned: 12...20)
        #expect(result.inWindow(.wsMsgsSkipped) == result[.wsMsgsSkipped] && result[.wsMsgsMatched] == 4)
    }

    @Test func theSessionsOwnTimeMayBeTheEnd() throws {
        let result = try Scripts.run(stalling(900), loop(), #""close": { "after": "400ms" }"#)
        expectSkipped(result, planned: 15...20)
    }

    @Test func whatWasDueInTheGracefulTimeIsNotTheFigures() throws {
        let result = try Scripts.run(
            stalling(1200), loop("\"count\": 1000,"),
            #""load": { "executor": "constant-vus", "vus": 1, "duration": "300ms", "gracefulStop": "300ms" }"#)
        expectSkipped(result, planned: 22...30)
        #expect((6...15).contains(result.inWindow(.wsMsgsPlanned)))
    }

    @Test func aLossIsAnEndToo() throws {
        let result = try Scripts.run(stalling(400, resets: true), loop())
        // The fourth is due at 60 ms, and the loss comes 400 ms after it was written.
        #expect(result[.wsMsgsSent] == 4 && result[.wsMsgsSkipped] >= 15 && result[.wsMsgsLost] == 1)
        result.expectBalance()
    }

    @Test func anOutageThatLastsToTheEndIsNoExcuse() throws {
        let server = try ScriptedServer { table, channel, message in
            if message.bytes == Array("3".utf8) { table.stopListening() }
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Scripts.run(
            server,
            loop(
                "",
                #"""
                , { "if": { "value": "{{counter.round}}", "equals": "3" },
                    "then": [{ "reconnect": { "delay": "50ms" } }] }
                """#),
            Self.load)
        expectSkipped(result, planned: 12...20)
        #expect(result[.wsReconnects] == 0)
    }

    @Test func roundsThatWereNotToComeAreNotSkipped() throws {
        let result = try Scripts.run(stalling(900), loop("\"count\": 7,"), Self.load)
        expectSkipped(result, planned: 7...7)
        let timed = try Scripts.run(stalling(900), loop("\"duration\": \"150ms\","), Self.load)
        expectSkipped(timed, planned: 7...8)
    }

    @Test func aLoopThatIsOverHasNoMoreDueTimes() throws {
        let result = try Scripts.echo(loop("\"count\": 3,") + #", { "pause": "1h" }"#, Self.longLoad)
        #expect(result[.wsMsgsSent] == 3 && result[.wsMsgsPlanned] == 3)
    }

    @Test func nobodyKnowsWhatAConditionWouldHaveSaid() throws {
        let result = try Scripts.run(
            stalling(900),
            #"""
            { "loop": { "steps": [
              { "pace": "20ms" },
              { "if": { "probability": 1 }, "then": [{ "send": "{{counter}}" }, { "expect": {} }] } ] } }
            """#, Self.load)
        // The last due time is followed by no message.
        let ahead = try Scripts.echo(
            #"{ "loop": { "count": 3, "steps": [{ "send": "a" }, { "pace": "20ms" }] } }, { "pause": "1h" }"#,
            Self.longLoad)
        #expect(ahead[.wsMsgsSent] == 3 && ahead[.wsMsgsPlanned] == 3)
        #expect(result[.wsMsgsSent] == 4 && result[.wsMsgsPlanned] == 4)
    }

    @Test func whoKeepsUpSkipsNothing() throws {
        let result = try Scripts.echo(
            #"{ "loop": { "steps": [{ "pace": "1ms" }, { "send": "a" }] } }"#,
            #""load": { "sessions": 20, "connectRate": 10000, "duration": "300ms", "warmUp": "0s" }"#)
        #expect(result[.wsMsgsSkipped] == 0 && result[.wsMsgsSent] > 1000)
        result.expectBalance(ofReplies: false)
    }

    @Test func onlyATimerRightBehindAPaceBeginsWhenThatWasDue() throws {
        let result = try Scripts.echo(
            #"""
            { "loop": { "count": 5, "steps": [
              { "pace": "10ms" }, { "timer": "a", "steps": [{ "ping": {} }] }, { "pause": "200ms" },
              { "timer": "b", "steps": [{ "ping": {} }] } ] } }
            """#)
        let times = { (name: String) in result.metrics.timers.first { $0.name == name }?.times.summary() }
        // The fifth round was due at 40 ms and begins at 800 ms.
        #expect(try #require(times("a")).max >= 700_000_000)
        #expect(try #require(times("b")).max < 200_000_000)
    }
}
