import Metrics
import NetworkIO
import Scenario
import Testing

@testable import LoadRunner
@testable import WebSocketTransport

/// Whole runs of executors against the echo service. One at a time, because they are timed.
@Suite(.serialized) struct ExecutorRunTests {
    /// A run of kinds with these executors, each session of which sends one message; as long as the last executor.
    private func run(
        _ executors: Executor..., workers: Int = 1, control: RunControl = RunControl(),
        graceful: Duration = .seconds(30), startTime: Duration = .zero,
        _ change: (inout LoadScenario) -> Void = { _ in }
    ) throws -> RunResult {
        try Runs.echo(workers: workers, control: control) { scenario in
            scenario.sending { plan in
                plan.count = 1
                plan.schedule = .closed(inFlight: 1)
            }
            change(&scenario)
            scenario.kinds = executors.enumerated().map { index, executor in
                var kind = KindLoad(executor: executor)
                kind.gracefulStop = graceful
                kind.startTime = startTime
                return SessionKind(name: "kind\(index)", of: scenario, load: kind)
            }
            if !executors.contains(where: { $0.duration == nil }) {
                scenario.load.duration = scenario.kinds.compactMap(\.load.end).max()
            }
        }
    }

    private func stages(_ stages: (Int, Double)...) -> [LoadStage] {
        stages.map { LoadStage(duration: .milliseconds($0.0), target: $0.1) }
    }

    @Test(arguments: [1, 2]) func iterationsOfEachVUAreExact(workers: Int) throws {
        let result = try run(
            .perVUIterations(vus: 3, iterations: 4, maxDuration: .seconds(60), connectRate: 1000), workers: workers)
        #expect(result.status == .completed)
        #expect(result[.iterations] == 12 && result[.wsSessions] == 12 && result[.wsMsgsMatched] == 12)
        #expect(result[.droppedIterations] == 0)
        #expect(result.metrics.summary(.iterationDuration)?.count == 12)
        #expect(result.seconds(.measure) < 30)
        result.expectBalance()
    }

    @Test(arguments: [1, 2]) func sharedIterationsAreExact(workers: Int) throws {
        let result = try run(
            .sharedIterations(vus: 5, iterations: 23, maxDuration: .seconds(60), connectRate: 1000), workers: workers)
        #expect(result[.iterations] == 23 && result[.wsSessions] == 23)
        result.expectBalance()
    }

    @Test func constantVUsIterateForTheirTime() throws {
        let result = try run(.constantVUs(2, duration: .milliseconds(300), connectRate: 1000))
        #expect(result[.iterations] > 2 && result[.iterations] == result[.wsSessions])
        #expect(result[.wsConnectsPlanned] == result[.wsConnectsAttempted])
        let seconds = result.seconds(.measure)
        #expect(seconds >= 0.29 && seconds < 5)
        result.expectBalance()
    }

    @Test(arguments: [1, 2]) func arrivalsComeAsPlanned(workers: Int) throws {
        let result = try run(
            .arrivals(startRate: 0, stages: stages((400, 200)), spacing: .even, maxVUs: 50), workers: workers)
        #expect(result[.wsConnectsPlanned] + result[.droppedIterations] == 40)
        #expect(result[.iterations] == result[.wsSessions] && result[.iterations] + result[.droppedIterations] == 40)
        result.expectBalance()
    }

    @Test func moreSessionsThanAllowedAreDropped() throws {
        // Each session stays for longer than the executor.
        let result = try run(
            .arrivals(startRate: 100, stages: stages((300, 100)), spacing: .even, maxVUs: 3),
            graceful: .seconds(5)
        ) { scenario in
            scenario.messages = nil
            scenario.close.after = .milliseconds(500)
        }
        #expect(result[.wsSessions] == 3 && result[.droppedIterations] == 27 && result[.iterations] == 3)
        result.expectBalance()
    }

    @Test func theGracefulTimeIsAllThatASessionGets() throws {
        let result = try run(
            .constantVUs(2, duration: .milliseconds(200), connectRate: 1000),
            graceful: .milliseconds(200)
        ) { scenario in
            scenario.messages = nil
            scenario.close.after = .seconds(30)
        }
        #expect(result[.wsSessions] == 2 && result[.iterations] == 0)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 2)])
        let duration = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(duration.max > 220_000_000 && duration.max < 5_000_000_000)
        result.expectBalance()
    }

