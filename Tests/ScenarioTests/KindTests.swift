import Testing

@testable import Scenario

@Suite struct KindTests {
    private static let load = #""executor": "constant-vus", "duration": "5s""#

    private func kinds(_ fragment: String, without key: String = "") throws -> [SessionKind] {
        let reading = ScenarioText.read(ScenarioText.without(key, fragment))
        #expect(reading.errorCount == 0)
        return try #require(reading.scenario).kinds
    }

    @Test func aKindHasWhatItDoesNotSayFromTheRoot() throws {
        let kinds = try kinds(
            """
            { "headers": { "A": "1" }, "origin": "https://o", "messages": { "rate": 5 }, "reply": "any",
              "ping": { "interval": "1s" }, "scenarios": {
                "plain": { \(Self.load) },
                "own": { \(Self.load), "headers": { "B": "2" }, "subprotocols": ["x"], "origin": "https://p",
                  "messages": { "inFlight": 2 }, "reply": "none", "masking": "zero", "ping": { "interval": "2s" },
                  "close": { "by": "fin" }, "tags": { "room": "lobby" } }
            } }
            """.replacing("\"inFlight\": 2", with: "\"rate\": 2"), without: "load")
        #expect(kinds.map(\.name) == ["plain", "own"])
        let (plain, own) = (kinds[0], kinds[1])
        #expect(plain.tags == ["scenario": "plain"])
        #expect(plain.headers == [ScenarioHeader(name: "A", value: "1")])
        #expect(plain.origin == "https://o")
        #expect(plain.messages?.schedule == .open(rate: 5))
        #expect(plain.reply.mode == .any)
        #expect(plain.ping == PingPlan(interval: .seconds(1)))
        #expect(plain.close == ClosePlan())
        #expect(own.tags == ["scenario": "own", "room": "lobby"])
        #expect(own.headers == [ScenarioHeader(name: "B", value: "2")])
        #expect(own.subprotocols == ["x"])
        #expect(own.origin == "https://p")
        #expect(own.messages?.schedule == .open(rate: 2))
        #expect(own.reply.mode == ReplyPlan.Mode.none)
        #expect(own.masking == MaskingMode.zero)
        #expect(own.ping == PingPlan(interval: .seconds(2)))
        #expect(own.close.method == .fin)
    }

    @Test func aKindHasAScriptOrMessages() throws {
        let kinds = try kinds(
            """
            { "script": [{ "messages": { "count": 1 } }], "reply": "any", "reconnect": { "limit": 1 }, "scenarios": {
                "root": { \(Self.load) },
                "replies": { \(Self.load), "reply": "none" },
                "loop": { \(Self.load), "messages": { "rate": 1 }, "reconnect": { "limit": 2 } },
                "own": { \(Self.load), "script": [{ "send": "a" }], "on": [{ "match": "b", "steps": [{ "join": "c" }] }],
                  "handshake": "wrong-key", "expectHandshake": 400 }
            } }
            """, without: "load")
        guard kinds.count == 4, case .messages(_, let first)? = kinds[0].script?.steps.first,
            case .messages(_, let second)? = kinds[1].script?.steps.first
        else {
            Issue.record("\(kinds)")
            return
        }
        #expect(first.mode == .any)
        #expect(second.mode == ReplyPlan.Mode.none)
        #expect(kinds.map { $0.script != nil } == [true, true, false, true])
        #expect(kinds.map { $0.messages != nil } == [false, false, true, false])
        #expect(kinds.map { $0.reconnect?.limit } == [1, 1, 2, 1])
        #expect(kinds[3].script?.listeners.count == 1)
        #expect(kinds[3].handshake == .wrongKey)
        #expect(kinds[3].expectedRefusal == 400...400)
        #expect(kinds[0].expectedRefusal == nil)
    }

