import Metrics
import NetworkIO
import Scenario
import Testing

@testable import LoadRunner
@testable import WebSocketTransport

/// What is due of a session that has no connection any more.
@Suite(.serialized) struct LoadWorkerLossesTests {
    private static let load = #""load": { "sessions": 1, "connectRate": 10000, "duration": "2s", "warmUp": "0s" }"#
    private static let messages = #""messages": { "rate": 50 }"#
    private static let comeback = #""reconnect": { "backoff": "constant", "delay": "300ms", "jitter": 0 }"#
    private static let paced =
        #""script": [{ "loop": { "steps": [{ "pace": "20ms" }, { "send": "a" }, { "expect": {} }] } }]"#

    /// A server that echoes, and does something else with the third message that comes to it.
    private func server(
        _ act: @escaping ScriptedServer.Script = { table, channel, _ in table.abort(channel) }
    ) throws -> ScriptedServer {
        let messages = Occurrences()
        return try ScriptedServer { table, channel, message in
            messages.next() == 3 ? act(&table, channel, message) : ScriptedServer.echo(&table, channel, message)
        }
    }

    private func run(_ server: ScriptedServer, _ members: String...) throws -> RunResult {
        try Scripts.run(server, Scripts.scenario(server.address, members: members.joined(separator: ", ")))
    }

