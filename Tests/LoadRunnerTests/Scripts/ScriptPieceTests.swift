import Metrics
import Testing
import WebSocketCore

@testable import LoadRunner
@testable import WebSocketTransport

/// Messages under way when the step `messages` begins or ends.
@Suite(.serialized) struct ScriptPieceTests {
    private static let listener = #""on": [{ "match": "push" }]"#

    private static func send(
        _ table: inout ChannelTable, _ channel: ChannelID, _ text: String, _ opcode: Opcode = .text, fin: Bool = true
    ) {
        unsafe table.sendFrame(on: channel, opcode, fin: fin, payload: Array(text.utf8).span.bytes)
    }

    @Test(arguments: ["", listener]) func theRestOfAMessageIsNoReply(_ members: String) throws {
        let loops = Occurrences()
        let server = try ScriptedServer { table, channel, message in
            if message.bytes == Array("x".utf8), loops.next() == 2 {
                Self.send(&table, channel, "rest", .continuation)
            }
            guard message.bytes == Array("b".utf8) else {
                ScriptedServer.echo(&table, channel, message)
                if message.bytes == Array("a".utf8) { Self.send(&table, channel, "half", fin: false) }
                return
            }
            Self.send(&table, channel, "who", fin: false)
            table.flush()
            Self.send(&table, channel, "le", .continuation)
        }
        let result = try Scripts.run(
            server,
            #"""
            { "messages": { "count": 1, "text": "x" } }, { "send": "a" }, { "expect": "a" }, { "pause": "20ms" },
            { "messages": { "count": 3, "inFlight": 2, "text": "x" } }, { "send": "b" }, { "expect": "whole" }
            """#, members)
        #expect(result[.wsMsgsMatched] == 6 && result[.wsMsgsCorrupt] == 0 && result[.wsMsgsLost] == 0)
        #expect(result[.wsMsgsUnexpected] == 1 && result[.wsMsgsReceived] == 7 && result.metrics.errors.isEmpty)
    }

    @Test(arguments: ["", listener]) func aMessageThatBeganInTheLoopIsNotTakenInPart(_ members: String) throws {
        let loops = Occurrences()
        let server = try ScriptedServer { table, channel, message in
            if message.bytes == Array("b".utf8) {
                Self.send(&table, channel, "tail", .continuation)
                Self.send(&table, channel, "yes")
            } else if loops.next() == 1 {
                Self.send(&table, channel, "head", fin: false)
            }
        }
        let result = try Scripts.run(
            server,
            #"""
            { "messages": { "rate": 50, "duration": "100ms", "text": "x" }, "reply": "none" },
            { "send": "b" },
            { "expect": { "matches": "^(tail|yes)$", "capture": { "got": "message" } } }, { "send": "{{got}}" }
            """#, members)
        #expect(server.texts.last == "yes")
        #expect(result[.wsMsgsReceived] == 2 && result[.wsMsgsUnexpected] == 1 && result[.wsMsgsMatched] == 1)
    }
}
