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

    /// How many due times lie at least between the session's opening and a time after the start of the run.
    private func due(_ result: RunResult, within milliseconds: Int) -> Int {
        let connected = [Trend.genConnectLag, .wsConnecting].reduce(0) { $0 + (result.metrics.summary($1)?.max ?? 0) }
        return (milliseconds - Int(connected / 1_000_000)) / 20 - 1
    }

    /// Up to four are sent, and all that were due within so many milliseconds are planned, but no more than `most`.
    private func expectSkipped(_ result: RunResult, within milliseconds: Int, most: Int? = nil) {
        let planned = result[.wsMsgsPlanned]
        let most = most ?? milliseconds / 20
        #expect(result[.wsMsgsSent] <= 4 && planned <= most && planned >= min(most, due(result, within: milliseconds)))
        // It was the server that held them back.
        #expect(result.verdict?.reasons.contains { $0.code == "messages_skipped" } == false)
        result.expectBalance(ofReplies: false)
    }

    @Test func whatWasDueBeforeTheEndIsSkipped() throws {
        // One each 20 ms for 400 ms, less what the connect takes.
        let result = try Scripts.run(stalling(900), loop(), Self.load)
        expectSkipped(result, within: 400)
        #expect(result.inWindow(.wsMsgsSkipped) == result[.wsMsgsSkipped])
        #expect(result[.wsMsgsMatched] == result[.wsMsgsSent])
    }

    @Test func theSessionsOwnTimeMayBeTheEnd() throws {
        let result = try Scripts.run(stalling(900), loop(), #""close": { "after": "400ms" }"#)
        expectSkipped(result, within: 400)
    }

    @Test func whatWasDueInTheGracefulTimeIsNotTheFigures() throws {
        let result = try Scripts.run(
            stalling(1200), loop("\"count\": 1000,"),
            #""load": { "executor": "constant-vus", "vus": 1, "duration": "300ms", "gracefulStop": "300ms" }"#)
        expectSkipped(result, within: 600)
        #expect(result.inWindow(.wsMsgsPlanned) <= 15)
        #expect(result.inWindow(.wsMsgsPlanned) >= due(result, within: 300))
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
        expectSkipped(result, within: 400)
        #expect(result[.wsReconnects] == 0)
    }

    @Test func roundsThatWereNotToComeAreNotSkipped() throws {
        let result = try Scripts.run(stalling(900), loop("\"count\": 7,"), Self.load)
        expectSkipped(result, within: 400, most: 7)
        let timed = try Scripts.run(stalling(900), loop("\"duration\": \"150ms\","), Self.load)
        expectSkipped(timed, within: 400, most: 8)
    }

    @Test func aLoopThatIsOverHasNoMoreDueTimes() throws {
        let result = try Scripts.echo(loop("\"count\": 3,") + #", { "pause": "1h" }"#, Self.longLoad)
        #expect(result[.wsMsgsSent] == 3 && result[.wsMsgsPlanned] == 3)
        // The last due time is followed by no message.
        let ahead = try Scripts.echo(
            #"{ "loop": { "count": 3, "steps": [{ "send": "a" }, { "pace": "20ms" }] } }, { "pause": "1h" }"#,
            Self.longLoad)
        #expect(ahead[.wsMsgsSent] == 3 && ahead[.wsMsgsPlanned] == 3)
    }

    @Test func nobodyKnowsWhatAConditionWouldHaveSaid() throws {
        let result = try Scripts.run(
            stalling(900),
            #"""
            { "loop": { "steps": [
              { "pace": "20ms" },
              { "if": { "probability": 1 }, "then": [{ "send": "{{counter}}" }, { "expect": {} }] } ] } }
            """#, Self.load)
        #expect(result[.wsMsgsSent] <= 4 && result[.wsMsgsPlanned] == result[.wsMsgsSent])
    }

    @Test func whoKeepsUpSkipsNothing() throws {
        let result = try Scripts.echo(
            #"{ "loop": { "count": 15, "steps": [{ "pace": "20ms" }, { "send": "a" }] } }"#,
            #""load": { "sessions": 20, "connectRate": 10000, "duration": "20s", "warmUp": "0s" }"#)
        #expect(result[.wsMsgsSkipped] == 0 && result[.wsMsgsSent] == 300)
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
        // The fifth round was due at 40 ms and begins at 800 ms; no pause is over before its round was due.
        #expect(try #require(times("a")).max >= 700_000_000)
        #expect(try #require(times("b")).min < 190_000_000)
    }
}
