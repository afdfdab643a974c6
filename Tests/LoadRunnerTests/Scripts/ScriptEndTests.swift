import Metrics
import NetworkIO
import Testing

@testable import LoadRunner

/// Sessions come to their end, whatever they are at when it is due.
@Suite(.serialized) struct ScriptEndTests {
    /// A run that is to end by itself; one that does not is stopped in the end, and `interrupted`.
    private func run(_ server: ScriptedServer, _ script: String, _ members: String) throws -> RunResult {
        let control = RunControl()
        let begin = MonotonicClock.now()
        return try Scripts.run(server, script, members, control: control) { _ in
            if MonotonicClock.now() - begin > 8_000_000_000 { control.stop() }
        }
    }

    private func load(_ members: String) -> String {
        "\"load\": { \"connectRate\": 10000, \"warmUp\": \"0s\", \(members) }"
    }

    /// A server that answers each message so late.
    private func late(_ milliseconds: UInt32) throws -> ScriptedServer {
        try ScriptedServer { table, channel, message in
            usleepMilliseconds(milliseconds)
            ScriptedServer.echo(&table, channel, message)
        }
    }

    @Test(arguments: [
        #""load": { "sessions": 1, "duration": "200ms", "warmUp": "0s" }"#,
        #""load": { "executor": "constant-vus", "vus": 1, "duration": "200ms", "gracefulStop": "0s" }"#,
        #""load": { "executor": "constant-vus", "vus": 1, "duration": "100ms", "gracefulStop": "100ms" }"#,
    ])
    func theEndComesWhileALoopWaitsForItsReplies(_ load: String) throws {
        let result = try run(
            late(400), #"{ "loop": { "steps": [{ "messages": { "count": 1, "size": 4 } }, { "pause": "10ms" }] } }"#,
            load)
        #expect(result.status == .completed)
        #expect(result[.wsMsgsSent] == 1 && result[.wsMsgsMatched] == 1)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 1)])
    }

    @Test func repliesOnTheirWayAreAwaitedWhenTheUserEndsARunOfExecutors() throws {
        let server = try late(100)
        let control = RunControl()
        let result = try Scripts.run(
            server, #"{ "loop": { "steps": [{ "send": "a" }, { "expect": "a" }] } }"#,
            #""load": { "executor": "constant-vus", "vus": 2, "connectRate": 1000, "duration": "60s" }"#,
            control: control
        ) { _ in
            if control.stops == 0, server.messages.count >= 3 { control.stop() }
        }
        #expect(result.status == .interrupted && result[.wsMsgsLost] == 0)
        #expect(result[.wsMsgsMatched] == result[.wsMsgsSent] && result[.wsMsgsSent] >= 3)
    }

