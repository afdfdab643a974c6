import Testing

@testable import Scenario

@Suite struct ExecutorTests {
    static let stages = #"[{ "duration": "10s", "target": 20 }, { "duration": "20s", "target": 0 }]"#
    private static let upAndDown = [
        LoadStage(duration: .seconds(10), target: 20), LoadStage(duration: .seconds(20), target: 0),
    ]

    @Test(
        arguments: [
            (
                #"{ "executor": "constant-vus", "duration": "5s" }"#,
                .constantVUs(1, duration: .seconds(5), connectRate: 1)
            ),
            (
                #"{ "executor": "constant-vus", "vus": 3000, "duration": "5s" }"#,
                .constantVUs(3000, duration: .seconds(5), connectRate: 1000)
            ),
            (
                "{ \"executor\": \"ramping-vus\", \"stages\": \(stages) }",
                .rampingVUs(start: 1, stages: upAndDown, gracefulRampDown: .seconds(30))
            ),
            (
                "{ \"executor\": \"ramping-vus\", \"startVUs\": 0, \"gracefulRampDown\": \"1s\", \"stages\": \(stages) }",
                .rampingVUs(start: 0, stages: upAndDown, gracefulRampDown: .seconds(1))
            ),
            (
                #"{ "executor": "constant-arrival-rate", "rate": 30, "timeUnit": "1m", "duration": "5s" }"#,
                .arrivals(
                    startRate: 0.5, stages: [LoadStage(duration: .seconds(5), target: 0.5)], spacing: .even,
                    maxVUs: nil)
            ),
            (
                "{ \"executor\": \"ramping-arrival-rate\", \"startRate\": 5, \"arrivals\": \"poisson\", "
                    + "\"preAllocatedVUs\": 9, \"maxVUs\": 9, \"stages\": \(stages) }",
                .arrivals(startRate: 5, stages: upAndDown, spacing: .poisson, maxVUs: 9)
            ),
            (
                "{ \"executor\": \"ramping-arrival-rate\", \"arrivals\": { \"burst\": 10 }, \"stages\": \(stages) }",
                .arrivals(startRate: 0, stages: upAndDown, spacing: .bursts(10), maxVUs: nil)
            ),
            (
                #"{ "executor": "per-vu-iterations", "vus": 4, "iterations": 7 }"#,
                .perVUIterations(vus: 4, iterations: 7, maxDuration: .seconds(600), connectRate: 4)
            ),
            (
                #"{ "executor": "shared-iterations", "vus": 4, "iterations": 7, "maxDuration": "9s", "connectRate": 2 }"#,
                .sharedIterations(vus: 4, iterations: 7, maxDuration: .seconds(9), connectRate: 2)
            ),
        ] as [(String, Executor)])
    func isRead(_ load: String, _ executor: Executor) throws {
        let fragment = "{ \"load\": \(load), \"close\": { \"after\": \"1s\" } }"
        let reading = ScenarioText.read(fragment: fragment)
        #expect(reading.messages.isEmpty)
        #expect(reading.scenario?.kinds.map(\.load) == [KindLoad(executor: executor)])
        let entry = load.dropLast(2) + ", \"startTime\": \"2s\", \"gracefulStop\": \"0s\" }"
        let own = ScenarioText.read(
            ScenarioText.without("load", "{ \"scenarios\": { \"a\": \(entry) }, \"close\": { \"after\": \"1s\" } }"))
        #expect(own.messages.isEmpty)
        var expected = KindLoad(executor: executor)
        expected.startTime = .seconds(2)
        expected.gracefulStop = .zero
        #expect(own.scenario?.kinds.map(\.load) == [expected])
        #expect(own.scenario?.kinds.first?.name == "a")
    }

    /// The measured time goes to the end of the last executor.
    @Test func theRunIsAsLongAsItsExecutors() throws {
        let text = ScenarioText.without(
            "load",
            """
            { "load": { "warmUp": "4s", "rampDown": "1s" }, "scenarios": {
              "a": { "executor": "constant-vus", "vus": 5, "duration": "10s" },
              "b": { "executor": "ramping-vus", "startTime": "2s", "stages": \(Self.stages) },
              "c": { "executor": "constant-arrival-rate", "rate": 2, "duration": "10s", "maxVUs": 3 }
            } }
            """)
        let reading = ScenarioText.read(text)
        #expect(reading.messages.isEmpty)
        let load = try #require(reading.scenario?.load)
        #expect(load.duration == .seconds(28))
        #expect(load.warmUp == .seconds(4))
        #expect(load.rampDown == .seconds(1))
        #expect(load.sessions == 5 + 20 + 3)
        #expect(load.connectRate == 5 + 1.9 + 2)
    }

    @Test func theWarmUpMayEndAtTheTarget() throws {
        func load(_ text: String) -> LoadPlan? { ScenarioText.read(fragment: "{ \"load\": \(text) }").scenario?.load }
        let short = try #require(
            load(#"{ "sessions": 11, "connectRate": 5, "duration": "9s", "warmUp": "target" }"#))
        #expect(short.warmUpEnd == .target)
        #expect(short.warmUp == .seconds(2))
        #expect(short.duration == .seconds(9))
        let ramp = try #require(
            load("{ \"executor\": \"ramping-vus\", \"stages\": \(Self.stages), \"warmUp\": \"target\" }"))
        #expect(ramp.warmUpEnd == .target)
        #expect(ramp.warmUp == .seconds(10))
        #expect(ramp.duration == .seconds(20))
        #expect(load(#"{ "executor": "constant-vus", "vus": 9, "duration": "9s" }"#)?.warmUp == .zero)
    }

    @Test func aTimeIsPutIntoTheStages() {
        let stages = [
            LoadStage(duration: .nanoseconds(1), target: 1), LoadStage(duration: .nanoseconds(1), target: 2),
            LoadStage(duration: .zero, target: 9), LoadStage(duration: .nanoseconds(1), target: 3),
        ]
        let changed = stages.lasting(.nanoseconds(10))
        #expect(changed.map(\.duration) == [.nanoseconds(3), .nanoseconds(3), .zero, .nanoseconds(4)])
        #expect(changed.map(\.target) == [1, 2, 9, 3])
    }

    @Test func whatStagesAddUpTo() {
        #expect(Self.upAndDown.arrivals(from: 0) == 300)
        #expect(Self.upAndDown.timeToPeak(from: 0) == .seconds(10))
        #expect(Self.upAndDown.timeToPeak(from: 30) == .zero)
        #expect(Self.upAndDown.steepestRise(from: 0) == 2)
        let jump = [LoadStage(duration: .zero, target: 50)]
        #expect(jump.steepestRise(from: 10) == 40)
    }
}
