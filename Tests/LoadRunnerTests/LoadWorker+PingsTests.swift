import Glibc
import Metrics
import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

/// Pings of the client and of the server.
@Suite(.serialized) struct LoadWorkerPingsTests {
    private func plan(_ onTimeout: PingPlan.TimeoutAction = .count, timeout: Duration = .seconds(5)) -> PingPlan {
        var plan = PingPlan(interval: .milliseconds(40))
        plan.payload = "still there?"
        plan.timeout = timeout
        plan.onTimeout = onTimeout
        return plan
    }

    private func deaf() throws -> ScriptedServer {
        try ScriptedServer(opened: { table, channel in table.setReading(false, of: channel) })
    }

    @Test func pingsGoAtTheirIntervalAndAreTimed() throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            scenario.close.after = .milliseconds(230)
            scenario.ping = plan()
        }
        // Due at 40, 80, 120, 160 and 200 ms, and one at a time.
        #expect((2...10).contains(result[.wsPingsSent]))
        #expect(result[.wsPongsReceived] == result[.wsPingsSent])
        #expect(result[.wsPongsMissed] == 0)
        #expect(result.metrics.summary(.wsPing)?.count == UInt64(result[.wsPongsReceived]))
        result.expectBalance()
    }

    @Test func aPongThatDoesNotComeIsCounted() throws {
        let result = try Runs.scripted(deaf()) { scenario in
            scenario.load.duration = .milliseconds(250)
            scenario.close.method = .reset
            scenario.ping = plan(timeout: .milliseconds(30))
        }
        #expect(result[.wsPongsMissed] >= 2)
        #expect(result[.wsPongsReceived] == 0)
        #expect(result.metrics.errors.map(\.kind) == ["pong-timeout"])
        // Of the last one no time-out was to be seen, perhaps.
        #expect(result[.wsPongsMissed] == result[.wsPingsSent])
        #expect(result[.wsPongsMissed] - (result.metrics.errors.first?.count ?? 0) <= 1)
        #expect(result.metrics.summary(.wsPing) == nil)
        result.expectBalance()
    }

    @Test func aLatePongIsNotThatOfTheNextPing() throws {
        // Pings wait for the server, which then answers all of them at once.
        let server = try ScriptedServer { table, channel, message in
            usleep(200_000)
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Runs.scripted(server) { scenario in
            scenario.load.duration = .milliseconds(400)
            scenario.ping = plan(timeout: .milliseconds(30))
            scenario.sending { $0.schedule = .open(rate: 1) }
        }
        let late = result[.wsPongsLate]
        #expect(late >= 1 && late <= result[.wsPongsMissed])
        let inTime = try #require(result.metrics.summary(.wsPing))
        #expect(Int(inTime.count) + late == result[.wsPongsReceived])
        #expect(result[.wsPingsSent] == Int(inTime.count) + result[.wsPongsMissed])
        result.expectBalance()
    }

    @Test func aPongThatHasNotComeWhenTheConnectionEndsIsMissed() throws {
        // One ping of each, whose time goes on behind the end.
        let result = try Runs.scripted(deaf(), sessions: 3) { scenario in
            scenario.load.duration = .milliseconds(1500)
            scenario.close.timeout = .milliseconds(50)
            scenario.ping = plan(timeout: .seconds(20))
        }
        #expect(result[.wsPingsSent] == 3 && result[.wsPongsMissed] == 3)
        #expect(result.inWindow(.wsPongsMissed) == 3)
        #expect(result.errors("pong-timeout") == 0)
        result.expectBalance()
    }

    @Test func aPongThatComesWhileTheSessionClosesIsNotMissed() throws {
        // The server reads the ping and the close together.
        let server = try ScriptedServer { _, _, _ in usleep(400_000) }
        let result = try Runs.scripted(server) { scenario in
            scenario.close.after = .milliseconds(200)
            scenario.reply.mode = .none
            scenario.sending { $0.schedule = .open(rate: 1) }
            scenario.ping = plan(timeout: .seconds(20))
        }
        #expect(result[.wsPingsSent] >= 1 && result[.wsPongsMissed] == 0)
        #expect(result[.wsPongsReceived] == result[.wsPingsSent])
        #expect(result.metrics.summary(.wsPing)?.count == UInt64(result[.wsPingsSent]))
    }

    @Test func whatTheUserCutsShortIsMissed() throws {
        let control = RunControl()
        let result = try Runs.scripted(
            deaf(), control: control,
            observe: { event in
                guard case .rows(let rows) = event else { return }
                if control.stops > 0 || rows.contains(where: { $0[.wsPingsSent] > 0 }) { control.stop() }
            }
        ) { scenario in
            scenario.load.duration = .seconds(3600)
            scenario.close.timeout = .seconds(60)
            scenario.ping = plan(timeout: .seconds(60))
        }
        #expect(result.status == .interrupted)
        #expect(result[.wsPingsSent] == 1)
        #expect(result[.wsPongsMissed] == 1)
    }

    @Test func aScriptsPingIsAnsweredOrMissedLikeAnyOther() throws {
        let steps = #"{ "ping": { "within": "20s" } }, { "pause": "1h" }"#
        let missed = try Scripts.run(
            deaf(), steps,
            #"""
            "load": { "sessions": 2, "connectRate": 10000, "duration": "1500ms", "warmUp": "0s" },
            "close": { "timeout": "50ms" }
            """#)
        #expect(missed[.wsPingsSent] == 2)
        #expect(missed[.wsPongsMissed] == 2)
        let answered = try Scripts.echo(steps, #""close": { "after": "200ms" }"#)
        #expect(answered[.wsPingsSent] == 1 && answered[.wsPongsMissed] == 0)
    }

    @Test func pingsBetweenFragmentsAreAnsweredOrMissedToo() throws {
        let fragments: (inout LoadScenario) -> Void = { scenario in
            scenario.load.duration = .seconds(2)
            scenario.reply.mode = .none
            scenario.close.timeout = .milliseconds(50)
            scenario.sending { plan in
                plan.schedule = .open(rate: 20)
                plan.count = 1
                plan.payload = .generated(.fixed(40))
                plan.fragmentation = FragmentationPlan(cut: .frames(4...4), pings: true)
            }
        }
        let missed = try Runs.scripted(deaf(), fragments)
        #expect(missed[.wsPingsSent] == 3 && missed[.wsPongsMissed] == 3)
        let answered = try Runs.scripted(ScriptedServer()) { scenario in
            fragments(&scenario)
            scenario.close.timeout = .seconds(5)
        }
        #expect(answered[.wsPingsSent] == 3 && answered[.wsPongsReceived] == 3 && answered[.wsPongsMissed] == 0)
    }

    @Test func aPongThatDoesNotComeMayAbortTheSession() throws {
        let result = try Runs.scripted(deaf()) { scenario in
            scenario.load.duration = .seconds(5)
            scenario.ping = plan(.abort, timeout: .milliseconds(30))
        }
        #expect(result[.wsPongsMissed] == 1)
        #expect(result.metrics.closes == [CloseCount(code: 1006, initiator: .client, count: 1)])
        let life = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(life.max >= 70_000_000 && life.max < 4_000_000_000)
        result.expectBalance()
    }

    @Test func aPongThatDoesNotComeMayCloseTheSession() throws {
        let result = try Runs.scripted(deaf()) { scenario in
            scenario.load.duration = .seconds(5)
            scenario.close.timeout = .milliseconds(50)
            scenario.ping = plan(.close, timeout: .milliseconds(30))
        }
        #expect(result[.wsPongsMissed] == 1)
        #expect(Set(result.metrics.errors.map(\.kind)) == ["pong-timeout", "close-timeout"])
        #expect(result.metrics.closes == [CloseCount(code: 1006, initiator: .client, count: 1)])
        result.expectBalance()
    }

    /// The second session stays for 0.4 s behind the window of 0.1 s.
    private func stay(_ scenario: inout LoadScenario) {
        scenario.load.duration = .milliseconds(100)
        scenario.load.rampDown = .milliseconds(800)
    }

    @Test func pingsBehindTheWindowAreNotTheFigures() throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            stay(&scenario)
            scenario.ping = plan()
        }
        let times = try #require(result.metrics.summary(.wsPing))
        // Two pings of each session, or three where the window began late.
        #expect(times.count <= 6 && result[.wsPongsReceived] > times.count)
    }

    @Test func pongsMissedBehindTheWindowAreNotTheFigures() throws {
        let result = try Runs.scripted(deaf(), sessions: 2) { scenario in
            stay(&scenario)
            scenario.close.method = .reset
            scenario.ping = plan(timeout: .milliseconds(30))
        }
        #expect(result.inWindow(.wsPongsMissed) <= 6 && result[.wsPongsMissed] > result.inWindow(.wsPongsMissed))
        #expect(result[.wsPongsMissed] == result[.wsPingsSent])
    }

    @Test func pongsThatAScriptMissesInTheGracefulTimeAreNotTheFigures() throws {
        // 40 of them have time in the window.
        let result = try Scripts.run(
            deaf(), #"{ "loop": { "count": 50, "steps": [{ "ping": { "within": "30ms" } }] } }"#,
            #"""
            "load": { "executor": "constant-vus", "vus": 1, "duration": "1200ms" }, "close": { "by": "reset" }
            """#)
        #expect(result[.wsPongsMissed] == 50 && (1...40).contains(result.inWindow(.wsPongsMissed)))
    }

    @Test func pingsOfTheServerAreCountedAndAnswered() throws {
        let server = try ScriptedServer(opened: { table, channel in
            for _ in 0..<3 {
                let payload = Array("and you?".utf8)
                unsafe table.sendFrame(on: channel, .ping, payload: payload.span.bytes)
            }
        })
        let result = try Runs.scripted(server) { $0.close.after = .milliseconds(100) }
        #expect(result[.wsPingsReceived] == 3)
        #expect(result[.wsPongsSent] == 3)
        // Three pongs and the close.
        #expect(result[.wsFramesSent] == 4)
        #expect(result[.wsPongsReceived] == 0)
    }
}
