import Metrics
import NetworkIO
import Scenario
import Synchronization
import Testing
import WebSocketCore

@testable import LoadRunner
@testable import WebSocketTransport

/// How scripts end connections, and take the ends that they expect.
@Suite(.serialized) struct ScriptClosingTests {
    /// A server that does what a message says: `close CODE`, `reset`, or an echo.
    private func obedient() throws -> ScriptedServer {
        try ScriptedServer { table, channel, message in
            let words = String(decoding: message.bytes, as: UTF8.self).split(separator: " ")
            switch words.first {
            case "close":
                let code = CloseCode(rawValue: words.count > 1 ? UInt16(words[1]) ?? 1000 : 1000)
                table.startClose(channel, code: code, timeout: .seconds(1))
            case "reset": table.abort(channel)
            default: ScriptedServer.echo(&table, channel, message)
            }
        }
    }

    @Test func aCloseStepSaysItsCode() throws {
        let server = try obedient()
        let result = try Scripts.run(
            server, #"{ "send": "a" }, { "close": { "code": 4100, "reason": "done" } }, { "send": "never" }"#)
        #expect(server.texts == ["a"])
        #expect(result.metrics.closes == [CloseCount(code: 4100, initiator: .client, count: 1)])
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func aCloseNeedNotWait() throws {
        let result = try Scripts.run(obedient(), #"{ "send": "a" }, { "expect": "a" }, { "close": { "wait": false } }"#)
        #expect(result.metrics.closes == [CloseCount(code: 1006, initiator: .client, count: 1)])
        #expect(result[.wsSessionsClosed] == 1 && result.metrics.errors.isEmpty)
    }

    @Test(arguments: [("reset", 1006 as UInt16), ("fin", 1006)])
    func aConnectionMayEndWithoutACloseFrame(_ method: String, _ code: UInt16) throws {
        let result = try Scripts.run(
            obedient(), "{ \"send\": \"a\" }, { \"expect\": \"a\" }, { \"close\": { \"by\": \"\(method)\" } }")
        #expect(result.metrics.closes == [CloseCount(code: code, initiator: .client, count: 1)])
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func theServersCloseMayBeWhatIsExpected() throws {
        let result = try Scripts.run(
            obedient(), #"{ "send": "close 4321" }, { "expectClose": { "code": [4000, 4321], "check": "told to go" } }"#
        )
        #expect(try #require(result.check("told to go")) == (1, 0))
        #expect(result.metrics.closes == [CloseCount(code: 4321, initiator: .server, count: 1)])
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func aReplyAndACloseMayComeTogether() throws {
        let server = try ScriptedServer { table, channel, message in
            ScriptedServer.echo(&table, channel, message)
            table.startClose(channel, code: .goingAway, timeout: .seconds(1))
        }
        let result = try Scripts.run(
            server, #"{ "send": "a" }, { "expect": "a" }, { "expectClose": { "code": 1001, "check": "gone" } }"#)
        #expect(try #require(result.check("gone")) == (1, 0))
        #expect(result[.wsMsgsMatched] == 1 && result.metrics.errors.isEmpty)
    }

    @Test func aScriptThatGoesOnAfterACloseIsALoss() throws {
        let isFirst = Atomic(true)
        let server = try ScriptedServer { table, channel, message in
            ScriptedServer.echo(&table, channel, message)
            if isFirst.exchange(false, ordering: .relaxed) {
                table.startClose(channel, code: .goingAway, timeout: .seconds(1))
            }
        }
        let result = try Scripts.run(
            server, #"{ "send": "a" }, { "expect": "a" }, { "send": "b" }, { "expect": "b" }"#,
            #""reconnect": { "delay": "1ms" }"#)
        #expect(server.texts == ["a", "a", "b"])
        #expect(result[.wsReconnects] == 1 && result[.wsMsgsLost] == 0 && result.errors("closed-by-server") == 1)
    }

    @Test func anotherCodeFailsTheCheck() throws {
        let result = try Scripts.run(
            obedient(), #"{ "send": "close 4321" }, { "expectClose": { "code": 4000, "check": "told to go" } }"#)
        #expect(try #require(result.check("told to go")) == (0, 1))
    }

    @Test func anEndWithoutACloseFrameIs1006() throws {
        let result = try Scripts.run(
            obedient(), #"{ "send": "reset" }, { "expectClose": { "code": 1006, "check": "cut" } }"#)
        #expect(try #require(result.check("cut")) == (1, 0))
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func aServerThatStaysFailsTheCheckAndTheScriptGoesOn() throws {
        let result = try Scripts.run(
            obedient(),
            #"{ "expectClose": { "within": "40ms", "check": "cut" } }, { "send": "a" }, { "expect": "a" }"#)
        #expect(try #require(result.check("cut")) == (0, 1))
        #expect(result[.wsMsgsMatched] == 1)
    }

    @Test func aLossIsAnErrorAndFailsWhatWasExpected() throws {
        let result = try Scripts.run(
            obedient(), #"{ "send": "reset" }, { "expect": { "equals": "x", "check": "x" } }, { "send": "never" }"#)
        #expect(try #require(result.check("x")) == (0, 1))
        #expect(result.errors("connection-reset") == 1 && result[.wsMsgsLost] == 1 && result[.wsMsgsSent] == 1)
    }

    // MARK: - Coming back

    @Test func aReconnectGoesOnWithTheNextStep() throws {
        let server = try obedient()
        let result = try Scripts.run(
            server,
            #"""
            { "set": { "who": "me" } }, { "send": "one" }, { "expect": "one" },
            { "reconnect": { "delay": "20ms", "jitter": 0 } }, { "send": "two {{who}}" }, { "expect": "two me" }
            """#)
        #expect(server.texts == ["one", "two me"])
        #expect(result[.wsSessions] == 2 && result[.wsSessionsClosed] == 2 && result[.wsReconnects] == 1)
        let took = try #require(result.metrics.summary(.wsReconnectDuration))
        #expect(took.count == 1 && took.min >= 20_000_000)
        let recovery = try #require(result.recovery)
        #expect(recovery.outages == 1 && recovery.lost == 1 && recovery.back == 1 && recovery.gaveUp == 0)
        #expect(try #require(recovery.worst.first?.allBackSeconds) >= 0.02)
        #expect(result.metrics.errors.isEmpty)
        result.expectBalance(ofReplies: false)
    }

    @Test func aReconnectMayFollowTheServersClose() throws {
        let server = try obedient()
        let result = try Scripts.run(
            server,
            #"""
            { "send": "close 1001" }, { "expectClose": 1001 },
            { "reconnect": { "delay": "0s" } }, { "send": "back" }, { "expect": "back" }
            """#)
        #expect(server.texts == ["close 1001", "back"])
        #expect(result[.wsReconnects] == 1 && result[.wsMsgsMatched] == 1 && result.metrics.errors.isEmpty)
    }

    @Test func aLostSessionBeginsItsScriptAnewAndKeepsItsVariables() throws {
        let server = try obedient()
        let result = try Scripts.run(
            server,
            #"""
            { "if": { "value": "{{token}}", "exists": true },
              "then": [{ "send": "again {{token}} {{iteration}}" }],
              "else": [{ "set": { "token": "t1" } }, { "send": "reset" }] },
            { "expect": { "contains": "again" } }
            """#, #""reconnect": { "delay": "10ms", "jitter": 0 }"#)
        #expect(server.texts == ["reset", "again t1 1"])
        #expect(result[.wsSessions] == 2 && result[.wsReconnects] == 1)
        #expect(result.errors("connection-reset") == 1)
        #expect(result.recovery != nil)
        #expect(result.metrics.summary(.wsReconnectDuration)?.count == 1)
    }

    @Test func theShortFormComesBackToo() throws {
        let isFirst = Atomic(true)
        let server = try ScriptedServer { table, channel, message in
            if isFirst.exchange(false, ordering: .relaxed) {
                table.abort(channel)
            } else {
                ScriptedServer.echo(&table, channel, message)
            }
        }
        let scenario = try Scripts.scenario(
            server.address, members: #""messages": { "count": 3, "text": "m" }, "reconnect": { "delay": "1ms" }"#)
        let result = try Scripts.run(server, scenario)
        #expect(server.texts == ["m", "m", "m", "m"])
        #expect(result[.wsReconnects] == 1 && result[.wsMsgsMatched] == 3 && result[.wsMsgsLost] == 1)
        result.expectBalance()
    }

    @Test func idleSessionsComeBackAndStay() throws {
        let server = try ScriptedServer(opened: { table, channel in
            // Behind the answer to the opening handshake.
            table.flush()
            if channel.slot == 0 { table.abort(channel) }
        })
        let scenario = try Scripts.scenario(
            server.address,
            members: #"""
                "load": { "sessions": 2, "connectRate": 10000, "duration": "300ms", "warmUp": "0s" },
                "reconnect": { "delay": "10ms", "limit": 3 }
                """#)
        let result = try Scripts.run(server, scenario)
        #expect(result[.wsSessions] > 2 && result[.wsSessions] == result[.wsSessionsClosed])
        #expect(result[.wsReconnects] >= 1 && result.recovery != nil)
    }

    @Test func aSessionGivesUpAfterItsTries() throws {
        let server = try ScriptedServer { table, channel, _ in
            table.stopListening()
            table.abort(channel)
        }
        let result = try Scripts.run(
            server, #"{ "send": "die" }, { "pause": "10s" }"#,
            #""reconnect": { "delay": "5ms", "limit": 3, "backoff": "constant" }"#)
        #expect(result[.wsSessions] == 1 && result[.wsSessionsFailed] == 3)
        #expect(result.errors("reconnect-gave-up") == 1 && result.errors("connect-refused") == 3)
        #expect(result[.wsConnectsAttempted] == 4)
    }

    @Test func aFirstConnectThatFailsIsTriedAgain() throws {
        // Nobody listens any more.
        let server = try ScriptedServer { table, _, _ in table.stopListening() }
        let scenario = try Scripts.scenario(
            server.address,
            members: #"""
                "scenarios": {
                  "first": { "executor": "per-vu-iterations", "vus": 1, "script": [{ "send": "stop" }] },
                  "later": {
                    "executor": "per-vu-iterations", "vus": 1, "startTime": "100ms", "script": [{ "send": "never" }],
                    "reconnect": { "delay": "5ms", "limit": 3, "backoff": "constant" }
                  }
                }
                """#)
        let result = try Scripts.run(server, scenario)
        #expect(result[.wsSessions] == 1 && result[.wsSessionsFailed] == 4 && result[.wsConnectsAttempted] == 5)
        #expect(result.errors("connect-refused") == 4 && result.errors("reconnect-gave-up") == 1)
        // It never had what it could have lost.
        #expect(result.recovery == nil && result[.wsReconnects] == 0)
    }

    // MARK: - Handshakes

    @Test func aRefusalMayBeWhatIsExpected() throws {
        let result = try Scripts.run(
            obedient(), #"{ "send": "never" }"#, #""handshake": "wrong-version", "expectHandshake": 426"#)
        #expect(try #require(result.check("handshake refused with 426")) == (1, 0))
        #expect(result[.wsSessionsFailed] == 1 && result.metrics.errors.isEmpty)
    }

    @Test func anAcceptedHandshakeFailsTheCheck() throws {
        let server = try obedient()
        let result = try Scripts.run(server, #"{ "send": "never" }"#, #""expectHandshake": 403"#)
        #expect(try #require(result.check("handshake refused with 403")) == (0, 1))
        #expect(server.texts.isEmpty && result[.wsSessions] == 1)
    }

    @Test func aSlowHandshakeIsAHandshake() throws {
        let result = try Scripts.run(
            obedient(), #"{ "send": "a" }, { "expect": "a" }"#, #""handshake": { "byteByByte": "200us" }"#)
        #expect(result[.wsMsgsMatched] == 1)
        #expect(try #require(result.metrics.summary(.wsConnectingUpgrade)).min >= 20_000_000)
    }

    // MARK: - Faults

    @Test(arguments: [
        ("reserved-opcode", 1002), ("reserved-bit", 1002), ("unmasked-frame", 1002), ("unexpected-continuation", 1002),
        ("interrupted-message", 1002), ("invalid-utf8", 1007), ("oversize-control", 1002), ("fragmented-control", 1002),
        ("length-not-minimal", 1002), ("length-high-bit", 1002), ("invalid-close-code", 1002),
        ("close-one-byte", 1002), ("close-invalid-utf8", 1007), ("garbage", 1002),
    ])
    func theServerAnswersAFaultWithItsCode(_ fault: String, _ code: Int) throws {
        let result = try Scripts.run(
            obedient(), "{ \"fault\": \"\(fault)\", \"expect\": { \"code\": \(code), \"check\": \"refused\" } }")
        #expect(try #require(result.check("refused")) == (1, 0), "\(result.metrics.closes)")
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func anUnaskedEndAfterAFaultIsNoLoss() throws {
        let result = try Scripts.run(
            obedient(), #"{ "fault": "truncated-frame" }, { "expectClose": { "code": 1006, "check": "cut" } }"#)
        #expect(try #require(result.check("cut")) == (1, 0))
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func aSlowWriterIsUnderstoodInTheEnd() throws {
        let server = try obedient()
        let result = try Scripts.run(
            server,
            #"""
            { "fault": "slow-writer", "size": 20, "chunk": 3, "interval": "2ms" },
            { "expect": { "size": 20 } }, { "send": "a" }, { "expect": "a" }
            """#)
        #expect(server.messages.map(\.bytes.count) == [20, 1])
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).min >= 14_000_000)
    }

    @Test func aSlowReaderReadsInTheEnd() throws {
        let result = try Scripts.run(
            obedient(),
            #"{ "send": "a" }, { "fault": "slow-reader", "duration": "40ms" }, { "send": "b" }, { "expect": "b" }"#)
        #expect(result[.wsMsgsReceived] == 2 && result[.wsMsgsMatched] == 1)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).min >= 40_000_000)
    }

    @Test func aSilentSessionSendsNoPings() throws {
        let result = try Scripts.run(
            obedient(), #"{ "fault": "silence", "duration": "60ms" }, { "send": "a" }, { "expect": "a" }"#,
            #""ping": { "interval": "5ms" }"#)
        #expect(result[.wsMsgsMatched] == 1)
        // At the most one before the silence began, and a few behind it.
        #expect(result[.wsPingsSent] < 8)
    }

    @Test func rawBytesGoAsTheyAre() throws {
        let server = try obedient()
        // A masked text frame with the key 0.
        let result = try Scripts.run(
            server, #"{ "fault": "raw", "bytes": "81 82 00 00 00 00 68 69" }, { "expect": "hi" }"#)
        #expect(server.texts == ["hi"] && result[.wsMsgsReceived] == 1)
    }
}
