import Metrics
import Scenario
import Testing

@testable import LoadRunner

/// What steps do on the wire and in the figures.
@Suite(.serialized) struct ScriptStepsTests {
    @Test func aScriptSendsExpectsAndCloses() throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(server, #"{ "send": "one" }, { "expect": "one" }, { "send": "two" }"#)
        #expect(server.texts == ["one", "two"])
        #expect(result[.wsMsgsSent] == 2 && result[.wsMsgsMatched] == 1 && result[.wsMsgsLost] == 0)
        #expect(result.metrics.summary(.wsMsgRTT)?.count == 1)
        #expect(result.loadModel == .closed && result.littlesLaw == nil)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 1)])
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func eachSessionAndWorkerHasItsOwnPlace() throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server,
            #"""
            { "loop": { "count": 5, "steps": [
              { "send": "{{session}}-{{counter}}" }, { "expect": { "contains": "{{session}}-" } } ] } }
            """#,
            #""load": { "sessions": 30, "connectRate": 10000, "duration": "20s", "warmUp": "0s" }"#, workers: 2)
        #expect(result[.wsMsgsSent] == 150 && result[.wsMsgsMatched] == 150)
        let wanted = (0..<30).flatMap { session in (0..<5).map { "\(session)-\($0)" } }
        #expect(server.texts.sorted() == wanted.sorted())
    }

    @Test func capturesAreUsedAgain() throws {
        let server = try ScriptedServer { table, channel, message in
            let reply = message.bytes == Array("login".utf8) ? #"{"token":"t-1\n"}"# : "welcome"
            unsafe table.sendFrame(on: channel, .text, payload: Array(reply.utf8).span.bytes)
        }
        let result = try Scripts.run(
            server,
            #"""
            { "send": "login" },
            { "expect": { "json": { "path": "$.token", "exists": true }, "capture": { "token": { "json": "$.token" } } } },
            { "send": "use {{token}}!" }, { "expect": "welcome" }
            """#)
        #expect(server.texts == ["login", "use t-1\n!"])
        #expect(result[.wsMsgsMatched] == 2)
    }

    @Test func variablesAndConditionsChooseTheWay() throws {
        let server = try ScriptedServer { _, _, _ in }
        let result = try Scripts.run(
            server,
            #"""
            { "set": { "n": "{{counter}}" } },
            { "loop": { "until": { "value": "{{n}}", "equals": "3" }, "steps": [
              { "if": { "value": "{{n}}", "atMost": 1 }, "then": [{ "send": "low {{n}}" }],
                "else": [{ "send": "high {{n}}" }] },
              { "set": { "n": "{{counter}}" } } ] } },
            { "check": { "is 3": { "value": "{{n}}", "equals": "3" }, "is 4": { "value": "{{n}}", "equals": "4" } } }
            """#)
        #expect(server.texts == ["low 0", "low 1", "high 2"])
        #expect(try #require(result.check("is 3")) == (1, 0))
        #expect(try #require(result.check("is 4")) == (0, 1))
    }

    @Test func feedersGiveEachSessionItsRow() throws {
        let server = try ScriptedServer { _, _, _ in }
        let result = try Scripts.run(
            server, #"{ "loop": { "steps": [{ "feed": "users" }, { "send": "{{users.name}}" }, { "ping": {} }] } }"#,
            #"""
            "feeders": { "users": { "file": "users.csv", "atEnd": "fail" } },
            "load": { "sessions": 2, "connectRate": 10000, "duration": "20s", "warmUp": "0s" }
            """#, files: ["users.csv": "name\nann\nbob\ncy\n"], workers: 2)
        #expect(server.texts.sorted() == ["ann", "bob", "cy"])
        #expect(result.errors("feeder-empty") == 2)
    }

    @Test func pausesTakeTheirTime() throws {
        let result = try Scripts.echo(
            #"{ "pause": "30ms" }, { "timer": "wait", "steps": [{ "pause": { "uniform": { "min": "20ms", "max": "40ms" } } }] }"#
        )
        let life = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(life.min >= 50_000_000)
        let timer = try #require(result.metrics.timers.first)
        #expect(timer.name == "wait" && timer.times.summary()?.count == 1)
        #expect(try #require(timer.times.summary()).min >= 20_000_000)
    }

    @Test func aTimerEndsWithTheMessageItWaitedFor() throws {
        let result = try Scripts.echo(
            #"{ "timer": "t", "steps": [{ "send": "a" }, { "expect": "a" }] }, { "timer": "none", "steps": [{ "set": { "a": "b" } }] }"#
        )
        let roundTrip = try #require(result.metrics.summary(.wsMsgRTT))
        let timer = try #require(result.metrics.timers.first { $0.name == "t" }?.times.summary())
        // The timer began before the send, and both ended with the same arrival.
        #expect(timer.max >= roundTrip.min && timer.max < roundTrip.max + 5_000_000)
    }

    @Test func aTimerThatWaitsForRoomDoesNotEndBeforeIt() throws {
        // The server reads nothing for 300 ms, and the session cannot send all of what is large.
        let server = try ScriptedServer { _, _, message in if message.bytes.count == 2 { usleepMilliseconds(300) } }
        let result = try Scripts.run(
            server,
            #"""
            { "loop": { "count": 2, "steps": [
              { "pace": "10ms" },
              { "if": { "value": "{{counter}}", "equals": "0" },
                "then": [{ "send": "go" }, { "pause": "50ms" }],
                "else": [{ "timer": "t", "steps": [{ "send": { "size": "4MiB" } }, { "send": "b" }] }] } ] } }
            """#, #""connection": { "sendBuffer": "64KiB" }"#)
        let timer = try #require(result.metrics.timers.first?.times.summary())
        // Due at 10 ms, and the event before the timer came at 50 ms.
        #expect(timer.min >= 150_000_000)
    }

    @Test func aPaceKeepsItsDueTimes() throws {
        let result = try Scripts.echo(
            #"{ "loop": { "count": 20, "steps": [{ "pace": "5ms" }, { "send": "a" }, { "expect": "a" }] } }"#)
        #expect(result.loadModel == .open)
        #expect(result[.wsMsgsMatched] == 20)
        let life = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(life.min >= 95_000_000)
        let corrected = try #require(result.metrics.summary(.wsMsgRTT))
        let uncorrected = try #require(result.metrics.summary(.wsMsgRTTUncorrected))
        #expect(corrected.count == 20 && uncorrected.count == 20)
        #expect(corrected.mean >= uncorrected.mean)
    }

    @Test func whatASlowServerHeldUpCountsFromItsDueTime() throws {
        let server = try ScriptedServer { table, channel, message in
            if message.bytes == Array("0".utf8) { usleepMilliseconds(60) }
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Scripts.run(
            server,
            #"{ "loop": { "count": 5, "steps": [{ "pace": "10ms" }, { "send": "{{counter}}" }, { "expect": {} }] } }"#)
        let corrected = try #require(result.metrics.summary(.wsMsgRTT))
        let uncorrected = try #require(result.metrics.summary(.wsMsgRTTUncorrected))
        // The four that were due behind the first waited some 50, 40, 30 and 20 ms before they were written.
        #expect(corrected.mean * 5 > uncorrected.mean * 5 + 100_000_000)
    }

    @Test func aPingWaitsForItsPong() throws {
        let result = try Scripts.echo(#"{ "ping": { "payload": "p{{session}}" } }, { "send": "a" }, { "expect": "a" }"#)
        #expect(result[.wsPingsSent] == 1 && result[.wsPongsReceived] == 1 && result[.wsPongsMissed] == 0)
        #expect(result.metrics.summary(.wsPing)?.count == 1 && result[.wsMsgsMatched] == 1)
    }

    @Test func sessionsPassARendezvousOneAfterAnother() throws {
        let server = try ScriptedServer { _, _, _ in }
        let result = try Scripts.run(
            server, #"{ "rendezvous": { "at": "60ms", "rate": 100 } }, { "send": "{{session}}" }"#,
            #""load": { "sessions": 5, "connectRate": 10000, "duration": "20s", "warmUp": "0s" }"#, workers: 2)
        // Each on a connection of its own, which the server may read in another order.
        #expect(server.texts.sorted() == ["0", "1", "2", "3", "4"])
        let lives = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(lives.max >= 60_000_000)
        // 40 ms by plan, from the first to the last.
        #expect(lives.max - lives.min >= 20_000_000)
    }

    @Test func messagesAreAStepThatEnds() throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server,
            #"""
            { "send": "first" }, { "expect": "first" },
            { "messages": { "count": 10, "inFlight": 2, "type": "text", "text": "loop" } },
            { "send": "last" }, { "expect": "last" }
            """#)
        #expect(server.texts == ["first"] + Array(repeating: "loop", count: 10) + ["last"])
        #expect(result[.wsMsgsSent] == 12 && result[.wsMsgsMatched] == 12 && result[.wsMsgsUnexpected] == 0)
        result.expectBalance()
    }

    @Test func aLoopOfMessagesEndsByItsTimeAndThenAnotherBegins() throws {
        let server = try ScriptedServer()
        let result = try Scripts.run(
            server,
            #"""
            { "messages": { "rate": 200, "duration": "50ms", "text": "a" } },
            { "messages": { "rate": 200, "duration": "50ms", "text": "b" } }
            """#)
        #expect(server.texts == Array(repeating: "a", count: 10) + Array(repeating: "b", count: 10))
        result.expectBalance()
    }

    @Test func manyShortLoopsOfMessagesFollowOneAnother() throws {
        let server = try ScriptedServer { _, _, _ in }
        let result = try Scripts.run(
            server,
            #"{ "loop": { "count": 3000, "steps": [{ "messages": { "count": 1 }, "reply": "none" }] } }"#)
        #expect(server.messages.count == 3000 && result[.wsMsgsSent] == 3000)
    }

    @Test func aFloodDoesNotStarveTheOthers() throws {
        let result = try Scripts.echo(
            #"""
            { "if": { "value": "{{session}}", "equals": "0" },
              "then": [{ "loop": { "count": 20000, "steps": [{ "send": "x" }] } }],
              "else": [{ "send": "a" }, { "expect": "a" }] }
            """#, #""load": { "sessions": 2, "connectRate": 10000, "duration": "20s", "warmUp": "0s" }"#)
        #expect(result[.wsMsgsSent] == 20_001 && result[.wsMsgsMatched] == 1)
    }

    @Test func theEndOfTheRunEndsAScriptThatGoesOn() throws {
        let result = try Scripts.echo(
            #"{ "loop": { "steps": [{ "send": "a" }, { "expect": "a" }] } }"#,
            #""load": { "sessions": 2, "connectRate": 10000, "duration": "200ms", "warmUp": "100ms" }"#)
        #expect(result[.wsMsgsSent] > 10)
        #expect(result[.wsMsgsSent] == result[.wsMsgsMatched])
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 2)])
        result.expectBalance()
    }

    /// Whether something is missing is told by what the script waits for.
    @Test(arguments: [
        (#"{ "send": "a" }, { "expect": { "equals": "b", "within": "20ms" } }"#, true),
        (#"{ "send": { "text": "{{stamp}}", "fanout": "nobody" } }"#, true),
        (#"{ "send": "a" }, { "expect": "a" }"#, false),
        (#"{ "send": "a" }, { "expect": { "equals": "a", "rtt": false } }"#, false),
        (#"{ "send": "a" }, { "pause": "20ms" }"#, false),
        (#"{ "messages": { "count": 1, "size": 4 }, "reply": "none" }"#, false),
        (#"{ "messages": { "count": 1, "size": 4 } }"#, false),
    ])
    func aScriptWithoutRepliesHasMeasuredNothing(_ steps: String, _ isNothing: Bool) throws {
        let result = try Scripts.echo(steps)
        #expect(result.verdict?.reasons.contains { $0.code == "nothing_measured" } == isNothing)
    }
}
