import Glibc
import Metrics
import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

/// Whole runs: how sessions come and go, and what stands in the result. One at a time, because they are timed.
@Suite(.serialized) struct LoadRunTests {
    @Test func aRunOfCountedMessagesIsExact() throws {
        let result = try Runs.echo(sessions: 5) { scenario in
            scenario.sending { plan in
                plan.count = 20
                plan.schedule = .closed(inFlight: 3)
            }
        }
        #expect(result.status == .completed && result.loadModel == .closed && result.seed == 1)
        #expect(result.sessionModel == .once)
        #expect(result.verdict != nil && result.finishedAt != nil)
        for counter in [Counter.wsMsgsPlanned, .wsMsgsSent, .wsMsgsReceived, .wsMsgsMatched] {
            #expect(result[counter] == 100, "\(counter.name)")
        }
        for counter in [Counter.wsMsgsLost, .wsMsgsLate, .wsMsgsCorrupt, .wsMsgsUnexpected, .wsMsgsSkipped] {
            #expect(result[counter] == 0, "\(counter.name)")
        }
        #expect(result[.wsConnectsPlanned] == 5 && result[.wsSessions] == 5 && result[.wsSessionsFailed] == 0)
        #expect(result[.dataSentPayload] == 6400 && result[.dataReceivedPayload] == 6400)
        // The close frames count, on both ways.
        #expect(result[.wsFramesSent] == 105 && result[.wsFramesReceived] == 105)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 5)])
        #expect(result.metrics.errors.isEmpty)
        #expect(result.metrics.summary(.wsMsgRTT)?.count == 100)
        #expect(result.metrics.summary(.wsMsgRTTUncorrected) == nil)
        #expect(result.metrics.basis == .serviceTime)
        #expect(result.metrics.summary(.wsConnecting)?.count == 5)
        #expect(result.metrics.summary(.wsSessionDuration)?.count == 5)
        #expect(result.metrics.summary(.wsCloseDuration)?.count == 5)
        result.expectBalance()
    }

    /// Sessions of which none is open at the end of any second.
    @Test(arguments: [1, 2]) func thePeakIsSeenBetweenSeconds(workers: Int) throws {
        var most = 0
        let result = try Runs.echo(
            sessions: 4, workers: workers,
            observe: { event in
                if case .rows(let rows) = event { most = rows.reduce(most) { max($0, $1.mostOpen) } }
            }
        ) { scenario in
            scenario.sending { $0.count = 1 }
        }
        #expect((1...4).contains(result.metrics.peakOpen) && result.metrics.peakOpen == most)
    }

    @Test func theWindowGoesOnWhereAWorkerHasNothingMoreToDo() throws {
        // Of two workers, one has no session.
        var windows: [Double] = []
        let result = try Runs.echo(
            sessions: 1, workers: 2,
            observe: { event in
                if case .checkpoint(let result) = event { windows.append(result.seconds(.measure)) }
            }
        ) { scenario in
            scenario.load.duration = .milliseconds(2200)
            scenario.sending { $0.schedule = .open(rate: 100) }
        }
        #expect(windows.contains { $0 > 0.9 && $0 < 2.1 } && result.seconds(.measure) >= 2.19)
    }

    @Test func theProcessorTimeOfARunIsItsOwn() throws {
        // What the process used before, as a comparison's earlier runs do, is more than what runs beside this test.
        let before = rusage.ofThisProcess()
        let generator = try Runs.echo(sessions: 1) { $0.sending { $0.count = 1 } }.generator
        let after = rusage.ofThisProcess()
        let user = after.ru_utime.seconds - before.ru_utime.seconds
        let system = after.ru_stime.seconds - before.ru_stime.seconds
        #expect(generator.cpuUserSeconds <= user && generator.cpuSystemSeconds <= system)
        #expect(generator.cpuUserSeconds + generator.cpuSystemSeconds > 0)
    }

