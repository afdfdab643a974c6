import Testing

@testable import Scenario

/// Every step as it arrives in the model.
@Suite struct ScriptStepTests {
    @Test(
        arguments: [
            (#"{ "pause": "1s" }"#, .pause(.fixed(.seconds(1)))),
            (
                #"{ "pause": { "uniform": { "min": "1s", "max": "2s" } } }"#,
                .pause(.uniform(minimum: .seconds(1), maximum: .seconds(2)))
            ),
            (
                #"{ "pause": { "normal": { "mean": "2s", "deviation": "1s" } } }"#,
                .pause(.normal(mean: .seconds(2), deviation: .seconds(1), minimum: .zero, maximum: .seconds(86_400)))
            ),
            (
                #"{ "pause": { "logNormal": { "median": "2s", "sigma": 0.5, "min": "1s", "max": "1m" } } }"#,
                .pause(.logNormal(median: .seconds(2), sigma: 0.5, minimum: .seconds(1), maximum: .seconds(60)))
            ),
            (
                #"{ "pause": { "exponential": { "mean": "2s", "max": "5s" } } }"#,
                .pause(.exponential(mean: .seconds(2), minimum: .zero, maximum: .seconds(5)))
            ),
            (#"{ "pace": "250ms" }"#, .pace(.milliseconds(250))),
            (#"{ "join": "room" }"#, .join("room")),
            (#"{ "join": "room", "wrapped": false }"#, .join("room")),
            (#"{ "join": "room", "wrapped": true }"#, .join("room", wrapped: .anyhow)),
            (
                #"{ "wrapped": "$.a[0]", "join": "room" }"#,
                .join("room", wrapped: .json(JSONPath([.key("a"), .index(0)])))
            ),
            (#"{ "leave": "room" }"#, .leave("room")),
            (#"{ "rendezvous": "0s" }"#, .rendezvous(RendezvousStep(at: .zero, rate: nil))),
            (
                #"{ "rendezvous": { "at": "30s", "rate": 12.5 } }"#,
                .rendezvous(RendezvousStep(at: .seconds(30), rate: 12.5))
            ),
            (
                #"{ "timer": "login", "steps": [{ "send": "a" }] }"#,
                .timer(name: "login", [.send(SendStep(payload: .template("a"), kind: .text))])
            ),
            (
                #"{ "set": { "a": "x{{session}}", "b": 1.50, "c": true, "d": "" } }"#,
                .set([
                    VariableAssignment(name: "a", value: TemplateText([.literal(Array("x".utf8)), .value(.session)])),
                    VariableAssignment(name: "b", value: "1.50"), VariableAssignment(name: "c", value: "true"),
                    VariableAssignment(name: "d", value: ""),
                ])
            ),
        ] as [(String, ScriptStep)])
    func small(_ text: String, _ step: ScriptStep) throws {
        #expect(try ScriptText.step(text) == step)
    }

    @Test func loops() throws {
        var loop = LoopStep(steps: [.pace(.seconds(1))])
        #expect(try ScriptText.step(#"{ "loop": { "steps": [{ "pace": "1s" }] } }"#) == .loop(loop))
        loop.count = 3
        loop.duration = .seconds(10)
        loop.until = .compare(TemplateText([.value(.iteration)]), .atLeast(2))
        let text = """
            { "loop": { "count": 3, "duration": "10s", "until": { "value": "{{iteration}}", "atLeast": 2 },
                        "steps": [{ "pace": "1s" }] } }
            """
        #expect(try ScriptText.step(text) == .loop(loop))
    }

    @Test func branchesAndChecks() throws {
        let branch = #"{ "if": { "probability": 0.3 }, "then": [{ "pace": "1s" }], "else": [{ "pace": "2s" }] }"#
        #expect(
            try ScriptText.step(branch)
                == .branch(.probability(0.3), then: [.pace(.seconds(1))], otherwise: [.pace(.seconds(2))]))
        let short = #"{ "if": { "probability": 1 }, "then": [{ "pace": "1s" }] }"#
        #expect(try ScriptText.step(short) == .branch(.probability(1), then: [.pace(.seconds(1))], otherwise: []))
        let checks = #"[{ "check": { "a": { "probability": 0 }, "b": { "value": "x" } } }]"#
        #expect(
            try ScriptText.steps(checks)
                == [.check(name: "a", .probability(0)), .check(name: "b", .compare("x", .exists(true)))])
    }

    @Test func conditionsNest() throws {
        let text = """
            { "if": { "all": [{ "any": [{ "value": "a", "exists": false }] }, { "not": { "value": "b", "equals": 1 } }] },
              "then": [{ "pace": "1s" }] }
            """
        let condition = Condition.all([.any([.compare("a", .exists(false))]), .not(.compare("b", .equals("1")))])
        #expect(try ScriptText.step(text) == .branch(condition, then: [.pace(.seconds(1))], otherwise: []))
    }

    @Test(
        arguments: [
            (#""exists": true"#, .exists(true)), (#""equals": "a""#, .equals("a")),
            (#""equals": null"#, .equals("null")),
            (#""notEquals": false"#, .notEquals("false")), (#""lessThan": -1.5"#, .lessThan(-1.5)),
            (#""atMost": 1e3"#, .atMost(1000)), (#""greaterThan": 0"#, .greaterThan(0)),
            (#""atLeast": 2"#, .atLeast(2)), (#""contains": "b""#, .contains("b")),
            (#""matches": "^c""#, .matches("^c")),
        ] as [(String, Comparison)])
    func comparisons(_ text: String, _ comparison: Comparison) throws {
        #expect(
            try ScriptText.step("{ \"check\": { \"n\": { \"value\": \"v\", \(text) } } }")
                == .check(name: "n", .compare("v", comparison)))
    }

    @Test func feedsTakeFromFeeders() throws {
        let reading = ScriptText.read(
            #"{ "feeders": { "users": "users.csv" }, "script": [{ "feed": "users" }, { "send": "{{users.name}}" }] }"#)
        #expect(reading.render(width: 100) == "")
        let send = SendStep(payload: .template(TemplateText([.value(.feeder("users", column: "name"))])), kind: .text)
        #expect(reading.scenario?.kinds.first?.script?.steps == [.feed("users"), .send(send)])
    }

    @Test func messagesTakeTheReplyOfTheSession() throws {
        var plan = MessagePlan()
        plan.count = 5
        var reply = ReplyPlan()
        reply.mode = .any
        let reading = ScriptText.read(#"{ "reply": "any", "script": [{ "messages": { "count": 5 } }] }"#)
        #expect(reading.scenario?.kinds.first?.script?.steps == [.messages(plan, reply: reply)])
        reply.mode = .none
        #expect(
            try ScriptText.step(#"{ "messages": { "count": 5 }, "reply": "none" }"#) == .messages(plan, reply: reply))
    }

    @Test func listenersStandBeside() throws {
        let reading = ScriptText.read(
            #"""
            { "script": [{ "pause": "1s" }],
              "on": [{ "match": { "contains": "ping" }, "capture": { "id": { "json": "$.id" } },
                       "steps": [{ "send": "pong {{id}}" }] }, { "match": "x" }, {}] }
            """#)
        #expect(reading.render(width: 100) == "")
        var first = MessageListener(match: MessageMatch())
        first.match.tests = [.contains("ping")]
        first.captures = [CaptureRule(name: "id", source: .json(JSONPath([.key("id")])))]
        let pong = TemplateText([.literal(Array("pong ".utf8)), .value(.variable("id"))])
        first.steps = [.send(SendStep(payload: .template(pong), kind: .text))]
        var second = MessageListener(match: MessageMatch())
        second.match.tests = [.equals("x")]
        #expect(
            reading.scenario?.kinds.first?.script?.listeners == [first, second, MessageListener(match: MessageMatch())])
    }

    /// A step `messages` bounds nothing of the run, and takes nothing from the keys of the root.
    @Test func keysOfAStepAreNotThoseOfTheRoot() {
        let reading = ScriptText.read(
            #"""
            { "reply": "none", "load": { "sessions": 1, "duration": "10s" },
              "script": [{ "messages": { "inFlight": 2, "count": 1 }, "reply": "echo" }] }
            """#)
        #expect(reading.render(width: 100) == "")
    }
}