    @Test func aScriptOfAKindIsReadWithTheSameCare() {
        let text = ScenarioText.completing(
            #"{ "scenarios": { "a": { "script": [{ "send": "{{tokn}}" }] }, "b": { "script": [], "messages": {} } } }"#)
        let reading = ScenarioText.read(text)
        #expect(reading.messages.count == 3, "\(reading.messages)")
        #expect(reading.marked(in: text) == ["tokn", "[]", "{}"])
    }

    @Test func sessionsAreSharedByWeight() throws {
        let kinds = try kinds(
            """
            { "load": { "sessions": 10, "connectRate": 20, "duration": "5s" },
              "scenarios": { "a": { "weight": 2 }, "b": {}, "c": { "weight": 0.5 } } }
            """)
        #expect(
            kinds.map(\.load.executor) == [
                .sessions(count: 6, connectRate: 12), .sessions(count: 3, connectRate: 6),
                .sessions(count: 1, connectRate: 2),
            ])
    }

    @Test func executorsAreSharedByWeight() throws {
        func shares(_ load: String) throws -> [Executor] {
            try kinds(
                """
                { "load": \(load), "close": { "after": "1s" },
                  "scenarios": { "a": { "weight": 3 }, "b": { "weight": 1 } } }
                """
            ).map(\.load.executor)
        }
        #expect(
            try shares(#"{ "executor": "constant-vus", "vus": 5, "duration": "5s", "startTime": "1s" }"#) == [
                .constantVUs(4, duration: .seconds(5), connectRate: 4),
                .constantVUs(1, duration: .seconds(5), connectRate: 1),
            ])
        #expect(
            try shares(#"{ "executor": "constant-arrival-rate", "rate": 10, "duration": "5s", "maxVUs": 2 }"#) == [
                .arrivals(
                    startRate: 7.5, stages: [LoadStage(duration: .seconds(5), target: 7.5)], spacing: .even, maxVUs: 1),
                .arrivals(
                    startRate: 2.5, stages: [LoadStage(duration: .seconds(5), target: 2.5)], spacing: .even, maxVUs: 1),
            ])
        #expect(
            try shares(
                #"{ "executor": "ramping-vus", "startVUs": 0, "stages": [{ "duration": "5s", "target": 9 }] }"#) == [
                    .rampingVUs(
                        start: 0, stages: [LoadStage(duration: .seconds(5), target: 7)], gracefulRampDown: .seconds(30)),
                    .rampingVUs(
                        start: 0, stages: [LoadStage(duration: .seconds(5), target: 2)], gracefulRampDown: .seconds(30)),
                ])
        #expect(
            try shares(#"{ "executor": "shared-iterations", "vus": 2, "iterations": 11, "connectRate": 8 }"#).map(
                \.mostSessions)
                == [1, 1])
    }

    /// No session is lost or made by the cut, whatever the weights.
    @Test func sharesAddUp() {
        for total in [1, 2, 7, 1000, 9_999_999] {
            for weights in [[1.0], [1, 1, 1], [0.001, 1e9], [3, 1, 4, 1, 5, 9, 2, 6]] {
                let shares = KindLoad(executor: .sessions(count: total, connectRate: 100)).shares(weights)
                let counts = shares.map(\.executor.mostSessions)
                #expect(counts.reduce(0, +) == total)
                let sum = weights.reduce(0, +)
                for (count, weight) in zip(counts, weights) {
                    #expect(abs(Double(count) - Double(total) * weight / sum) < 1)
                }
            }
        }
    }

    static let faults: [FaultTests.Fault] = [
        .init(#"{ "scenarios": {} }"#, "\"scenarios\" must name 1 to 100 kinds of session, not 0", "{}"),
        .init(
            #"{ "scenarios": [] }"#,
            "\"scenarios\" must be an object of names, each with what sessions of that kind do, not a list", "[]"),
        .init(
            #"{ "scenarios": { "a b": {} } }"#, "\"a b\" is not the name of a scenario", "\"a b\"",
            help: "1 to 100 letters (a-z, A-Z), digits, \"-\", \"_\" and \".\""),
        .init(
            #"{ "scenarios": { "a": { "wieght": 1 } } }"#, "unknown key \"wieght\" in \"scenarios.a\"", "\"wieght\"",
            help: "did you mean \"weight\"?"),
        .init(
            #"{ "scenarios": { "a": { "seed": 1 } } }"#, "unknown key \"seed\" in \"scenarios.a\"", "\"seed\"",
            help: "it belongs beside \"load\", not inside another key"),
        .init(
            #"{ "scenarios": { "a": { "weight": 0 } } }"#,
            "\"scenarios.a.weight\" must be a number from 0.001 to 1,000,000,000, not 0", "0"),
        .init(
            #"{ "scenarios": { "a": { "tags": { "scenario": "b" } } } }"#,
            "the tag \"scenario\" is the scenario's name", "\"scenario\""),
        .init(
            #"{ "scenarios": { "a": { "tags": { "b": "x:y" } } } }"#, "\"tags.b\" is not the value of a tag",
            "\"x:y\""),
        .init(
            #"{ "scenarios": { "a": { "tags": { "b{": "x" } } } }"#, "\"b{\" is not the name of a tag", "\"b{\""),
        .init(
            #"{ "scenarios": { "a": { "messages": { "size": "1" } } } }"#, "\"messages.size\": the size has no unit",
            "\"1\""),
        .init(
            #"{ "scenarios": { "a": {}, "b": { "weight": 0.001 } } }"#, "no session is left for \"b\"", "0.001"),
        .init(
            #"{ "load": { "executor": "ramping-vus", "startVUs": 0, "stages": [{ "duration": "1s", "target": 1 }] }, "scenarios": { "a": {}, "b": {} } }"#,
            "no session is left for \"b\"", "\"b\""),
        .init(
            #"{ "load": { "executor": "constant-arrival-rate", "rate": 5, "duration": "1s", "maxVUs": 1 }, "scenarios": { "a": {}, "b": {} } }"#,
            "2 scenarios share \"maxVUs\" (1)", "1", help: "at least one for each scenario"),
    ]

    /// Faults of scenarios that have loads of their own.
    static let ownLoads: [FaultTests.Fault] = [
        .init(
            "{ \"scenarios\": { \"a\": { \(load) }, \"b\": {} } }",
            "\"b\" has no load, and other scenarios have their own", "\"b\""),
        .init(
            "{ \"scenarios\": { \"a\": { \(load) }, \"b\": { \"weight\": 2 } } }",
            "a weight is a share of one \"load\", and there are scenarios with loads of their own", "2"),
        .init(
            "{ \"load\": { \"sessions\": 7 }, \"scenarios\": { \"a\": { \(load) } } }",
            "\"load.sessions\" has no place where scenarios have loads of their own", "7"),
        .init(
            #"{ "scenarios": { "a": { "vus": 5 } } }"#, "the key \"executor\" is missing in \"scenarios.a\"", "5"),
        .init(
            #"{ "scenarios": { "a": { "executor": "constant-vus" } } }"#,
            "the key \"duration\" is missing in \"scenarios.a\"", "{", help: "\"constant-vus\" needs it"),
    ]

    @Test(arguments: faults) func isSaidOnce(_ fault: FaultTests.Fault) {
        fault.check(ScenarioText.completing(fault.fragment))
    }

    @Test(arguments: ownLoads) func isSaidOnceOfLoads(_ fault: FaultTests.Fault) {
        fault.check(ScenarioText.without("load", fault.fragment))
    }

    @Test func contradictionsAreSeenInEachKind() {
        let text = ScenarioText.completing(
            """
            { "messages": { "inFlight": 4 }, "scenarios": {
              "a": { "reply": "none" }, "b": { "reply": "none" }, "c": { "reply": "any" },
              "d": { "reply": "none", "messages": { "rate": 1 } },
              "e": { "messages": { "size": "65MiB" } } } }
            """)
        let reading = ScenarioText.read(text)
        #expect(
            reading.messages == [
                "\"messages.inFlight\" counts replies, and \"reply\" expects none",
                "the echo of 65MiB is above \"limits.message\" (64MiB)",
            ])
        #expect(reading.marked(in: text) == ["4", "\"65MiB\""])
    }

    @Test func withoutADurationEachKindMustEnd() {
        func messages(_ second: String) -> [String] {
            ScenarioText.read(
                fragment: """
                    { "load": { "sessions": 2 },
                      "scenarios": { "a": { "messages": { "count": 1 } }, "b": { \(second) } } }
                    """
            ).messages
        }
        #expect(messages(#""close": { "after": "1s" }"#) == [])
        #expect(messages("") == ["the key \"duration\" is missing in \"load\", and nothing else ends the run"])
    }
}