    @Test func twoWorkersDoTheSameAsOne() throws {
        func messages(workers: Int, seed: UInt64) throws -> (RunResult, [[UInt8]]) {
            let server = try ScriptedServer()
            let result = try Runs.run(
                Runs.scenario(server.address, sessions: 7) { scenario in
                    scenario.sending { plan in
                        plan.count = 9
                        plan.payload = .generated(.uniform(minimum: 0, maximum: 300))
                        plan.fragmentation = FragmentationPlan(cut: .frames(1...4))
                    }
                }, workers: workers, seed: seed)
            server.stop()
            return (
                result,
                server.messages.map { $0.bytes + [UInt8($0.frames)] }.sorted { $0.lexicographicallyPrecedes($1) }
            )
        }
        let (one, byOne) = try messages(workers: 1, seed: 5)
        let (two, byTwo) = try messages(workers: 2, seed: 5)
        let (_, other) = try messages(workers: 1, seed: 6)
        for counter in [Counter.wsSessions, .wsMsgsPlanned, .wsMsgsSent, .wsMsgsMatched, .wsSessionsClosed] {
            #expect(one[counter] == two[counter], "\(counter.name)")
        }
        #expect(one[.wsMsgsMatched] == 63)
        let areSame = byOne == byTwo
        let differ = byOne != other
        #expect(areSame && differ)
        #expect(two.generator.workers.map(\.index) == [0, 1])
        two.expectBalance()
    }

    @Test func aServerThatRefusesMakesNoSessions() throws {
        let service = try ScriptedServer()
        let address = service.address
        service.stop()
        let result = try Runs.run(Runs.scenario(address, sessions: 4))
        #expect(result[.wsSessions] == 0 && result[.wsSessionsFailed] == 4)
        #expect(result.metrics.errors.map(\.kind) == ["connect-refused"])
        #expect(result.metrics.errors.first?.count == 4)
        #expect(result.metrics.closes.isEmpty)
        #expect(result.metrics.summary(.wsConnecting) == nil)
        #expect(result.verdict?.reasons.map(\.code) == ["no_sessions"])
        result.expectBalance()
    }

    @Test func connectsThatFailAtOnceAreCountedOneByOne() throws {
        let result = try Runs.echo(sessions: 6) { scenario in
            // No address of this machine (RFC 5737).
            scenario.connection.sourceAddresses = ["192.0.2.1"]
            scenario.sending { $0.count = 3 }
        }
        #expect(result[.wsConnectsPlanned] == 6 && result[.wsSessions] == 0 && result[.wsSessionsFailed] == 6)
        #expect(result.metrics.errors.map(\.kind) == ["connect-no-local-port"])
        #expect(result.metrics.errors.first?.count == 6)
        #expect(result[.wsMsgsSent] == 0 && result.metrics.closes.isEmpty)
        result.expectBalance()
    }

    @Test func connectsAreBegunAtTheirRate() throws {
        let result = try Runs.echo(sessions: 20) { scenario in
            scenario.load.connectRate = 100
            scenario.load.duration = .milliseconds(105)
        }
        // Due at 0, 10 and so on to 100 ms; those due behind the end are not of the run.
        #expect(result[.wsConnectsPlanned] == 11)
        #expect(result[.wsConnectsAttempted] <= 11)
        let missing = result.verdict?.reasons.contains { $0.code == "connects_missing" }
        #expect(missing == (result[.wsConnectsAttempted] < 11))
        result.expectBalance()
    }

    @Test func theWarmUpIsLeftOutOfTheFigures() throws {
        let result = try Runs.echo(sessions: 2) { scenario in
            scenario.load.warmUp = .milliseconds(200)
            scenario.load.duration = .milliseconds(200)
            scenario.sending { $0.schedule = .open(rate: 200) }
        }
        result.expectBalance()
        let planned = result[.wsMsgsPlanned]
        let window = result.inWindow(.wsMsgsPlanned)
        // Not more than are due from an opening at once, and some on each side of the window's beginning.
        #expect(planned <= 160 && window <= 80 && window > 0 && planned > window)
        #expect(result.inWindow(.wsMsgsMatched) == window)
        #expect(result.metrics.summary(.wsMsgRTT)?.count == UInt64(window))
        // A worker that begins late has less of the warm-up.
        #expect(result.seconds(.warmUp) > 0 && result.seconds(.measure) > 0)
        #expect(result.seconds(.warmUp) + result.seconds(.measure) >= 0.2)
        #expect(result.metrics.summary(.wsConnecting)?.count == 2)
    }

    @Test func theRampDownSpreadsTheCloses() throws {
        let result = try Runs.echo(sessions: 5) { scenario in
            scenario.load.duration = .milliseconds(100)
            scenario.load.rampDown = .milliseconds(500)
        }
        let lives = try #require(result.metrics.summary(.wsSessionDuration))
        #expect(lives.count == 5)
        // The first ends at once and the last 400 ms later; each may be late.
        #expect(lives.max >= 300_000_000)
        #expect(lives.min < lives.max - 100_000_000)
        result.expectBalance()
    }