    @Test func whoWaitedForTheLastReplyBeforeTheUserEndsTheRunWaitsOn() throws {
        let control = RunControl()
        let result = try Scripts.run(
            late(700), #"{ "send": "a" }, { "expect": { "within": "30s" } }"#,
            load(#""sessions": 1, "duration": "60s""#) + #", "close": { "after": "50ms" }"#, control: control
        ) { event in
            if case .progress(let snapshot) = event, snapshot.elapsed >= 0.2, control.stops == 0 { control.stop() }
        }
        #expect(result.status == .interrupted && result[.wsMsgsMatched] == 1 && result[.wsMsgsLost] == 0)
    }

    @Test func whoWaitsForAReplyThatDoesNotComeIsClosedWhenTheUserEndsTheRun() throws {
        let control = RunControl()
        let result = try Scripts.run(
            ScriptedServer { _, _, _ in }, #"{ "send": "a" }, { "expect": { "within": "30s" } }"#,
            load(#""sessions": 1, "duration": "60s""#) + #", "close": { "after": "50ms" }"#, control: control
        ) { event in
            if case .progress(let snapshot) = event, snapshot.elapsed >= 0.2, control.stops == 0 { control.stop() }
        }
        #expect(result[.wsMsgsLost] == 1)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).max < 10_000_000_000)
    }

    @Test func aSessionsTimeGoesOnBehindALoop() throws {
        let result = try run(
            ScriptedServer(), #"{ "messages": { "count": 3, "size": 4 } }, { "pause": "1h" }"#,
            load(#""sessions": 1, "duration": "1h""#) + #", "close": { "after": "200ms" }"#)
        #expect(result.status == .completed && result[.wsMsgsMatched] == 3)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).min >= 200_000_000)
    }

    @Test func aLoopMayEndBeforeItsSessionsTurnToClose() throws {
        // The second session's turn is at 1.7 s.
        let result = try run(
            ScriptedServer(), #"{ "messages": { "rate": 100, "duration": "270ms", "size": 4 } }, { "pause": "1h" }"#,
            load(#""sessions": 2, "duration": "200ms", "rampDown": "3s""#))
        #expect(result.status == .completed && result[.wsSessionsClosed] == 2)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).max >= 1_000_000_000)
    }

    @Test func aLoopLeavesNoCheckOfItsRepliesBehind() throws {
        // Nothing that the second loop sends is answered.
        let server = try ScriptedServer { table, channel, message in
            if message.bytes == Array("a".utf8) { ScriptedServer.echo(&table, channel, message) }
        }
        let result = try run(
            server,
            #"""
            { "messages": { "count": 1, "inFlight": 2, "text": "a" }, "reply": { "mode": "echo", "timeout": "150ms" } },
            { "messages": { "rate": 1, "duration": "300ms", "text": "b" },
              "reply": { "mode": "echo", "timeout": "50ms" } }
            """#, load(#""sessions": 1, "duration": "5s""#))
        #expect(server.texts == ["a", "b"])
        result.expectBalance()
    }

    @Test func aLoopThatFloodsLeavesTheNextOneAlone() throws {
        let server = try ScriptedServer { _, _, _ in }
        let result = try run(
            server,
            #"""
            { "messages": { "count": 100, "text": "a" }, "reply": "none" },
            { "messages": { "count": 50, "inFlight": 1, "text": "b" }, "reply": { "mode": "echo", "timeout": "400ms" } }
            """#, load(#""sessions": 1, "duration": "300ms""#))
        #expect(server.texts == Array(repeating: "a", count: 100) + ["b"])
        #expect(result[.wsMsgsSent] == 101 && result[.wsMsgsLost] == 1)
    }

    @Test func aLoopsLastMessageAtItsEndDoesNotEndTheSession() throws {
        // Faster than anybody sends, so that the loop's end sends what is left.
        let server = try ScriptedServer { _, _, _ in }
        let result = try run(
            server,
            #"""
            { "messages": { "rate": 1000000, "count": 500, "duration": "500us", "text": "a" }, "reply": "none" },
            { "send": "last" }
            """#, #""load": { "sessions": 20, "connectRate": 1000000, "warmUp": "0s", "duration": "5s" }"#)
        #expect(server.texts.count { $0 == "last" } == 20)
        #expect(result[.wsMsgsSent] == 20 * 501 && result.status == .completed)
    }

    @Test func theRunEndsWhileASessionWaitsForItsEndToBeSeen() throws {
        // The server reads the end of the stream at 500 ms.
        let result = try run(
            late(500), #"{ "send": "a" }, { "fault": "truncated-frame" }, { "pause": "1h" }"#,
            load(#""sessions": 1, "duration": "200ms""#))
        #expect(result.status == .completed && result[.wsSessionsClosed] == 1)
    }

    @Test func theRunEndsWhileASessionWaitsForTheServerToCutIt() throws {
        let result = try run(
            late(500),
            #"""
            { "send": "a" }, { "fault": "truncated-frame", "expect": { "code": 1006, "check": "cut" } }, { "pause": "1h" }
            """#, load(#""sessions": 1, "duration": "200ms""#))
        #expect(result.status == .completed && result[.wsSessionsClosed] == 1)
        #expect(try #require(result.check("cut")) == (1, 0))
    }

    @Test func aPauseGoesOnWhereTheServerViolatesTheProtocol() throws {
        let server = try ScriptedServer { table, channel, _ in
            // A frame of our own side may not be masked.
            unsafe table.sendRaw(on: channel, ([0x81, 0x80, 1, 2, 3, 4] as [UInt8]).span.bytes)
        }
        let result = try run(
            server,
            #"""
            { "send": "a" }, { "fault": "truncated-frame" }, { "pause": "100ms" },
            { "check": { "went on": { "value": "1", "equals": "1" } } }
            """#, load(#""sessions": 1, "duration": "5s""#))
        #expect(try #require(result.check("went on")) == (1, 0))
        #expect(result.metrics.errors.map(\.kind).allSatisfy { $0.hasPrefix("protocol-") })
    }
}
