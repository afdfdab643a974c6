import Testing

@testable import Scenario

@Suite struct ExpectStepTests {
    private func expect(_ text: String, location: SourceLocation = #_sourceLocation) throws -> ExpectStep {
        guard case .expect(let step) = try ScriptText.step("{ \"expect\": \(text) }", location: location) else {
            throw TextFault("no expect")
        }
        return step
    }

    private func message(_ tests: [MessageTest], _ kind: MessageKind? = nil) -> ExpectedMessage {
        var match = MessageMatch()
        match.tests = tests
        match.kind = kind
        return ExpectedMessage(match: match)
    }

    @Test(
        arguments: [
            (#""hi""#, [.equals("hi")]), ("{}", []), (#"{ "equals": "a" }"#, [.equals("a")]),
            (#"{ "contains": "a" }"#, [.contains("a")]), (#"{ "matches": "a+" }"#, [.matches("a+")]),
            (#"{ "size": 5 }"#, [.size(5...5)]), (#"{ "size": "1KiB" }"#, [.size(1024...1024)]),
            (#"{ "size": { "min": 1, "max": 9 } }"#, [.size(1...9)]), (#"{ "size": { "max": 9 } }"#, [.size(0...9)]),
            (#"{ "size": { "min": 9 } }"#, [.size(9...Int.max)]),
            (#"{ "json": { "path": "$.a" } }"#, [.json(JSONPath([.key("a")]), .exists(true))]),
            (
                #"{ "json": [{ "path": "$.a", "equals": "b" }, { "path": "$", "matches": "c" }] }"#,
                [.json(JSONPath([.key("a")]), .equals("b")), .json(JSONPath([]), .matches("c"))]
            ),
        ] as [(String, [MessageTest])])
    func matches(_ text: String, _ tests: [MessageTest]) throws {
        #expect(try expect(text) == ExpectStep(matches: [message(tests)]))
    }

    @Test func everyKeyArrives() throws {
        var only = message([.contains("x")], .binary)
        only.captures = [
            CaptureRule(name: "whole", source: .message), CaptureRule(name: "a", source: .json(JSONPath([.key("a")]))),
            CaptureRule(name: "b", source: .regex("(b)", group: 1)),
            CaptureRule(name: "c", source: .regex("c", group: 0)),
            CaptureRule(name: "d", source: .regex("(d)(e)", group: 2)),
        ]
        var expected = ExpectStep(matches: [only])
        expected.patience = .seconds(2)
        expected.check = "came"
        expected.endsOnFailure = true
        expected.isReply = false
        let text = """
            { "type": "binary", "contains": "x", "within": "2s", "check": "came", "onFail": "close", "rtt": false,
              "capture": { "whole": "message", "a": { "json": "$.a" }, "b": { "regex": "(b)" }, "c": { "regex": "c" },
                           "d": { "regex": "(d)(e)", "group": 2 } } }
            """
        #expect(try expect(text) == expected)
    }

    @Test func severalComeInAnyOrder() throws {
        let step = try expect(#"{ "all": ["a", { "contains": "b", "capture": { "v": "message" } }] }"#)
        var second = message([.contains("b")])
        second.captures = [CaptureRule(name: "v", source: .message)]
        #expect(step == ExpectStep(matches: [message([.equals("a")]), second]))
    }

    @Test(arguments: [("a", 0), ("(a)", 1), ("(a)(b)", 1)])
    func theGroupIsTheFirstWhereThereIsOne(_ pattern: String, _ group: Int) throws {
        let step = try expect("{ \"capture\": { \"v\": { \"regex\": \(JSONLiteral.string(pattern)) } } }")
        #expect(step.matches[0].captures == [CaptureRule(name: "v", source: .regex(pattern, group: group))])
    }

    @Test func pings() throws {
        var ping = PingStep()
        #expect(try ScriptText.step(#"{ "ping": {} }"#) == .ping(ping))
        ping.payload = TemplateText([.value(.session)])
        ping.patience = .seconds(1)
        #expect(try ScriptText.step(#"{ "ping": { "payload": "{{session}}", "within": "1s" } }"#) == .ping(ping))
    }
}