    @Test func whatIsDoneInTheGracefulTimeIsNotInTheFigures() throws {
        // 0.2 s of the second in which each session sends are measured.
        let result = try run(.constantVUs(2, duration: .milliseconds(200), connectRate: 1000)) { scenario in
            scenario.sending { plan in
                plan.schedule = .open(rate: 100)
                plan.duration = .seconds(1)
            }
        }
        #expect(result[.iterations] == 2 && abs(result[.wsMsgsPlanned] - 200) <= 2)
        #expect((1...44).contains(result.inWindow(.wsMsgsPlanned)))
        #expect(result.metrics.summary(.wsMsgRTT)?.count == UInt64(result.inWindow(.wsMsgsMatched)))
        result.expectBalance()
    }

    @Test func aSessionWithoutAnEndOfItsOwnEndsWithItsVU() throws {
        let result = try run(
            .rampingVUs(start: 2, stages: stages((200, 2), (0, 1), (200, 1)), gracefulRampDown: .seconds(30))
        ) { scenario in
            scenario.sending { plan in
                plan.schedule = .open(rate: 100)
            }
        }
        #expect(result[.wsSessions] == 2 && result[.iterations] == 2)
        let duration = try #require(result.metrics.summary(.wsSessionDuration))
        // One has until 0.2 s and one until 0.4 s, less what their connects take, and far less than the graceful time.
        #expect(duration.min < duration.max && duration.max < 5_000_000_000)
        // A hundred a second for as long as they were there, however late they were told to go.
        let time = Double(duration.min) + Double(duration.max)
        #expect((1...Int(time / 1e7) + 4).contains(result[.wsMsgsPlanned]))
        result.expectBalance()
    }

    @Test func aVUThatIsResumedSendsOn() throws {
        // It has to stop at 150 ms, may go on until 400 ms, and is wanted again at 350 ms.
        let result = try run(
            .rampingVUs(
                start: 1, stages: stages((150, 1), (0, 0), (200, 0), (0, 1), (850, 1)),
                gracefulRampDown: .milliseconds(250))
        ) { scenario in
            scenario.sending { plan in
                plan.schedule = .open(rate: 10)
                plan.count = 8
            }
        }
        #expect(result[.wsMsgsPlanned] >= 8 && result[.wsMsgsSkipped] == 0)
        #expect(try #require(result.metrics.summary(.wsSessionDuration)).max < 1_100_000_000)
        result.expectBalance()
    }

    @Test func aVUThatIsResumedFloodsOn() throws {
        // It looks at nothing that comes, and so is faster than any flood.
        let server = try ScriptedServer(opened: { table, channel in
            table.channels[channel.slot].decoder.passThrough()
        })
        var later = 0
        let result = try Runs.scripted(server) { event in
            guard case .rows(let rows) = event else { return }
            later += rows.filter { $0.second > 0 }.reduce(0) { $0 + $1[.wsMsgsSent] }
        } _: { scenario in
            scenario.sending { plan in
                plan.payload = .generated(.fixed(1))
                plan.duration = .milliseconds(1700)
            }
            scenario.reply.mode = .none
            scenario.close.method = .reset
            let executor = Executor.rampingVUs(
                start: 1, stages: stages((100, 1), (0, 0), (100, 0), (0, 1), (1300, 1)),
                gracefulRampDown: .seconds(30))
            scenario.kinds = [SessionKind(name: "default", of: scenario, load: KindLoad(executor: executor))]
        }
        #expect(later > 0 && result[.wsSessions] == 1)
    }

    @Test func theRampDownSpreadsTheCloses() throws {
        let result = try run(.constantVUs(4, duration: .milliseconds(200), connectRate: 1000)) { scenario in
            scenario.messages = nil
            scenario.load.rampDown = .milliseconds(800)
        }
        #expect(result[.wsSessions] == 4 && result[.iterations] == 4)
        let duration = try #require(result.metrics.summary(.wsSessionDuration))
        // The last one goes three quarters of 0.8 s after the first.
        #expect(duration.max - duration.min > 250_000_000)
        result.expectBalance()
    }

    @Test func kindsWithAndWithoutAnExecutorRunTogether() throws {
        let result = try run(
            .sessions(count: 3, connectRate: 1000), .constantVUs(2, duration: .milliseconds(300), connectRate: 1000)
        ) { scenario in
            scenario.sending { $0.schedule = .open(rate: 100) }
            scenario.load.duration = .milliseconds(300)
        }
        #expect(result[.wsSessions] == 5 && result[.iterations] == 2)
        #expect((1...160).contains(result[.wsMsgsPlanned]))
        result.expectBalance()
    }

