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

    @Test func workersAreThoseOfTheRun() {
        #expect(demand(.sample()).workers == 3)
        #expect(demand(.sample().at("10.0.0.1")).workers == 4)
        #expect(demand(.sample(sessions: 2)).workers == 2)
        #expect(demand(.sample { $0.workers = 9 }).workers == 9)
        #expect(RunDemand(.sample(), cores: 1).workers == 1)
    }
}