    @Test func littlesLawExplainsAClosedRun() throws {
        let result = try Runs.echo(sessions: 4) { scenario in
            scenario.load.duration = .milliseconds(400)
            // All sessions are open when the window begins.
            scenario.load.warmUp = .milliseconds(300)
            scenario.sending { $0.schedule = .closed(inFlight: 2) }
        }
        let law = try #require(result.littlesLaw)
        #expect(abs(law.inFlightMean - 8) < 0.5)
        #expect(law.throughput > 0)
        #expect(abs(law.expectedMeanMicroseconds * law.throughput / 1e6 - law.inFlightMean) < 0.01)
        #expect(law.recordedMeanMicroseconds < law.expectedMeanMicroseconds * 1.1)
        #expect((0...1).contains(law.unexplainedShare))
        result.expectBalance()
    }

    @Test func theFirstStopEndsARunInOrder() throws {
        let control = RunControl()
        let start = MonotonicClock.now()
        let result = try Runs.echo(
            sessions: 3, control: control,
            observe: { event in
                if case .progress(let now) = event, now.elapsed > 0.2, control.stops == 0 { control.stop() }
            },
            {
                $0.load.duration = .seconds(60)
                $0.load.rampDown = .seconds(30)
                $0.sending { $0.schedule = .closed(inFlight: 1) }
            })
        #expect(MonotonicClock.now() - start < 10_000_000_000)
        #expect(result.status == .interrupted)
        #expect(result[.wsMsgsLost] == 0 && result[.wsMsgsMatched] > 0)
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 3)])
        result.expectBalance()
    }

    @Test func theSecondStopEndsARunAtOnce() throws {
        let control = RunControl()
        let start = MonotonicClock.now()
        let result = try Runs.scripted(
            ScriptedServer { _, _, _ in }, sessions: 3, control: control,
            observe: { event in
                if case .progress(let now) = event, now.elapsed > 0.2 { control.stop() }
            },
            {
                $0.load.duration = .seconds(60)
                $0.close.method = .server
                $0.close.timeout = .seconds(60)
                $0.sending { $0.schedule = .closed(inFlight: 1) }
            })
        #expect(MonotonicClock.now() - start < 10_000_000_000)
        #expect(result.status == .interrupted)
        #expect(result[.wsMsgsLost] == 3)
        #expect(result.metrics.closes == [CloseCount(code: 1006, initiator: .client, count: 3)])
        result.expectBalance()
    }

    @Test func aStopBeforeTheStartCountsToo() throws {
        let control = RunControl()
        control.stop()
        let result = try Runs.echo(sessions: 3, control: control) { $0.load.duration = .seconds(60) }
        #expect(result.status == .interrupted)
        result.expectBalance()
    }

    @Test func rowsProgressAndCheckpointsAddUp() throws {
        var rows: [TimeSeriesRow] = []
        var snapshots: [ProgressSnapshot] = []
        var checkpoints: [RunResult] = []
        let result = try Runs.echo(
            sessions: 2,
            observe: { event in
                switch event {
                case .rows(let new): rows += new
                case .progress(let snapshot): snapshots.append(snapshot)
                case .checkpoint(let checkpoint): checkpoints.append(checkpoint)
                }
            },
            {
                $0.load.duration = .milliseconds(1200)
                $0.sending { $0.schedule = .open(rate: 50) }
            })
        result.expectBalance()
        #expect(rows.map(\.second) == rows.map(\.second).sorted())
        #expect(rows.contains { $0.second == 0 } && rows.contains { $0.second == 1 })
        for counter in [Counter.wsSessions, .wsMsgsMatched, .dataSent, .dataReceived] {
            #expect(rows.reduce(0) { $0 + $1[counter] } == result[counter], "\(counter.name)")
        }
        #expect(rows.last?.sessionsClosed == 2)
        #expect(rows.first { $0.phase == .measure }?.gauges.open == 2)
        #expect(snapshots.count >= 2)
        #expect(snapshots.last?.messagesSent == result[.wsMsgsSent])
        #expect(checkpoints.allSatisfy { $0.status == .running && $0.verdict == nil })
        #expect(!checkpoints.isEmpty)
    }

    @Test func anEmbeddedServerThatCannotBeStartedIsSaid() {
        let load = LoadPlan(sessions: 1, connectRate: 1, duration: .seconds(1), warmUp: .zero)
        let scenario = LoadScenario(name: "t", target: .embedded(.echo), load: load)
        let settings = RunSettings(toolVersion: "", executable: "/nonexistent/squall", document: "{}")
        #expect(throws: RunFailure.self) {
            _ = try LoadRun(scenario: scenario, settings: settings).run(control: RunControl()) { _ in }
        }
    }
}