    @Test func anExecutorBeginsAtItsTime() throws {
        let result = try run(
            .perVUIterations(vus: 1, iterations: 1, maxDuration: .seconds(60), connectRate: 1),
            startTime: .milliseconds(300))
        #expect(result[.iterations] == 1)
        #expect(result.seconds(.measure) >= 0.25)
    }

    @Test func whatIsStoppedEndsInOrder() throws {
        let control = RunControl()
        var isStopped = false
        let service = try ScriptedServer()
        defer { service.stop() }
        let scenario = Runs.scenario(service.address) { scenario in
            let load = KindLoad(executor: .constantVUs(3, duration: .seconds(60), connectRate: 1000))
            scenario.load.duration = .seconds(60)
            scenario.close.after = .seconds(50)
            scenario.kinds = [SessionKind(name: "default", of: scenario, load: load)]
        }
        let result = try Runs.run(scenario, control: control) { event in
            if case .progress(let snapshot) = event, snapshot.gauges.open == 3, !isStopped {
                isStopped = true
                control.stop()
            }
        }
        #expect(result.status == .interrupted && result[.wsSessions] == 3)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 3)])
        #expect(result[.wsConnectsPlanned] == 3)
        result.expectBalance()
    }

    @Test func whatIsStoppedInTheGracefulTimeSkipsNothingThatWasDueLater() throws {
        let control = RunControl()
        let service = try ScriptedServer()
        defer { service.stop() }
        let scenario = Runs.scenario(service.address) { scenario in
            scenario.sending { plan in
                plan.schedule = .open(rate: 100)
                plan.count = 5000
            }
            let load = KindLoad(executor: .constantVUs(1, duration: .milliseconds(200), connectRate: 1000))
            scenario.load.duration = .milliseconds(200)
            scenario.kinds = [SessionKind(name: "default", of: scenario, load: load)]
        }
        let result = try Runs.run(scenario, control: control) { event in
            if case .progress(let snapshot) = event, snapshot.phase == .rampDown, control.stops == 0 { control.stop() }
        }
        #expect(result.status == .interrupted && result[.wsMsgsSent] > 0)
        // Due in the graceful time were 3,000.
        #expect(result[.wsMsgsSkipped] == 0)
        result.expectBalance()
    }

    /// Whether another executor goes on behind it, or the run ends with it.
    @Test(arguments: [false, true]) func iterationsForWhichThereWasNoTimeAreNoMissedRate(isFirst: Bool) throws {
        let limited = Executor.perVUIterations(
            vus: 2, iterations: 100, maxDuration: .milliseconds(300), connectRate: 1000)
        let other = Executor.constantVUs(1, duration: .milliseconds(isFirst ? 600 : 100), connectRate: 1000)
        let result = try run(limited, other) { scenario in
            scenario.messages = nil
            scenario.close.after = .milliseconds(100)
        }
        let metrics = result.kinds?[0].metrics ?? result.metrics
        #expect(metrics[.iterations].total > 0)
        #expect(metrics[.iterations].total + metrics[.droppedIterations].total == 200)
        #expect(metrics[.droppedIterations].window == 0)
        #expect(result.verdict?.reasons.contains { $0.code == "rate_missed" } == false)
    }

    @Test(arguments: [1, 2]) func theWarmUpEndsAtTheTarget(workers: Int) throws {
        let result = try Runs.echo(sessions: 20, workers: workers) { scenario in
            scenario.sending { $0.schedule = .open(rate: 100) }
            scenario.load.connectRate = 100
            scenario.load.warmUpEnd = .target
            scenario.load.warmUp = .milliseconds(190)
            scenario.load.duration = .milliseconds(300)
        }
        #expect(result[.wsSessions] == 20 && result.status == .completed)
        let warmUp = result.seconds(.warmUp)
        #expect(warmUp >= 0.19 && warmUp < 5)
        // A worker that hears late of the moment has a shorter window.
        let measured = result.seconds(.measure)
        #expect(measured > 0 && measured < 5)
        #expect((Int(measured * 2000) - 20...620).contains(result.inWindow(.wsMsgsPlanned)))
        result.expectBalance()
    }

    @Test func sessionsThatFailAreNotAwaited() throws {
        let server = try ScriptedServer()
        let address = server.address
        server.stop()
        let result = try Runs.run(
            Runs.scenario(address, sessions: 2) { scenario in
                scenario.load.warmUpEnd = .target
                scenario.load.duration = .milliseconds(100)
            })
        #expect(result[.wsSessionsFailed] == 2 && result.seconds(.warmUp) < 5)
    }
}