    /// One message each 20 ms of two seconds is planned, from the moment at which the session was there.
    private func expectAllPlanned(_ result: RunResult, location: SourceLocation = #_sourceLocation) {
        let connected = [Trend.genConnectLag, .wsConnecting].reduce(0) { $0 + (result.metrics.summary($1)?.max ?? 0) }
        let planned = result.inWindow(.wsMsgsPlanned)
        #expect(planned <= 100 && planned >= 99 - Int(connected / 20_000_000), sourceLocation: location)
        #expect(result.inWindow(.wsMsgsSkipped) == result[.wsMsgsSkipped], sourceLocation: location)
        // It was the server that held them back.
        #expect(
            result.verdict?.reasons.contains { $0.code == "messages_skipped" } == false, sourceLocation: location)
        result.expectBalance()
    }

    @Test(arguments: [messages, paced, #""script": [{ "messages": { "rate": 50 } }]"#])
    func whatIsDueOfALostSessionIsSkipped(_ traffic: String) throws {
        let result = try run(server(), Self.load, traffic)
        #expect(result[.wsMsgsSent] >= 3 && result[.wsMsgsSkippedAway] >= 30)
        expectAllPlanned(result)
    }

    @Test(arguments: [messages, paced, #""script": [{ "pause": "1ms" }, { "messages": { "rate": 50 } }]"#])
    func whatIsDueOfASessionThatIsAwayIsSkippedAndNotCaughtUp(_ traffic: String) throws {
        let result = try run(server(), Self.load, traffic, Self.comeback)
        // It is away for 300 ms.
        #expect(result[.wsReconnects] == 1 && result[.wsMsgsSkippedAway] >= 14)
        #expect(result[.wsMsgsSent] <= 100 - 14)
        expectAllPlanned(result)
    }

    @Test func whoDoesNotComeBackBeforeTheEndSkipsTheRest() throws {
        let server = try server { table, channel, _ in
            table.stopListening()
            table.abort(channel)
        }
        let result = try run(server, Self.load, Self.messages, Self.comeback)
        #expect(result[.wsReconnects] == 0 && result[.wsMsgsSkippedAway] >= 30)
        expectAllPlanned(result)
    }

    @Test func whoGivesUpSkipsTheRest() throws {
        let server = try server { table, channel, _ in
            table.stopListening()
            table.abort(channel)
        }
        let result = try run(server, Self.load, Self.messages, #""reconnect": { "delay": "1ms", "limit": 2 }"#)
        #expect(result.errors("reconnect-gave-up") == 1)
        // Tries to come back are no connects by the plan, nor are they missing ones.
        #expect(result[.wsConnectsPlanned] == 1 && result[.wsConnectsAttempted] == 3)
        #expect(result.verdict?.reasons.contains { $0.code == "connects_missing" } == false)
        expectAllPlanned(result)
    }

    @Test func noMoreIsDueThanTheSessionWasToSend() throws {
        let result = try run(server(), Self.load, #""messages": { "rate": 50, "count": 20 }"#)
        #expect(result[.wsMsgsPlanned] == 20)
        let timed = try run(server(), Self.load, #""messages": { "rate": 50, "duration": "400ms" }"#)
        #expect(timed[.wsMsgsPlanned] == 20)
        let rounds = #"{ "loop": { "count": 15, "steps": [{ "pace": "20ms" }, { "send": "a" }, { "expect": {} }] } }"#
        let looped = try run(server(), Self.load, #""script": [\#(rounds)]"#)
        #expect(looped[.wsMsgsPlanned] == 15)
    }

    @Test func onlyWhatWasDueInTheWindowIsTheFigures() throws {
        // Another session stays.
        let result = try run(
            server(),
            #""load": { "sessions": 2, "connectRate": 10000, "duration": "500ms", "warmUp": "2s" }"#, Self.messages)
        #expect((49...51).contains(result.inWindow(.wsMsgsPlanned)))
        #expect(result.inWindow(.wsMsgsSkippedAway) >= 24)
        #expect(result[.wsMsgsSkippedAway] > result.inWindow(.wsMsgsSkippedAway))
        result.expectBalance()
    }

    /// A server that closes a connection with the third message that comes to it.
    private func closing() throws -> ScriptedServer {
        try server { table, channel, _ in table.startClose(channel, code: .goingAway, reason: "", timeout: .seconds(5))
        }
    }

    @Test func nothingIsDueBehindACloseThatIsLeftToTheServer() throws {
        let result = try run(closing(), Self.load, Self.messages, #""close": { "by": "server" }"#)
        #expect(result[.wsMsgsSkippedAway] == 0 && result[.wsMsgsPlanned] < 90)
        let lost = try run(closing(), Self.load, Self.messages)
        #expect(lost.errors("closed-by-server") == 1)
        expectAllPlanned(lost)
    }

    @Test func aVUThatBeginsAnotherSessionMissesNothing() throws {
        let result = try run(
            server(), #""load": { "executor": "constant-vus", "vus": 1, "duration": "2s" }"#, Self.messages)
        #expect(result[.wsSessions] == 2 && result[.wsMsgsSkippedAway] == 0)
    }

    @Test func anIterationThatIsLostMissesWhatItWasToSend() throws {
        let result = try run(
            server(), #""load": { "executor": "per-vu-iterations", "vus": 1, "iterations": 2, "maxDuration": "20s" }"#,
            #""messages": { "rate": 50, "count": 10 }"#)
        #expect(result[.wsSessions] == 2 && result[.wsMsgsPlanned] == 20)
        result.expectBalance()
    }

    @Test func aReplyOfTheClosedModelIsNoDueTime() throws {
        let result = try run(server(), Self.load, #""messages": { "inFlight": 1 }"#)
        #expect(result[.wsMsgsPlanned] == 3 && result[.wsMsgsSkipped] == 0)
    }

    @Test func theUserEndsWhatIsStillDue() throws {
        let control = RunControl()
        let server = try server()
        let result = try Scripts.run(
            server,
            Scripts.scenario(
                server.address,
                members:
                    #""load": { "sessions": 2, "connectRate": 10000, "duration": "1h", "warmUp": "0s" }, \#(Self.messages)"#
            ),
            control: control
        ) { _ in
            if server.messages.count > 30 { control.stop() }
        }
        // Not of the whole hour.
        #expect(result.status == .interrupted && result[.wsMsgsSkippedAway] < 5000)
        result.expectBalance()
    }
}
