import Metrics
import NetworkIO
import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner
@testable import WebSocketTransport

/// What comes to scripted sessions.
@Suite(.serialized) struct ScriptReceivingTests {
    /// A server that answers any message with these texts.
    private func server(_ replies: String...) throws -> ScriptedServer {
        try ScriptedServer { table, channel, _ in
            for reply in replies { unsafe table.sendFrame(on: channel, .text, payload: Array(reply.utf8).span.bytes) }
        }
    }

    @Test func otherMessagesGoOnArriving() throws {
        let result = try Scripts.run(
            server("noise", "noise", "wanted"), #"{ "send": "a" }, { "expect": "wanted" }"#)
        #expect(result[.wsMsgsReceived] == 3 && result[.wsMsgsUnexpected] == 2 && result[.wsMsgsMatched] == 1)
        #expect(result.metrics.summary(.wsMsgRTT)?.count == 1)
    }

    @Test func aMatchThatWasGivenUpIsToldAndNoEvidence() throws {
        let result = try Scripts.run(
            server(String(repeating: "a", count: 200) + "b"),
            #"""
            { "send": "go" },
            { "expect": { "matches": "^(a|aa|aaa)+$", "within": "50ms", "check": "only a" } }
            """#)
        #expect(result[.genMatchesAbandoned] == 1)
        #expect(result.verdict?.status == .suspect)
        #expect(result.verdict?.reasons.map(\.code).contains("matches_abandoned") == true)
    }

    @Test func severalComeInAnyOrder() throws {
        let result = try Scripts.run(
            server("c", "noise", "a", "b", "a"),
            #"""
            { "send": "go" },
            { "expect": { "all": [{ "equals": "a" }, { "equals": "b" }, { "equals": "c" }], "check": "all three" } },
            { "expect": "a" }
            """#)
        #expect(try #require(result.check("all three")) == (1, 0))
        #expect(result[.wsMsgsUnexpected] == 1 && result.errors("expect-timeout") == 0)
        // The second expect has no send of its own.
        #expect(result[.wsMsgsMatched] == 1 && result.metrics.summary(.wsMsgRTT)?.count == 1)
    }

    @Test func eachIsMatchedByAMessageOfItsOwn() throws {
        let result = try Scripts.run(
            server("a"), #"{ "send": "go" }, { "expect": { "all": [{}, {}], "within": "50ms", "check": "two" } }"#)
        #expect(try #require(result.check("two")) == (0, 1))
        #expect(result[.wsMsgsMatched] == 0 && result[.wsMsgsLost] == 1)
    }

    @Test func anExpectGivesUpInTime() throws {
        let result = try Scripts.run(
            server("noise"), #"{ "send": "a" }, { "expect": { "equals": "b", "within": "40ms" } }, { "send": "c" }"#)
        #expect(result.errors("expect-timeout") == 1)
        #expect(result[.wsMsgsSent] == 2 && result[.wsMsgsLost] == 1)
        let life = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(life.min >= 40_000_000)
    }

    @Test func aFailureMayEndTheScript() throws {
        let result = try Scripts.run(
            server("noise"),
            #"{ "send": "a" }, { "expect": { "equals": "b", "within": "30ms", "onFail": "close" } }, { "send": "c" }"#)
        #expect(result[.wsMsgsSent] == 1)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 1)])
    }

    @Test func aTimeOutOfOneExpectIsNotThatOfTheNext() throws {
        let late = try ScriptedServer { table, channel, message in
            if message.bytes == Array("slow".utf8) { usleepMilliseconds(80) }
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Scripts.run(
            late,
            #"""
            { "send": "a" }, { "expect": { "equals": "a", "within": "50ms" } },
            { "send": "slow" }, { "expect": { "equals": "slow", "within": "2s" } }
            """#)
        #expect(result[.wsMsgsMatched] == 2 && result.metrics.errors.isEmpty)
    }

    @Test func whatIsNoReplyIsNoRoundTrip() throws {
        let result = try Scripts.run(
            server("push"), #"{ "send": "a" }, { "expect": { "equals": "push", "rtt": false } }"#)
        #expect(result.metrics.summary(.wsMsgRTT) == nil && result[.wsMsgsMatched] == 0 && result[.wsMsgsLost] == 0)
    }

    @Test func messagesInPiecesAreMatchedAsAWhole() throws {
        let pieces = try ScriptedServer { table, channel, _ in
            unsafe table.sendFrame(on: channel, .text, fin: false, payload: Array(#"{"type":"#.utf8).span.bytes)
            table.flush()
            unsafe table.sendFrame(on: channel, .continuation, fin: false, payload: Array(#""we"#.utf8).span.bytes)
            unsafe table.sendFrame(on: channel, .continuation, payload: Array(#"lcome"}"#.utf8).span.bytes)
        }
        let result = try Scripts.run(
            pieces,
            #"""
            { "send": "a" }, { "expect": { "json": { "path": "$.type", "equals": "welcome" },
              "capture": { "all": "message" } } }, { "send": "{{all}}" }
            """#)
        #expect(result[.wsMsgsMatched] == 1 && result[.wsMsgsReceived] >= 1)
        #expect(pieces.texts == ["a", #"{"type":"welcome"}"#])
    }

    @Test func listenersAnswerBesideTheSteps() throws {
        let pushing = try ScriptedServer { table, channel, message in
            guard message.bytes == Array("go".utf8) || message.bytes == Array("heard 1".utf8) else { return }
            let text = message.bytes == Array("go".utf8) ? "push 1" : "done"
            unsafe table.sendFrame(on: channel, .text, payload: Array(text.utf8).span.bytes)
        }
        let result = try Scripts.run(
            pushing, #"{ "send": "go" }, { "expect": "done" }"#,
            #"""
            "on": [{ "match": { "contains": "push" }, "capture": { "n": { "regex": "push (\\d)" } },
                     "steps": [{ "send": "heard {{n}}" }, { "check": { "pushed": { "probability": 1 } } }] }]
            """#)
        #expect(pushing.texts == ["go", "heard 1"])
        #expect(result[.wsMsgsUnexpected] == 0 && result[.wsMsgsMatched] == 1)
        #expect(try #require(result.check("pushed")) == (1, 0))
    }

    /// The server takes nothing, so that what listeners would send could only pile up.
    @Test func listenersHeedTheHighWaterMark() throws {
        let server = try ScriptedServer(opened: { table, channel in
            for _ in 0..<200 { unsafe table.sendFrame(on: channel, .text, payload: Array("go".utf8).span.bytes) }
            unsafe table.sendFrame(on: channel, .text, payload: Array("end".utf8).span.bytes)
            table.setReading(false, of: channel)
        })
        let result = try Scripts.run(
            server, #"{ "expect": { "equals": "end", "within": "20s" } }"#,
            #"""
            "on": [{ "match": "go", "steps": [{ "send": { "size": "256KiB" } }] }], "close": { "by": "reset" }
            """#)
        let skipped = result[.wsMsgsSkipped]
        #expect(result[.wsMsgsPlanned] == 200 && skipped > 0)
        #expect(result[.wsMsgsSent] == 200 - skipped && result[.wsMsgsHeldBack] == skipped)
        // It is the server's slowness, and not the generator's.
        #expect(result.verdict?.reasons.contains { $0.code == "messages_skipped" } == false)
    }

    @Test func aListenerMayCloseTheSession() throws {
        let result = try Scripts.run(
            server("bye"), #"{ "send": "a" }, { "pause": "10s" }"#,
            #""on": [{ "match": { "equals": "bye" }, "steps": [{ "close": 4001 }] }]"#)
        #expect(result.metrics.closes == [CloseCount(code: 4001, initiator: .client, count: 1)])
    }

    // MARK: - During the step `messages`

    /// A push before each reply, which the listener counts and answers.
    @Test(arguments: ["echo", "any"]) func listenersTakeWhatComesDuringMessages(_ reply: String) throws {
        let server = try ScriptedServer { table, channel, message in
            guard message.bytes.count == 100 else { return }
            let push = GotMessage(opcode: .text, bytes: Array("push".utf8), frames: 1)
            ScriptedServer.echo(&table, channel, push)
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Scripts.run(
            server,
            "{ \"messages\": { \"count\": 20, \"size\": 100, \"inFlight\": 2 }, \"reply\": \"\(reply)\" }, "
                + #"{ "check": { "all taken": { "value": "{{pushed}}", "equals": "push" } } }"#,
            #"""
            "on": [{ "match": "push", "capture": { "pushed": "message" }, "steps": [{ "send": "got {{counter}}" }] }]
            """#)
        #expect(result[.wsMsgsMatched] == 20 && result[.wsMsgsCorrupt] == 0 && result[.wsMsgsLost] == 0)
        #expect(result[.wsMsgsReceived] == 40 && result[.wsMsgsUnexpected] == 0)
        #expect(server.texts.filter { $0.hasPrefix("got ") }.sorted() == (0..<20).map { "got \($0)" }.sorted())
        #expect(try #require(result.check("all taken")) == (1, 0))
        result.expectBalance(ofReplies: false)
    }

    @Test func whatNoListenerTakesDuringMessagesIsAReply() throws {
        let server = try ScriptedServer { table, channel, message in
            var damaged = message
            damaged.bytes[0] ^= 1
            ScriptedServer.echo(&table, channel, damaged)
        }
        let result = try Scripts.run(
            server, #"{ "messages": { "count": 5, "size": 10 } }"#, #""on": [{ "match": "push" }]"#)
        #expect(result[.wsMsgsCorrupt] == 5 && result[.wsMsgsMatched] == 0)
    }

    @Test func aListenerMayCloseDuringMessages() throws {
        let server = try ScriptedServer { table, channel, message in
            ScriptedServer.echo(&table, channel, GotMessage(opcode: .text, bytes: Array("stop".utf8), frames: 1))
        }
        let result = try Scripts.run(
            server, #"{ "messages": { "size": 10 } }, { "send": "never" }"#,
            #""on": [{ "match": "stop", "steps": [{ "close": 4000 }] }]"#)
        #expect(server.messages.count == 1)
        #expect(result.metrics.closes == [CloseCount(code: 4000, initiator: .client, count: 1)])
    }

    /// A member of a fan-out is one during `messages` too.
    @Test func stampsAreTakenDuringMessages() throws {
        let result = try Scripts.echo(
            #"""
            { "join": "g" }, { "send": { "text": "{{stamp}}", "fanout": "g" } },
            { "messages": { "count": 10, "size": 20 } }
            """#)
        #expect(result[.wsFanoutExpected] == 1 && result[.wsFanoutReceived] == 1)
        #expect(result[.wsMsgsMatched] == 10 && result[.wsMsgsUnexpected] == 0 && result[.wsMsgsCorrupt] == 0)
    }
}
