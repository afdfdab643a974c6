import Testing

@testable import Scenario

@Suite struct ThresholdTests {
    private func thresholds(_ fragment: String) throws -> [ThresholdPlan] {
        let reading = ScenarioText.read(fragment: Self.measuring(fragment))
        #expect(reading.messages.isEmpty)
        return try #require(reading.scenario).thresholds
    }

    /// The thresholds of a scenario that has pings and checks.
    private static func measuring(_ thresholds: String) -> String {
        #"""
        { "scenarios": { "a": { "messages": { "rate": 1 } }, "b": { "script": [{ "expectClose": 1000 }] } },
          "ping": { "interval": "1s" }, "thresholds": \#(thresholds) }
        """#
    }

    @Test(
        arguments: [
            ("ws_msg_rtt", "p(99)<50", .percentile(99), .less, 50, nil),
            ("ws_msg_rtt", "p(99.9) <= 50ms", .percentile(99.9), .atMost, 50, nil),
            ("ws_msg_rtt", "avg<=2s", .avg, .atMost, 2000, nil),
            ("ws_msg_rtt", " med>800us", .med, .greater, 0.8, nil),
            ("ws_ping", "max!=0", .max, .notEqual, 0, nil),
            ("ws_connecting", "min>=1.5ms over 30s", .min, .atLeast, 1.5, .seconds(30)),
            ("ws_msg_rtt", "p( 50 )<1m over 1m30s ", .percentile(50), .less, 60_000, .seconds(90)),
            ("ws_msgs_lost", "count==0", .count, .equal, 0, nil),
            ("ws_msgs_sent", "rate>1000", .rate, .greater, 1000, nil),
            ("ws_msgs_sent", "count<1e6", .count, .less, 1_000_000, nil),
            ("ws_msgs_sent", "rate>=2.5E+2 over 5s", .rate, .atLeast, 250, .seconds(5)),
            ("checks", "rate>9.5e-1", .rate, .greater, 0.95, nil),
            ("ws_msg_rtt", "max<1e3ms", .max, .less, 1000, nil),
            ("checks", "rate===1", .rate, .equal, 1, nil),
            ("checks", "rate>=99.9%", .rate, .atLeast, 0.999, nil),
            ("checks", "rate>7% over 1s", .rate, .greater, 0.07, .seconds(1)),
            ("close 1000", "rate<=100%", .rate, .atMost, 1, nil),
            ("vus", "value<10", .value, .less, 10, nil),
        ] as [(String, String, ThresholdPlan.Aggregation, ThresholdPlan.Relation, Double, Duration?)])
    func isRead(
        _ metric: String, _ text: String, _ aggregation: ThresholdPlan.Aggregation, _ relation: ThresholdPlan.Relation,
        _ limit: Double, _ window: Duration?
    ) throws {
        var expected = ThresholdPlan(
            metric: metric, text: text, aggregation: aggregation, relation: relation, limit: limit)
        expected.window = window
        #expect(try thresholds("{ \"\(metric)\": [\"\(text)\"] }") == [expected])
        #expect(try thresholds("{ \"\(metric)\": \"\(text)\" }") == [expected])
        for condition in ["\"\(text)\"", "[\"\(text)\", { \"threshold\": \"\(text)\" }]"] {
            let scenario = ScenarioText.completing("{ \"thresholds\": { \"\(metric)\": \(condition) } }")
            #expect(SchemaValidator.project?.faults(scenario) == [])
        }
    }

    @Test func anObjectMayAbort() throws {
        let found = try thresholds(
            """
            { "ws_msg_rtt": ["p(95)<9", { "threshold": "max<500", "abortOnFail": true, "delayAbortEval": "10s" }],
              "checks": { "threshold": "rate>0.9" } }
            """)
        #expect(found.map(\.text) == ["p(95)<9", "max<500", "rate>0.9"])
        #expect(found.map(\.abortsRun) == [false, true, false])
        #expect(found.map(\.delayAbort) == [.zero, .seconds(10), .zero])
    }

    @Test func tagsSelectKinds() throws {
        let reading = ScenarioText.read(
            fragment: """
                { "messages": { "rate": 1 },
                  "scenarios": { "chat": { "tags": { "room": "lobby" } }, "feed": {} }, "thresholds": {
                  "ws_msg_rtt{scenario:chat}": "p(99)<50", "ws_msg_rtt{ room:lobby , scenario:chat }": "p(99)<60" } }
                """)
        #expect(reading.messages.isEmpty)
        #expect(
            reading.scenario?.thresholds.map(\.tags) == [["scenario": "chat"], ["room": "lobby", "scenario": "chat"]])
        #expect(reading.scenario?.thresholds.allSatisfy { $0.metric == "ws_msg_rtt" } == true)
    }

    /// A condition on nothing may hold always.
    @Test func tagsThatNoKindHasAreFaults() {
        let kinds = #"{ "chat": { "tags": { "room": "lobby" } }, "feed": {} }"#
        let faults: [(tags: String, message: String, help: String)] = [
            ("scenario:chta", "no scenario has the tag scenario:chta", "did you mean scenario:chat?"),
            ("room:hall", "no scenario has the tag room:hall", "known are \"lobby\""),
            ("rooom:lobby", "no scenario has the tag rooom:lobby", "did you mean the tag \"room\"?"),
            ("user:ann", "no scenario has the tag user:ann", "known tags are \"room\" or \"scenario\""),
            (
                "room:lobby,scenario:feed", "no scenario has all of these tags",
                "leave tags out, or give each its own threshold"
            ),
        ]
        for fault in faults {
            let reading = ScenarioText.read(
                fragment: #"{ "scenarios": \#(kinds), "thresholds": { "ws_msgs_lost{\#(fault.tags)}": "count==0" } }"#)
            #expect(
                reading.messages == ["\"thresholds\": \(fault.message), so that nothing would ever be counted here"])
            #expect(reading.diagnostics.map(\.help) == [fault.help] && reading.errorCount == 1)
        }
    }

    @Test func oneKindWithoutANameHasOneTag() {
        #expect(
            ScenarioText.read(fragment: #"{ "thresholds": { "vus{scenario:default}": "value<5" } }"#).errorCount == 0)
        let other = ScenarioText.read(fragment: #"{ "thresholds": { "vus{scenario:chat}": "value<5" } }"#)
        #expect(other.errorCount == 1)
    }

    static let faults: [FaultTests.Fault] = [
        .init(
            #"{ "ws_mgs_rtt": ["p(99)<50"] }"#, "unknown metric \"ws_mgs_rtt\"", "ws_mgs_rtt",
            help: "did you mean \"ws_msg_rtt\"?"),
        .init(
            #"{ "": ["p(99)<50"] }"#, "unknown metric \"\"", "\"\"",
            help: "a metric of summary.json, or the name of a timer or a check"),
        .init(#"{ "ws_ping": [] }"#, "\"thresholds.ws_ping\" lists no condition", "[]"),
        .init(
            #"{ "ws_ping": [50] }"#,
            "\"thresholds.ws_ping\" must be a condition, such as \"p(99)<50ms\", or an object, not a number", "50"),
        .init(
            #"{ "ws_ping": ["p99<50"] }"#, "\"thresholds.ws_ping\": unknown aggregation \"p99\"", "p99",
            help: "did you mean \"p(99)\"?"),
        .init(
            #"{ "ws_ping": ["mean<50"] }"#, "\"thresholds.ws_ping\": unknown aggregation \"mean\"", "mean",
            help: "did you mean \"avg\"?"),
        .init(
            #"{ "ws_ping": ["<50"] }"#, "\"thresholds.ws_ping\": the condition begins with no aggregation", "\"<50\""),
        .init(#"{ "ws_ping": ["p(<50"] }"#, "\"thresholds.ws_ping\": a percentile is written p(N)", "p("),
        .init(#"{ "ws_ping": ["p(101)<50"] }"#, "\"thresholds.ws_ping\": a percentile lies between 0 and 100", "101"),
        .init(#"{ "ws_ping": ["avg 50"] }"#, "\"thresholds.ws_ping\": a comparison is missing", "5"),
        .init(#"{ "ws_ping": ["avg=<50"] }"#, "\"thresholds.ws_ping\": unknown comparison \"=<\"", "=<"),
        .init(#"{ "ws_ping": ["avg<fast"] }"#, "\"thresholds.ws_ping\": a number is missing after the comparison", "f"),
        .init(
            #"{ "ws_ping": ["avg<50sec"] }"#, "\"thresholds.ws_ping\": unknown unit \"sec\"", "sec",
            help: "times have h, m, s, ms, us or ns, and shares %"),
        .init(
            #"{ "ws_msgs_sent": ["count<1e"] }"#, "\"thresholds.ws_msgs_sent\": unknown unit \"e\"", "e",
            help: "times have h, m, s, ms, us or ns, and shares %"),
        .init(
            #"{ "checks": ["rate>99"] }"#, "\"thresholds.checks\": a share lies between 0 and 1", "99",
            help: "write 0.99 or 99%"),
        .init(
            #"{ "checks": ["rate>=99.9 over 5s"] }"#, "\"thresholds.checks\": a share lies between 0 and 1", "99.9",
            help: "write 0.999 or 99.9%"),
        .init(
            #"{ "checks": ["rate>200%"] }"#, "\"thresholds.checks\": a share lies between 0 and 1", "200",
            help: "such as 0.99 or 99%"),
        .init(
            #"{ "checks": ["rate>-1"] }"#, "\"thresholds.checks\": a share lies between 0 and 1", "-1",
            help: "such as 0.99 or 99%"),
        .init(
            #"{ "checks": ["rate>100%"] }"#, "\"thresholds.checks\": this never holds: checks is never above 1", "100",
            help: "did you mean \">=\"?"),
        .init(
            #"{ "ws_msgs_lost": ["count<0"] }"#,
            "\"thresholds.ws_msgs_lost\": this never holds: ws_msgs_lost is never below 0", "0",
            help: "did you mean \"<=\"?"),
        .init(
            #"{ "ws_msg_rtt": ["max<=-5ms"] }"#,
            "\"thresholds.ws_msg_rtt\": this never holds: ws_msg_rtt is never below 0", "-5"),
        .init(
            #"{ "ws_msgs_lost": ["rate<5%"] }"#,
            "\"thresholds.ws_msgs_lost\": ws_msgs_lost is a counter: its rate is per second, and no share", "%",
            help: "leave \"%\" out for so many a second, or write a bound for its \"count\""),
        .init(
            #"{ "ws_msg_rtt": ["p(99)<5%"] }"#,
            "\"thresholds.ws_msg_rtt\": ws_msg_rtt is a time, and no share", "%",
            help: "times have h, m, s, ms, us or ns"),
        .init(
            #"{ "checks": ["rate>1s"] }"#, "\"thresholds.checks\": checks is no time and has no unit", "s"),
        .init(
            #"{ "ws_ping": ["avg<50 every 3s"] }"#, "\"thresholds.ws_ping\": there is more behind the condition",
            "every 3s"),
        .init(
            #"{ "ws_ping": ["avg<50 over 30"] }"#, "\"thresholds.ws_ping\": the duration has no unit", "30",
            help: "write \"30s\" for seconds or \"30ms\" for milliseconds"),
        .init(
            #"{ "ws_ping": ["avg<50 over 300ms"] }"#, "\"thresholds.ws_ping\": a window is a number of whole seconds",
            "300ms"),
        .init(
            #"{ "ws_msgs_sent": ["p(99)<1"] }"#,
            "\"thresholds.ws_msgs_sent\": ws_msgs_sent is a counter, which has \"count\" or \"rate\"", "p(99)"),
        .init(
            #"{ "ws_ping": ["count<1"] }"#,
            "\"thresholds.ws_ping\": ws_ping is a trend, which has \"avg\", \"min\", \"max\", \"med\" or \"p(N)\"",
            "count"),
        .init(
            #"{ "ws_msgs_sent": ["count<1s"] }"#,
            "\"thresholds.ws_msgs_sent\": ws_msgs_sent is no time and has no unit", "s"),
        .init(
            #"{ "ws_ping{scenario:default": ["avg<1"] }"#, "\"thresholds\": the tags are never closed",
            "{scenario:default"),
        .init(
            #"{ "ws_ping{default}": ["avg<1"] }"#, "\"thresholds\": a tag is a name and a value with \":\" between",
            "default"),
        .init(
            #"{ "ws_ping{scenario:default,scenario:default}": ["avg<1"] }"#,
            "\"thresholds\": the tag \"scenario\" stands there twice", "scenario:default"),
        .init(
            #"{ "ws_fanout_lost": ["count<1 over 30s"] }"#,
            "\"thresholds.ws_fanout_lost\": ws_fanout_lost has no windows: it is known when the run is over",
            "\"count<1 over 30s\"", help: "leave \"over\" out"),
        .init(
            #"{ "ws_ping": [{ "abortOnFail": true }] }"#, "the key \"threshold\" is missing in \"thresholds.*[]\"", "{"),
    ]

    @Test(arguments: faults) func isSaidOnce(_ fault: FaultTests.Fault) {
        fault.check(ScenarioText.completing("{ \"thresholds\": \(fault.fragment) }"))
    }

    /// What the scenario does not have, and then what it does have.
    static let empty: [(metric: String, reason: String, with: String)] = [
        ("checks", "no script has a check", #""scenarios": { "a": { "expectHandshake": 401 } }"#),
        ("ws_ping", "no session sends pings", #""ping": { "interval": "1s" }"#),
        (
            "ws_pings_sent", "no session sends pings",
            #""messages": { "rate": 1, "fragmentation": { "frames": 4, "pings": true } }"#
        ),
        ("ws_pongs_missed", "no session sends pings", #""scenarios": { "a": { "script": [{ "ping": {} }] } }"#),
        (
            "ws_connecting_tls", "the server speaks no TLS", #""target": { "embedded": "echo", "tls": true }"#
        ),
        ("ws_tls_resumed", "the server speaks no TLS", #""target": { "url": "wss://a/" }"#),
        (
            "ws_connecting_proxy", "there is no proxy",
            #""target": { "url": "ws://a/" }, "connection": { "proxy": { "url": "http://p" } }"#
        ),
        ("ws_deflate_out", "no session offers compression", #""compression": true"#),
        ("ws_reconnects", "no session reconnects", #""reconnect": {}"#),
        (
            "ws_reconnect_duration", "no session reconnects",
            #""scenarios": { "a": { "script": [{ "reconnect": {} }] } }"#
        ),
        (
            "ws_fanout_latency", "no script has a fan-out group",
            #""scenarios": { "a": { "script": [{ "join": "room" }] } }"#
        ),
        (
            "iterations", "without an \"executor\" there are no iterations",
            #""load": { "executor": "constant-vus", "vus": 1, "duration": "1s" }"#
        ),
        ("ws_msgs_sent", "no session sends messages", #""messages": { "rate": 1 }"#),
        (
            "ws_msg_rtt", "no session waits for replies",
            #""scenarios": { "a": { "script": [{ "send": "a" }, { "expect": {} }] } }"#
        ),
        ("ws_msgs_lost", "no session waits for replies", #""messages": { "rate": 1 }, "reply": "any""#),
    ]

    @Test(arguments: empty) func whatIsNeverMeasuredIsWarnedOf(_ metric: String, _ reason: String, with: String) throws
    {
        let kind = try #require(KnownMetric.all.first { $0.name == metric }).kind
        let condition =
            switch kind {
            case .trend: "max<1s"
            case .counter: "count<5"
            case .rate: "rate>0.5"
            case .gauge: "value<5"
            }
        let threshold = #""thresholds": { "\#(metric)": "\#(condition)" }"#
        let without = ScenarioText.completing("{ \(threshold) }")
        let reading = ScenarioText.read(without)
        let outcome =
            kind == .counter
            ? "\"\(metric)\" is always 0 here"
            : "there is never a figure for \"\(metric)\" here, and without one the threshold fails at the end"
        #expect(reading.messages == ["\(outcome): \(reason)"] && reading.scenario != nil)
        #expect(reading.marked(in: without) == ["\"\(metric)\""])
        #expect(ScenarioText.read(fragment: "{ \(with), \(threshold) }").messages == [])
    }

    @Test func whatOtherKindsHaveIsNotMeasured() {
        func messages(_ kind: String) -> [String] {
            ScenarioText.read(
                fragment: #"""
                    { "scenarios": { "a": { "script": [{ "timer": "t", "steps": [{ "pause": "1s" }] }] },
                                     "b": { "messages": { "rate": 1 } } },
                      "thresholds": { "t{scenario:\#(kind)}": "max<1s" } }
                    """#
            ).messages
        }
        #expect(messages("a") == [])
        #expect(
            messages("b") == [
                "there is never a figure for \"t\" here, and without one the threshold fails at the end: "
                    + "no script of these sessions has it"
            ])
    }

    @Test func whatIsKnownAtTheEndAbortsNothing() {
        let reading = ScenarioText.read(
            fragment: #"""
                { "thresholds": { "ws_fanout_lost": { "threshold": "count==0", "abortOnFail": true } },
                  "scenarios": { "a": { "script": [{ "join": "room" }] } } }
                """#)
        #expect(
            reading.messages == ["\"abortOnFail\" has no effect on ws_fanout_lost, which is known when the run is over"]
        )
        #expect(reading.scenario != nil)
    }

    @Test func aDelayNeedsAnAbort() {
        let reading = ScenarioText.read(
            fragment: #"{ "thresholds": { "vus": { "threshold": "value<5", "delayAbortEval": "1s" } } }"#)
        #expect(reading.messages == ["\"delayAbortEval\" has no effect without \"abortOnFail\""])
        #expect(reading.scenario != nil)
    }

    @Test func timersAndChecksOfTheScriptsAreMetrics() {
        var scenario = LoadScenario(
            name: "a", target: .embedded(.echo),
            load: LoadPlan(sessions: 1, connectRate: 1, duration: nil, warmUp: .zero))
        scenario.messages = nil
        var kind = SessionKind.only(of: scenario)
        var expect = ExpectStep(matches: [])
        expect.check = "welcome"
        let loop = LoopStep(steps: [.timer(name: "login", [.expect(expect)])])
        var listener = MessageListener(match: MessageMatch())
        listener.steps = [.branch(.probability(1), then: [], otherwise: [.check(name: "push", .probability(1))])]
        kind.script = SessionScript(steps: [.loop(loop), .expectClose(CloseExpectation(check: "gone"))])
        kind.script?.listeners = [listener]
        #expect(
            kind.ownMetrics == [
                KnownMetric("login", .trend), KnownMetric("welcome", .rate), KnownMetric("gone", .rate),
                KnownMetric("push", .rate),
            ])
    }

    @Test func whatIsCountedForTheRunAloneHasNoTags() {
        func messages(_ metric: String, _ kinds: String) -> [String] {
            ScenarioText.read(
                fragment: #"""
                    { "thresholds": { "\#(metric)": "count>0" }, "scenarios": { \#(kinds) }, "messages": { "rate": 1 } }
                    """#
            ).messages
        }
        let (one, two) = (#""a": { "weight": 1 }"#, #""a": { "weight": 1 }, "b": { "weight": 1 }"#)
        #expect(
            messages("data_sent{scenario:a}", two) == [
                "\"thresholds\": data_sent is counted for the run, not by scenario"
            ])
        #expect(messages("data_sent{scenario:a}", one) == [])
        #expect(messages("data_sent", two) == [])
        #expect(messages("data_sent_payload{scenario:a}", two) == [])
    }
}
