import Glibc
import Metrics
import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

/// What sessions send, and when.
@Suite(.serialized) struct LoadWorkerMessagesTests {
    @Test func anOpenScheduleKeepsItsDueTimes() throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            scenario.sending { plan in
                plan.schedule = .open(rate: 200)
                plan.count = 50
            }
        }
        #expect(result.loadModel == .open && result.metrics.basis == .due)
        #expect(result[.wsMsgsPlanned] == 100 && result[.wsMsgsSent] == 100 && result[.wsMsgsMatched] == 100)
        // The last message is due 49 intervals behind the opening.
        let lives = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(lives.min >= 245_000_000)
        let corrected = try #require(result.metrics.summary(.wsMsgRTT))
        let uncorrected = try #require(result.metrics.summary(.wsMsgRTTUncorrected))
        #expect(corrected.count == 100 && uncorrected.count == 100)
        #expect(corrected.mean >= uncorrected.mean)
        let lag = try #require(result.metrics.summary(.genSendLag))
        #expect(abs(corrected.mean - uncorrected.mean - lag.mean) < 1000)
        #expect(result.littlesLaw == nil)
        result.expectBalance()
    }

    @Test func aTimeLimitPlansRateByTimeExactly() throws {
        let result = try Runs.echo(sessions: 3) { scenario in
            scenario.sending { plan in
                plan.schedule = .open(rate: 2000)
                plan.duration = .milliseconds(300)
            }
        }
        #expect(result[.wsMsgsPlanned] == 1800)
        result.expectBalance()
    }

    @Test func aWindowPlansRateByTimeExactly() throws {
        let result = try Runs.echo(sessions: 1) { scenario in
            scenario.load.warmUp = .milliseconds(100)
            scenario.load.duration = .milliseconds(300)
            scenario.sending { $0.schedule = .open(rate: 1000) }
        }
        // By due times, which do not depend on when the worker comes to the window.
        #expect((299...301).contains(result.inWindow(.wsMsgsPlanned)))
        result.expectBalance()
    }

    @Test func aLateGeneratorSendsAllThatWasDue() throws {
        let result = try Runs.echo(sessions: 1) { scenario in
            // Ten times what it can do, so that it is always late.
            scenario.sending { plan in
                plan.schedule = .open(rate: 5_000_000)
                plan.count = 3000
            }
        }
        #expect(result[.wsMsgsPlanned] == 3000 && result[.wsMsgsSent] == 3000 && result[.wsMsgsMatched] == 3000)
        let corrected = try #require(result.metrics.summary(.wsMsgRTT))
        let uncorrected = try #require(result.metrics.summary(.wsMsgRTTUncorrected))
        #expect(corrected.mean > uncorrected.mean)
    }

    @Test func aSlowServerIsNotTheGeneratorsFault() throws {
        let slow = try ScriptedServer { table, channel, message in
            usleep(10_000)
            ScriptedServer.echo(&table, channel, message)
        }
        let result = try Runs.scripted(slow, sessions: 4) { scenario in
            // Long enough for the sessions to have fallen into step before the window.
            scenario.load.warmUp = .milliseconds(200)
            scenario.load.duration = .milliseconds(600)
            scenario.sending { $0.schedule = .closed(inFlight: 1) }
        }
        let roundTrip = try #require(result.metrics.summary(.wsMsgRTT))
        #expect(roundTrip.p50 >= 30_000_000)
        let against = Set(result.verdict?.reasons.map(\.code) ?? [])
        #expect(against.isDisjoint(with: ["send_lag", "read_wait", "unexplained", "messages_skipped"]))
        result.expectBalance()
    }

    @Test func aFloodGoesAsFastAsThePeerTakesIt() throws {
        let server = try ScriptedServer { _, _, _ in }
        let result = try Runs.scripted(server, sessions: 2) { scenario in
            scenario.reply.mode = .none
            scenario.sending { plan in
                plan.count = 5000
                plan.payload = .generated(.fixed(100))
            }
        }
        #expect(server.messages.count == 10_000)
        #expect(server.messages.allSatisfy { $0.bytes.count == 100 })
        #expect(result[.wsMsgsPlanned] == 10_000 && result[.wsMsgsSent] == 10_000)
        #expect(result[.wsMsgsMatched] == 0 && result[.wsMsgsLost] == 0 && result[.wsMsgsReceived] == 0)
        #expect(result.metrics.summary(.wsMsgRTT) == nil && result.littlesLaw == nil)
        #expect(result.verdict?.reasons.contains { $0.code == "nothing_measured" } == false)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 2)])
    }

    @Test func aFloodOfWhatComesBackCountsIt() throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            scenario.reply.mode = .none
            scenario.sending { $0.count = 500 }
        }
        #expect(result[.wsMsgsSent] == 1000 && result[.wsMsgsReceived] == 1000)
        #expect(result[.wsMsgsUnexpected] == 0)
    }

    @Test func messagesAreCutAndPingsGoBetween() throws {
        let server = try ScriptedServer()
        let result = try Runs.scripted(server) { scenario in
            scenario.sending { plan in
                plan.count = 10
                plan.kind = .text
                plan.payload = .generated(.fixed(90))
                plan.fragmentation = FragmentationPlan(cut: .frames(3...3), pings: true)
            }
        }
        #expect(server.messages.count == 10)
        #expect(server.messages.allSatisfy { $0.frames == 3 && $0.bytes.count == 90 && $0.opcode == .text })
        #expect(Set(server.messages.map(\.bytes)).count == 10)
        #expect(result[.wsMsgsMatched] == 10)
        #expect(result[.wsPingsSent] == 20 && result[.wsPongsReceived] == 20)
        // Ten messages of three frames, twenty pings and the close.
        #expect(result[.wsFramesSent] == 51)
        result.expectBalance()
    }

    @Test func aLiteralGoesAsItIs() throws {
        let server = try ScriptedServer()
        let result = try Runs.scripted(server) { scenario in
            scenario.masking = .fixed(0xDEAD_BEEF)
            scenario.sending { plan in
                plan.count = 2
                plan.kind = .text
                plan.payload = .literal("grüß dich")
            }
        }
        let expected = GotMessage(opcode: .text, bytes: Array("grüß dich".utf8), frames: 1)
        #expect(server.messages == [expected, expected])
        #expect(result[.wsMsgsMatched] == 2)
    }

    @Test func aServerThatReadsNothingHoldsMessagesBack() throws {
        let deaf = try ScriptedServer(opened: { table, channel in table.setReading(false, of: channel) })
        let result = try Runs.scripted(deaf) { scenario in
            scenario.load.duration = .milliseconds(400)
            talkToTheDeaf(&scenario)
            scenario.sending { plan in
                plan.schedule = .open(rate: 1000)
                plan.payload = .generated(.fixed(60_000))
            }
        }
        #expect(result[.wsMsgsHeldBack] > 100)
        #expect(result[.wsMsgsSkipped] > 100)
        #expect(result[.wsMsgsMatched] == 0)
        #expect(result[.wsMsgsLost] == result[.wsMsgsSent])
        #expect(result.verdict?.reasons.contains { $0.code == "messages_skipped" } == false)
        result.expectBalance()
    }

    @Test func whatIsHeldBackInTheGracefulTimeIsNotTheWindows() throws {
        let deaf = try ScriptedServer(opened: { table, channel in table.setReading(false, of: channel) })
        defer { deaf.stop() }
        let scenario = Runs.scenario(deaf.address) { scenario in
            talkToTheDeaf(&scenario)
            scenario.sending { plan in
                plan.schedule = .open(rate: 1000)
                plan.count = 100_000
                plan.payload = .generated(.fixed(60_000))
            }
            var load = KindLoad(executor: .constantVUs(1, duration: .milliseconds(100), connectRate: 1000))
            load.gracefulStop = .milliseconds(400)
            scenario.kinds = [SessionKind(name: "default", of: scenario, load: load)]
        }
        let (skipped, heldBack) = try work(scenario, for: .milliseconds(100))
        #expect(heldBack > 0 && heldBack <= skipped && skipped <= 100)
    }

    /// Little is written before back-pressure begins, and nothing is waited for.
    private func talkToTheDeaf(_ scenario: inout LoadScenario) {
        scenario.connection.sendBuffer = 8192
        scenario.connection.highWaterMark = 16_384
        scenario.connection.lowWaterMark = 4096
        scenario.reply.timeout = .milliseconds(50)
        scenario.close.method = .reset
    }

    /// What one worker counts as skipped in the window, and as held back by the server of that.
    private func work(_ scenario: LoadScenario, for duration: Duration) throws -> (skipped: Int, heldBack: Int) {
        guard case .url(let target) = scenario.target else { return (0, 0) }
        var plan = try PlanCompiler(
            scenario: scenario, seed: 1, workers: 1, target: target, contents: ScenarioContents()
        ).compile()
        let deliveries = DeliveryBox()
        let crew = try WorkerCrew(count: 1, seed: 1, deliveries: deliveries)
        plan.origin = MonotonicClock.now()
        plan.measureStart = TimerWheel.tickEnd(from: plan.origin)
        plan.measureEnd = plan.measureStart + duration.nanoseconds
        crew.begin(plan)
        crew.join()
        var skipped = 0
        for delivery in deliveries.take(until: 0) {
            switch delivery {
            case .interval(let intervals, _, _): skipped += intervals.reduce(0) { $0 + $1[.wsMsgsSkipped] }
            case .finished(let usage): return (skipped, usage.skippedHeldBack)
            case .leftovers, .reachedTarget: break
            }
        }
        return (skipped, 0)
    }

    @Test func theLawIsThatOfKindsWhoseMessagesHavePlaces() throws {
        let result = try Runs.echo { scenario in
            func kind(_ name: String) -> SessionKind {
                let load = KindLoad(executor: .sessions(count: 1, connectRate: 1000))
                return SessionKind(name: name, of: scenario, load: load)
            }
            scenario.load.duration = .milliseconds(500)
            scenario.sending { $0.schedule = .closed(inFlight: 1) }
            let asking = kind("asking")
            scenario.reply.mode = .none
            scenario.messages?.count = 2000
            scenario.kinds = [asking, kind("flooding")]
        }
        let law = try #require(result.littlesLaw)
        let (asked, flooded) = (result.kinds?[0].metrics[.wsMsgsSent], result.kinds?[1].metrics[.wsMsgsSent])
        #expect(flooded?.total == 2000)
        #expect(abs(law.throughput - (asked?.perSecond ?? 0)) < 1)
    }
}
