import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

struct LoadTimelineTests {
    private func scenario(_ executors: Executor..., startTime: Duration = .zero) -> LoadScenario {
        .sample { scenario in
            scenario.kinds = executors.enumerated().map { index, executor in
                var load = KindLoad(executor: executor)
                load.startTime = startTime
                return SessionKind(name: "kind\(index)", of: scenario, load: load)
            }
        }
    }

    private func events(_ scenario: LoadScenario, workers: Int = 1, seed: UInt64 = 1) -> [PlannedEvent] {
        Array(LoadTimeline(scenario, seed: seed, workers: workers))
    }

    private func lines(_ events: [PlannedEvent]) -> [String] {
        events.map { "\(Double($0.time) / 1e9) \($0.kind) \($0.event.rawValue) \($0.number)" }
    }

    @Test func theShortFormComesAtItsRateAndGoesAtTheEnd() {
        var scenario = LoadScenario.sample(sessions: 3)
        scenario.load.connectRate = 2
        scenario.load.warmUp = .seconds(1)
        scenario.load.duration = .seconds(2)
        scenario.load.rampDown = .seconds(3)
        #expect(
            lines(events(scenario)) == [
                "0.0 0 vu_start 0", "0.5 0 vu_start 1", "1.0 0 vu_start 2", "3.0 0 vu_stop 0", "4.0 0 vu_stop 1",
                "5.0 0 vu_stop 2",
            ])
        // Who would come after the end does not, and without an end none is planned.
        scenario.load.connectRate = 0.5
        #expect(
            lines(events(scenario)) == ["0.0 0 vu_start 0", "2.0 0 vu_start 1", "3.0 0 vu_stop 0", "4.0 0 vu_stop 1"])
        scenario.load.duration = nil
        #expect(lines(events(scenario)) == ["0.0 0 vu_start 0", "2.0 0 vu_start 1", "4.0 0 vu_start 2"])
    }

    @Test func vusComeAtTheConnectRate() {
        let constant = scenario(.constantVUs(3, duration: .seconds(4), connectRate: 1), startTime: .seconds(10))
        #expect(
            lines(events(constant)) == [
                "10.0 0 vu_start 0", "11.0 0 vu_start 1", "12.0 0 vu_start 2", "14.0 0 vu_stop 2", "14.0 0 vu_stop 1",
                "14.0 0 vu_stop 0",
            ])
        let short = scenario(.perVUIterations(vus: 9, iterations: 1, maxDuration: .milliseconds(1500), connectRate: 1))
        #expect(
            lines(events(short)) == ["0.0 0 vu_start 0", "1.0 0 vu_start 1", "1.5 0 vu_stop 1", "1.5 0 vu_stop 0"])
    }

    @Test func kindsStandInTheOrderOfTimeAndOfTheScenario() {
        let both = scenario(
            .arrivals(startRate: 1, stages: [LoadStage(duration: .seconds(2), target: 1)], spacing: .even, maxVUs: 5),
            .rampingVUs(start: 1, stages: [LoadStage(duration: .seconds(1), target: 1)], gracefulRampDown: .zero))
        #expect(
            lines(events(both)) == [
                "0.0 0 iteration 0", "0.0 1 vu_start 0", "1.0 0 iteration 1", "1.0 1 vu_stop 0",
            ])
    }

    @Test func workersMakeNoDifference() {
        let stages = [
            LoadStage(duration: .seconds(1), target: 20), LoadStage(duration: .zero, target: 3),
            LoadStage(duration: .seconds(1), target: 0), LoadStage(duration: .seconds(1), target: 15),
        ]
        var all = scenario(
            .sessions(count: 50, connectRate: 100), .constantVUs(9, duration: .seconds(2), connectRate: 10),
            .rampingVUs(start: 5, stages: stages, gracefulRampDown: .zero),
            .arrivals(startRate: 10, stages: stages, spacing: .poisson, maxVUs: nil),
            .arrivals(startRate: 10, stages: stages, spacing: .bursts(4), maxVUs: nil),
            .sharedIterations(vus: 5, iterations: 10, maxDuration: .seconds(1), connectRate: 5))
        all.load.duration = .seconds(2)
        let alone = events(all)
        #expect(alone.count > 200)
        #expect(zip(alone, alone.dropFirst()).allSatisfy { $0 < $1 })
        for workers in 2...4 { #expect(events(all, workers: workers) == alone) }
        #expect(events(all, seed: 2) != alone)
    }

    @Test func theSummaryCountsWhatIsPlanned() {
        let stages = [LoadStage(duration: .seconds(2), target: 8), LoadStage(duration: .seconds(2), target: 0)]
        let both = scenario(
            .rampingVUs(start: 0, stages: stages, gracefulRampDown: .zero),
            .arrivals(startRate: 0, stages: stages, spacing: .even, maxVUs: 5),
            .arrivals(startRate: 3, stages: [LoadStage(duration: .seconds(1), target: 3)], spacing: .even, maxVUs: nil),
            .perVUIterations(vus: 2, iterations: 30, maxDuration: .seconds(9), connectRate: 2))
        let timeline = LoadTimeline(both, seed: 1, workers: 2)
        var summary = PlanSummary(timeline.kinds)
        for event in timeline { summary.count(event) }
        #expect(summary.kinds.map(\.vus) == [8, 5, nil, 2])
        #expect(summary.kinds.map(\.iterations) == [nil, 16, 3, 60])
        #expect(
            summary.kinds.map(\.executor) == [
                "ramping-vus", "ramping-arrival-rate", "constant-arrival-rate", "per-vu-iterations",
            ])
        #expect(summary.kinds[3].span == 0...9_000_000_000)
    }
}
