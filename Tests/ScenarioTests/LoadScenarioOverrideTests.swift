import Testing

@testable import Scenario

@Suite struct LoadScenarioOverrideTests {
    private let scenario = LoadScenario(
        name: "a", target: .embedded(.echo),
        load: LoadPlan(sessions: 1, connectRate: 1, duration: .seconds(1), warmUp: .seconds(2)))

    @Test func replaces() throws {
        var changed = scenario
        try changed.override(duration: "1m30s")
        try changed.override(url: "ws://a:1/b")
        changed.override(seed: 7)
        try changed.override(workers: 3)
        var expected = scenario
        expected.load.duration = .seconds(90)
        expected.target = .url(TargetURL(text: "ws://a:1/b", host: "a", port: 1, resource: "/b"))
        expected.seed = 7
        expected.workers = 3
        #expect(changed == expected)
    }

    @Test func refusesADurationThatMeansNothing() throws {
        func error(_ load: String, _ duration: String) throws -> String? {
            var scenario = try #require(ScenarioText.read(fragment: "{ \"load\": \(load) }").scenario)
            let before = scenario
            let error = #expect(throws: ScenarioOverrideError.self) { try scenario.override(duration: duration) }
            #expect(scenario == before)
            return error?.message
        }
        #expect(
            try error(#"{ "executor": "per-vu-iterations" }"#, "5s")
                == "the executors end by their iterations, and a duration means nothing to them")
        #expect(
            try error(#"{ "executor": "constant-vus", "duration": "9s", "warmUp": "5s" }"#, "5s")
                == "the run would end within its warm-up of 5s")
    }

    @Test func refusesAndChangesNothing() {
        var changed = scenario
        changed.connection.sourceAddresses = ["127.0.0.2"]
        let before = changed
        let duration = #expect(throws: ScenarioOverrideError.self) { try changed.override(duration: "10") }
        #expect(
            duration?.description
                == "--duration: the duration has no unit (write \"10s\" for seconds or \"10ms\" for milliseconds)")
        let zero = #expect(throws: ScenarioOverrideError.self) { try changed.override(duration: "0s") }
        #expect(zero?.description == "--duration: the duration must be longer than 0s")
        let url = #expect(throws: ScenarioOverrideError.self) { try changed.override(url: "http://a/") }
        #expect(url?.option == "--url")
        #expect(url?.help == "did you mean \"ws://a/\"?")
        let family = #expect(throws: ScenarioOverrideError.self) { try changed.override(url: "ws://[::1]/") }
        #expect(family?.message == "the source address 127.0.0.2 cannot reach the target ::1")
        for count in [0, -1, 1025] {
            let workers = #expect(throws: ScenarioOverrideError.self) { try changed.override(workers: count) }
            #expect(workers?.option == "--workers")
            #expect(workers?.message == "the workers must be a whole number from 1 to 1,024, not \(count)")
        }
        #expect(changed == before)
    }
}
