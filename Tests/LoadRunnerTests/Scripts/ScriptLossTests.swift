import Metrics
import Testing
import WebSocketCore

@testable import LoadRunner
@testable import WebSocketTransport

/// Messages whose connection ends before anything could answer them.
@Suite(.serialized) struct ScriptLossTests {
    /// A server that echoes, and resets the connection of who says `die`.
    private func mortal() throws -> ScriptedServer {
        try ScriptedServer { table, channel, message in
            if message.bytes == Array("die".utf8) { return table.abort(channel) }
            ScriptedServer.echo(&table, channel, message)
        }
    }

    @Test(arguments: [
        #"{ "send": "die" }, { "pause": "5s" }, { "expect": "die" }"#,
        #"{ "send": "die" }, { "timer": "t", "steps": [{ "pause": "5s" }] }, { "loop": { "steps": [{ "expect": {} }] } }"#,
        #"{ "send": "die" }, { "expectClose": 1006 }, { "expect": {} }"#,
        #"{ "send": "die" }, { "expect": { "equals": "a", "rtt": false } }, { "expect": "die" }"#,
        #"{ "send": "a" }, { "fault": "truncated-frame" }, { "expect": { "equals": "b", "check": "came" } }"#,
    ])
    func theReplyIsLostWithItsConnection(_ steps: String) throws {
        let result = try Scripts.run(mortal(), steps)
        #expect(result[.wsMsgsSent] == 1 && result[.wsMsgsLost] == 1 && result[.wsMsgsMatched] == 0)
        result.expectBalance()
    }

    @Test func aGreetingOfTheNextConnectionIsNoReply() throws {
        let server = try ScriptedServer(opened: { table, channel in
            unsafe table.sendFrame(on: channel, .text, payload: Array("hello".utf8).span.bytes)
        })
        let result = try Scripts.run(
            server,
            #"""
            { "expect": "hello" }, { "send": "a" }, { "reconnect": { "delay": "1ms" } },
            { "expect": { "equals": "hello", "check": "greeted" } }
            """#)
        #expect(try #require(result.check("greeted")) == (1, 0))
        #expect(result[.wsMsgsLost] == 1 && result[.wsMsgsMatched] == 0)
        #expect(result.metrics.summary(.wsMsgRTT) == nil)
    }

    /// Whatever other messages are for.
    @Test func whatNothingIsToAnswerIsNotLost() throws {
        let result = try Scripts.run(
            mortal(), #"{ "send": "a" }, { "expect": "a" }, { "send": "die" }, { "pause": "5s" }"#)
        #expect(result[.wsMsgsSent] == 2 && result[.wsMsgsMatched] == 1 && result[.wsMsgsLost] == 0)
        #expect(result.errors("connection-reset") == 1)
    }

    @Test func aSessionAtItsEndDoesNotComeBack() throws {
        // The reply that is still waited for when the time is over does not come.
        let server = try ScriptedServer { table, channel, _ in
            usleepMilliseconds(400)
            table.abort(channel)
        }
        let result = try Scripts.run(
            server, #"{ "send": "a" }, { "expect": "a" }"#,
            #""reconnect": { "delay": "1ms" }, "close": { "after": "150ms" }"#)
        #expect(result[.wsSessions] == 1 && result[.wsReconnects] == 0 && result[.wsMsgsLost] == 1)
        #expect(server.texts == ["a"])
    }
}
