import Scenario
import Testing

@testable import LoadRunner

@Suite struct RunDemandTests {
    private func demand(_ scenario: LoadScenario) -> RunDemand { RunDemand(scenario, cores: 4) }

    @Test func sessionsThatStayAreOpenTogether() {
        let demand = demand(.sample(sessions: 5000))
        #expect(demand.sessions == 5000)
        #expect(demand.openAtLeast == 5000)
        #expect(demand.openAtMost == 5000)
        #expect(demand.connectRate == 1000)
    }

    @Test func aRunThatEndsEarlyBeginsFewer() {
        let demand = demand(
            .sample(sessions: 50_000) {
                $0.load.warmUp = .seconds(2)
            })
        #expect(demand.sessions == 12_001)
        #expect(demand.openAtLeast == 12_001)
    }

    @Test func shortLivesOverlapLess() {
        let closed = demand(
            .sample(sessions: 50_000) {
                $0.load.duration = nil
                $0.close.after = .seconds(2)
                $0.close.timeout = .seconds(3)
                $0.connection.timeout = .seconds(5)
            })
        #expect(closed.sessions == 50_000)
        #expect(closed.openAtLeast == 2001)
        #expect(closed.openAtMost == 10_001)
    }

    /// Of one kind, whose sessions send messages of this size and may stop reading.
    private func broadcast(size: Int, fault: Fault?) -> RunDemand {
        demand(
            .sample(sessions: 100) { scenario in
                scenario.target = .embedded(.broadcast)
                var kind = SessionKind(
                    name: "all", of: scenario,
                    load: KindLoad(executor: .sessions(count: 100, connectRate: 1000)))
                let send = SendStep(payload: .generated(.fixed(size)), kind: .binary)
                let faults = fault.map { [ScriptStep.fault(FaultStep(fault: $0))] } ?? []
                kind.script = SessionScript(steps: [.loop(LoopStep(steps: [.send(send)] + faults))])
                scenario.kinds = [kind]
            })
    }

    @Test func theBroadcastServerHoldsWhatItGathersAndWhatIsNotRead() {
        let slow = Fault.slowReader(.seconds(1))
        #expect(broadcast(size: 1000, fault: nil).heldByServer == 0)
        #expect(broadcast(size: 1 << 20, fault: nil).heldByServer == 100 * (1 << 20) * 3 / 2)
        #expect(broadcast(size: 0, fault: slow).heldByServer == 100 * (1 << 20) * 3 / 2)
        #expect(broadcast(size: 1 << 20, fault: slow).heldByServer == 450 << 20)
        #expect(broadcast(size: 1 << 20, fault: nil).largestMessage == 1 << 20)
    }

    private func scenario(_ executors: (Executor, startTime: Duration)...) -> LoadScenario {
        .sample { scenario in
            scenario.kinds = executors.enumerated().map { index, entry in
                var load = KindLoad(executor: entry.0)
                load.startTime = entry.startTime
                load.gracefulStop = .seconds(5)
                return SessionKind(name: "kind\(index)", of: scenario, load: load)
            }
        }
    }

    @Test func executorsAskForTheirVUs() {
        let stages = [LoadStage(duration: .seconds(10), target: 300), LoadStage(duration: .seconds(10), target: 0)]
        let vus = demand(
            scenario(
                (.rampingVUs(start: 10, stages: stages, gracefulRampDown: .zero), .zero),
                (.constantVUs(40, duration: .seconds(10), connectRate: 100), .seconds(5))))
        #expect(vus.openAtMost == 340 && vus.openAtLeast == 340)
        let iterations = demand(
            scenario((.perVUIterations(vus: 20, iterations: 30, maxDuration: .seconds(60), connectRate: 9), .zero)))
        #expect(iterations.sessions == 600 && iterations.openAtMost == 20 && iterations.openAtLeast == 1)
        // As many as the connect rate allows in the time.
        let slow = demand(scenario((.constantVUs(100, duration: .seconds(10), connectRate: 2), .zero)))
        #expect(slow.openAtMost == 20)
    }

    @Test func arrivalsAskForWhatTheyMayHaveAtOnce() {
        let stages = [LoadStage(duration: .seconds(10), target: 100)]
        let capped = demand(
            scenario((.arrivals(startRate: 100, stages: stages, spacing: .even, maxVUs: 50), .zero)))
        #expect(capped.sessions == 1000 && capped.openAtMost == 50 && capped.openAtLeast == 1)
        let free = demand(
            scenario((.arrivals(startRate: 100, stages: stages, spacing: .even, maxVUs: nil), .zero)))
        #expect(free.openAtMost == 1000)
    }

    @Test func kindsThatFollowOneAnotherAreNotOpenTogether() {
        let first = Executor.constantVUs(50, duration: .seconds(10), connectRate: 100)
        let second = Executor.constantVUs(80, duration: .seconds(10), connectRate: 100)
        #expect(demand(scenario((first, .zero), (second, .seconds(60)))).openAtMost == 80)
        // The first may take its graceful time.
        #expect(demand(scenario((first, .zero), (second, .seconds(12)))).openAtMost == 130)
    }

    @Test func messagesBoundALife() {
        let counted = demand(
            .sample(sessions: 50_000) {
                $0.messages = MessagePlan()
                $0.messages?.count = 10
                $0.messages?.schedule = .open(rate: 5)
            })
        #expect(counted.openAtLeast == 2001)
        let answered = demand(
            .sample(sessions: 50_000) {
                $0.messages = MessagePlan()
                $0.messages?.count = 10
            })
        #expect(answered.openAtLeast == 1)
        #expect(answered.openAtMost == 50_000)
    }

    @Test(arguments: [
        ("127.0.0.1", RunDemand.Place.loopback, false), ("127.1.2.3", .loopback, false), ("::1", .loopback, false),
        ("localhost", .loopback, true), ("10.0.0.1", .elsewhere, false), ("fd00::1", .elsewhere, false),
        ("127.example.org", .elsewhere, true), ("example.org", .elsewhere, true),
    ])
    func theTargetsPlaceIsSeen(host: String, place: RunDemand.Place, isName: Bool) {
        let demand = demand(.sample().at(host))
        #expect(demand.place == place)
        #expect(demand.isName == isName)
        #expect(self.demand(.sample()).place == .embedded)
    }

    /// By zlib's formula; what keeps no context is shared.
    @Test func contextsOfCompressionAreCountedIn() {
        var plan = CompressionPlan()
        #expect(demand(.sample()).compression == 0)
        #expect(demand(.sample { $0.compression = plan }).compression == 268_288 + 39_936)
        plan.memoryLevel = 1
        plan.offers[0].clientWindow = .atMost(9)
        plan.offers[0].serverMaxWindowBits = 9
        #expect(demand(.sample { $0.compression = plan }).compression == 2048 + 1024 + 6144 + 512 + 7168)
        plan.offers[0].clientNoContextTakeover = true
        plan.offers[0].serverNoContextTakeover = true
        #expect(demand(.sample { $0.compression = plan }).compression == 0)
    }

    @Test func workersAreThoseOfTheRun() {
        #expect(demand(.sample()).workers == 3)
        #expect(demand(.sample().at("10.0.0.1")).workers == 4)
        #expect(demand(.sample(sessions: 2)).workers == 2)
        #expect(demand(.sample { $0.workers = 9 }).workers == 9)
        #expect(RunDemand(.sample(), cores: 1).workers == 1)
    }
}
