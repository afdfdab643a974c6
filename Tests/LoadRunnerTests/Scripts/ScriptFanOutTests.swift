import Metrics
import NetworkIO
import Scenario
import Synchronization
import Testing
import WebSocketCore

@testable import LoadRunner
@testable import WebSocketTransport

/// Messages of one session to many.
@Suite(.serialized) struct ScriptFanOutTests {
    @Test func aMemberInALoopGetsWhatIsOnItsWay() throws {
        // The session's own message comes back when the run is over.
        let server = try ScriptedServer { table, channel, message in
            if message.bytes.count < 10 { return }
            usleepMilliseconds(400)
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Scripts.run(
            server,
            #"""
            { "join": "all" }, { "send": { "text": "{{stamp}}", "fanout": "all" } },
            { "messages": { "rate": 20, "size": 4 }, "reply": "none" }
            """#, #""load": { "sessions": 1, "connectRate": 10000, "duration": "200ms", "warmUp": "0s" }"#)
        #expect(result[.wsFanoutExpected] == 1 && result[.wsFanoutReceived] == 1)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).max < 3_000_000_000)
    }

    /// What a server does with a message to a room, beside passing it on to all.
    private typealias Mischief = @Sendable (inout ChannelTable, ChannelID, GotMessage, _ number: Int) -> Void

    /// A server that echoes what is short, and passes on to all sessions what is not.
    private func room(
        _ passOn: @escaping Mischief = { table, member, message, _ in ScriptedServer.echo(&table, member, message) }
    ) throws
        -> ScriptedServer
    {
        let members = SharedList<ChannelID>()
        let count = SharedList<Int>()
        return try ScriptedServer { table, channel, message in
            guard message.bytes.count > 20 else {
                members.append(channel)
                return ScriptedServer.echo(&table, channel, message)
            }
            let number = count.append(0)
            for member in members.all { passOn(&table, member, message, number) }
        }
    }

    /// Three readers that join at once, and a writer of ten messages a little later.
    private func run(
        _ server: ScriptedServer, workers: Int = 1, warmUp: String = "0s", pause: String = "2ms"
    ) throws -> RunResult {
        try Scripts.run(
            server,
            #"""
            { "if": { "value": "{{session}}", "equals": "3" },
              "then": [
                { "rendezvous": "1s" },
                { "loop": { "count": 10, "steps": [
                  { "send": { "text": "{{stamp}} {{counter}}", "fanout": "room" } }, { "pause": "\#(pause)" } ] } },
                { "pause": "500ms" } ],
              "else": [
                { "send": "hello" }, { "expect": "hello" }, { "join": "room" },
                { "rendezvous": "3s" }, { "leave": "room" } ] }
            """#,
            "\"load\": { \"sessions\": 4, \"connectRate\": 10000, \"duration\": \"20s\", \"warmUp\": \"\(warmUp)\" }",
            workers: workers)
    }

    @Test(arguments: [1, 2]) func everyMemberGetsEveryMessage(_ workers: Int) throws {
        let result = try run(room(), workers: workers)
        #expect(result[.wsFanoutExpected] == 30 && result[.wsFanoutReceived] == 30)
        #expect(result[.wsFanoutDuplicated] == 0 && result[.wsFanoutReordered] == 0 && result[.wsFanoutCorrupt] == 0)
        #expect(result[.wsMsgsUnexpected] == 0)
        #expect(result.metrics.summary(.wsFanoutLatency)?.count == 30)
    }

    @Test func whatIsLostRepeatedAndDamagedIsCounted() throws {
        let server = try room { table, member, message, number in
            switch number {
            case 2: break
            case 4:
                ScriptedServer.echo(&table, member, message)
                ScriptedServer.echo(&table, member, message)
            case 6:
                var damaged = message
                damaged.bytes[damaged.bytes.count - 1] ^= 1
                ScriptedServer.echo(&table, member, damaged)
            default: ScriptedServer.echo(&table, member, message)
            }
        }
        let result = try run(server)
        #expect(result[.wsFanoutExpected] == 30)
        #expect(result[.wsFanoutReceived] == 27)
        #expect(result[.wsFanoutDuplicated] == 3)
        #expect(result[.wsFanoutCorrupt] == 3)
    }

    @Test func whatChangesItsPlaceIsReordered() throws {
        let held = SharedList<GotMessage>()
        let server = try room { table, member, message, number in
            if number == 3 {
                if held.all.isEmpty { held.append(message) }
                return
            }
            ScriptedServer.echo(&table, member, message)
            if number == 4 { ScriptedServer.echo(&table, member, held.all[0]) }
        }
        let result = try run(server)
        #expect(result[.wsFanoutReceived] == 30 && result[.wsFanoutReordered] == 3)
    }

    /// Members that stay, and one of them that sends all the time, right up to the end of the run.
    private func runToTheEnd(_ server: ScriptedServer, duration: String) throws -> RunResult {
        try Scripts.run(
            server,
            #"""
            { "send": "hello" }, { "expect": "hello" }, { "join": "room" }, { "rendezvous": "200ms" },
            { "if": { "value": "{{session}}", "equals": "3" },
              "then": [
                { "loop": { "steps": [ { "pace": "10ms" }, { "send": { "text": "{{stamp}}", "fanout": "room" } } ] } } ],
              "else": [{ "pause": "1h" }] }
            """#,
            "\"load\": { \"sessions\": 4, \"connectRate\": 10000, \"duration\": \"\(duration)\", \"warmUp\": \"0s\" }")
    }

    @Test func whatIsOnItsWayAtTheEndIsWaitedFor() throws {
        // Four sessions share the delay of a message, so that the server is ever further behind.
        let server = try room { table, member, message, _ in
            usleepMilliseconds(4)
            ScriptedServer.echo(&table, member, message)
        }
        let result = try runToTheEnd(server, duration: "1s")
        #expect(result[.wsFanoutExpected] >= 100)
        #expect(result[.wsFanoutReceived] == result[.wsFanoutExpected])
        #expect(result.metrics.fanoutLost.total == 0 && result[.wsFanoutUnfinished] == 0)
    }

    @Test func whatDoesNotComeInTheTimeForItIsLost() throws {
        let server = try room { table, member, message, number in
            if number % 10 != 5 { ScriptedServer.echo(&table, member, message) }
        }
        let result = try runToTheEnd(server, duration: "400ms")
        let messages = result[.wsFanoutExpected] / 4
        #expect(messages > 10)
        #expect(result.metrics.fanoutLost.total == (messages + 4) / 10 * 4)
        #expect(result[.wsFanoutUnfinished] == 0)
    }

    @Test func whatWasSentBeforeAMemberLeftIsStillItsOwn() throws {
        let server = try room { table, member, message, number in
            if number == 0 { usleepMilliseconds(100) }
            ScriptedServer.echo(&table, member, message)
        }
        let result = try Scripts.run(
            server,
            #"""
            { "send": "hello" }, { "expect": "hello" }, { "join": "room" }, { "rendezvous": "200ms" },
            { "send": { "text": "{{stamp}}", "fanout": "room" } }, { "leave": "room" },
            { "pause": "10ms" }, { "send": { "text": "{{stamp}}", "fanout": "room" } },
            { "pause": "300ms" }
            """#)
        #expect(result[.wsFanoutExpected] == 1 && result[.wsFanoutReceived] == 1)
        #expect(result[.wsMsgsUnexpected] == 1)
    }

    @Test func senderAndReceiverAgreeOnTheMeasuredWindow() throws {
        // The window opens in the middle of the ten, as a rule.
        for attempt in 1...4 {
            let result = try run(room(), workers: 2, warmUp: "1100ms", pause: "20ms")
            #expect(result.inWindow(.wsFanoutExpected) == result.inWindow(.wsFanoutReceived))
            #expect(result[.wsFanoutExpected] == 30 && result[.wsFanoutReceived] == 30)
            if (1..<30).contains(result.inWindow(.wsFanoutExpected)) { return }
            #expect(attempt < 4, "none had messages on both sides of the window's opening")
        }
    }
}

/// A list that closures share.
private final class SharedList<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    /// - Returns: how many there were before.
    @discardableResult
    func append(_ element: Element) -> Int {
        elements.withLock { list in
            list.append(element)
            return list.count - 1
        }
    }
}
