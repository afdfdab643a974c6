import Metrics
import NetworkIO
import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner

/// How sessions end.
@Suite(.serialized) struct LoadWorkerSessionsTests {
    @Test(arguments: [
        (ClosePlan.Method.client, CloseCount(code: 4000, initiator: .client, count: 2)),
        (.reset, CloseCount(code: 1006, initiator: .client, count: 2)),
        (.fin, CloseCount(code: 1006, initiator: .client, count: 2)),
    ])
    func eachWayToCloseIsCountedAsWhatItIs(method: ClosePlan.Method, expected: CloseCount) throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            scenario.close.method = method
            scenario.close.code = 4000
            scenario.close.reason = "done"
            scenario.sending { $0.count = 3 }
        }
        #expect(result.metrics.closes == [expected])
        #expect(result.metrics.errors.isEmpty)
        #expect(result[.wsMsgsMatched] == 6)
        result.expectBalance()
    }

    @Test func aCloseFrameWithoutACodeIs1005() throws {
        let result = try Runs.echo { scenario in
            scenario.close.code = nil
            scenario.sending { $0.count = 1 }
        }
        #expect(result.metrics.closes == [CloseCount(code: 1005, initiator: .client, count: 1)])
    }

    @Test func theServerMayBeTheOneToClose() throws {
        let server = try ScriptedServer { table, channel, message in
            ScriptedServer.echo(&table, channel, message)
            if message.bytes == [3] || message.bytes.first == UInt8(ascii: "3") {
                table.startClose(channel, code: .goingAway, timeout: .seconds(1))
            }
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.close.method = .server
            scenario.sending { plan in
                plan.count = 1
                plan.payload = .literal("3")
            }
        }
        #expect(result.metrics.closes == [CloseCount(code: 1001, initiator: .server, count: 1)])
        #expect(result.metrics.errors.isEmpty)
        #expect(result[.wsMsgsMatched] == 1)
        result.expectBalance()
    }

    @Test func aServerThatClosesUnaskedIsAnError() throws {
        let server = try ScriptedServer { table, channel, _ in
            table.startClose(channel, code: .internalError, timeout: .seconds(1))
        }
        let result = try Runs.scripted(server, sessions: 2) { scenario in
            scenario.load.duration = .seconds(5)
            scenario.sending { $0.schedule = .closed(inFlight: 1) }
        }
        #expect(result.metrics.closes == [CloseCount(code: 1011, initiator: .server, count: 2)])
        #expect(result.metrics.errors.map(\.kind) == ["closed-by-server"])
        #expect(result[.wsMsgsLost] == 2)
        result.expectBalance()
    }

    @Test func aServerThatIsToCloseAndDoesNotIsCutOff() throws {
        let result = try Runs.echo { scenario in
            scenario.close.method = .server
            scenario.close.timeout = .milliseconds(60)
            scenario.sending { $0.count = 1 }
        }
        #expect(result.metrics.closes == [CloseCount(code: 1006, initiator: .client, count: 1)])
        #expect(result.metrics.errors.map(\.kind) == ["close-timeout"])
        result.expectBalance()
    }

    @Test func aServerThatDropsTheConnectionIsAnError() throws {
        let server = try ScriptedServer { table, channel, _ in table.abort(channel) }
        let result = try Runs.scripted(server) { scenario in
            scenario.load.duration = .seconds(5)
            scenario.sending { $0.schedule = .closed(inFlight: 1) }
        }
        #expect(result.metrics.closes == [CloseCount(code: 1006, initiator: .none, count: 1)])
        #expect(result.metrics.errors.map(\.kind) == ["connection-reset"])
        #expect(result[.wsMsgsLost] == 1)
        result.expectBalance()
    }

    @Test func aServerThatEndsTheStreamIsAnError() throws {
        let server = try ScriptedServer { table, channel, _ in table.finish(channel, timeout: .seconds(1)) }
        let result = try Runs.scripted(server) { scenario in
            scenario.load.duration = .seconds(5)
            scenario.sending { $0.schedule = .closed(inFlight: 1) }
        }
        #expect(result.metrics.closes == [CloseCount(code: 1006, initiator: .server, count: 1)])
        #expect(result.metrics.errors.map(\.kind) == ["connection-ended"])
        result.expectBalance()
    }

    @Test func aServerThatBreaksARuleIsNamedByIt() throws {
        let server = try ScriptedServer { table, channel, message in
            unsafe table.sendFrame(on: channel, .text, rsv: 4, payload: message.bytes.span.bytes)
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.load.duration = .seconds(5)
            scenario.sending { $0.schedule = .closed(inFlight: 1) }
        }
        #expect(result.metrics.errors.map(\.kind) == ["protocol-reserved-bits"])
        #expect(
            result.metrics.closes == [CloseCount(code: 1002, initiator: .client, count: 1)]
                || result.metrics.closes == [CloseCount(code: 1006, initiator: .client, count: 1)])
        #expect(result[.wsMsgsLost] == 1)
        result.expectBalance()
    }

    @Test func sessionsLiveAsLongAsTheCloseSays() throws {
        let result = try Runs.echo(sessions: 3) { $0.close.after = .milliseconds(150) }
        let lives = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(lives.count == 3 && lives.min >= 150_000_000 && lives.max < 600_000_000)
        #expect(result.loadModel == .none && result.littlesLaw == nil)
        #expect(result.verdict?.reasons.contains { $0.code == "nothing_measured" } == false)
        result.expectBalance()
    }

    @Test func repliesThatAreDueAreWaitedForBeforeTheClose() throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            scenario.load.duration = .milliseconds(150)
            scenario.sending { $0.schedule = .closed(inFlight: 10) }
        }
        #expect(result[.wsMsgsLost] == 0)
        #expect(result[.wsMsgsMatched] == result[.wsMsgsSent])
        result.expectBalance()
    }
}
