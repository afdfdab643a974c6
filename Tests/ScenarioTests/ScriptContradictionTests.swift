import Testing

@testable import Scenario

@Suite struct ScriptContradictionTests {
    private static let last = #"{ "send": "last" }"#

    @Test(arguments: [
        (#"{ "close": {} }"#, "the session is closed before it"),
        (#"{ "timer": "t", "steps": [{ "close": 4000 }] }"#, "the session is closed before it"),
        (#"{ "loop": { "count": 3, "steps": [{ "close": {} }] } }"#, "the session is closed before it"),
        (
            #"{ "if": { "probability": 1 }, "then": [{ "close": {} }], "else": [{ "close": {} }] }"#,
            "the session is closed before it"
        ),
        (#"{ "loop": { "steps": [{ "pace": "1s" }] } }"#, "the loop before it has no end"),
        (#"{ "messages": {} }"#, "the messages before it have no end"),
    ])
    func whatNeverRunsIsAWarning(_ step: String, _ reason: String) {
        let text = ScenarioText.completing("{ \"script\": [\(step), \(Self.last), { \"pace\": \"1s\" }] }")
        let reading = ScenarioText.read(text)
        #expect(reading.messages == ["this step never runs: \(reason)"])
        #expect(reading.marked(in: text) == [Self.last])
        #expect(reading.scenario != nil)
    }

    @Test(arguments: [
        #"{ "if": { "probability": 1 }, "then": [{ "close": {} }] }"#,
        #"{ "if": { "probability": 1 }, "then": [{ "close": {} }], "else": [{ "pace": "1s" }] }"#,
        #"{ "expectClose": {} }"#, #"{ "reconnect": {} }"#, #"{ "fault": "garbage", "expect": 1002 }"#,
        #"{ "loop": { "count": 2, "steps": [{ "send": "a" }] } }"#,
        #"{ "loop": { "until": { "probability": 0.5 }, "steps": [{ "send": "a" }] } }"#,
        #"{ "messages": { "count": 2 } }"#, #"{ "messages": { "duration": "2s" } }"#,
    ])
    func whatMayRunIsNot(_ step: String) {
        let reading = ScenarioText.read(fragment: "{ \"script\": [\(step), \(Self.last)] }")
        #expect(reading.render(width: 100) == "")
    }

    @Test(arguments: [
        #"{ "pace": "1s" }"#, #"{ "pause": "1s" }"#, #"{ "expect": {} }"#, #"{ "ping": {} }"#,
        #"{ "rendezvous": "1s" }"#, #"{ "messages": { "count": 1 } }"#, #"{ "reconnect": {} }"#,
        #"{ "fault": "silence" }"#, #"{ "fault": "garbage", "expect": 1002 }"#, #"{ "expectClose": {} }"#,
        #"{ "if": { "probability": 1 }, "then": [{ "send": "a" }], "else": [{ "pace": "1s" }] }"#,
        #"{ "timer": "t", "steps": [{ "ping": {} }] }"#, #"{ "close": {} }"#,
    ])
    func aLoopWithAStepThatTakesTimeMayBeEndless(_ step: String) {
        let reading = ScenarioText.read(fragment: "{ \"script\": [{ \"loop\": { \"steps\": [\(step)] } }] }")
        #expect(reading.render(width: 100) == "")
    }

    @Test(arguments: [#"{ "feed": "users" }"#, #"{ "join": "a" }"#, #"{ "fault": "garbage" }"#])
    func aLoopWithoutOneMayNot(_ step: String) {
        let reading = ScriptText.read(
            "{ \"feeders\": { \"users\": \"users.csv\" }, \"script\": [{ \"loop\": { \"steps\": [\(step)] } }] }")
        #expect(reading.messages == ["this loop has no end and no step that takes time, so that it would spin"])
    }

    @Test func aFeederIsFedForItsListeners() {
        let reading = ScriptText.read(
            #"""
            { "on": [{ "steps": [{ "send": "{{users.name}}" }] }], "feeders": { "users": "users.csv" },
              "script": [{ "feed": "users" }, { "pause": "1s" }] }
            """#)
        #expect(reading.render(width: 100) == "")
    }

    @Test(arguments: [
        (
            #"{ "feeders": { "users": "users.csv" }, "script": [{ "send": "a" }] }"#,
            "no script takes a row of the feeder \"users\"", "\"users\""
        ),
        (
            #"{ "expectHandshake": 401, "script": [{ "send": "a" }] }"#,
            "\"script\" never begins: \"expectHandshake\" ends each session with its opening handshake",
            "[{ \"send\": \"a\" }]"
        ),
        (
            #"{ "scenarios": { "a": { "expectHandshake": 401 } }, "messages": { "rate": 1 } }"#,
            "\"messages\" never begins: \"expectHandshake\" ends each session with its opening handshake",
            "{ \"rate\": 1 }"
        ),
        (
            #"{ "script": [{ "send": { "text": "{{stamp}}" } }] }"#,
            "nobody counts this {{stamp}}, for the message is of no fan-out", "{"
        ),
    ])
    func whatIsIdleIsAWarning(_ fragment: String, _ message: String, _ marked: String) {
        let text = ScenarioText.completing(fragment)
        let reading = ScenarioText.read(text, files: ScriptText.files)
        #expect(reading.messages == [message])
        #expect(reading.marked(in: text) == [marked])
        #expect(reading.scenario != nil)
    }

    @Test func aScriptThatEndsNeedsNoDuration() {
        let load = #""load": { "sessions": 1 }"#
        #expect(ScenarioText.read(fragment: "{ \(load), \"script\": [{ \"send\": \"a\" }] }").render(width: 100) == "")
        let endless = ScenarioText.read(
            fragment: "{ \(load), \"script\": [{ \"loop\": { \"steps\": [{ \"pace\": \"1s\" }] } }] }")
        #expect(endless.messages == ["the key \"duration\" is missing in \"load\", and nothing else ends the run"])
    }

    @Test func aFaultInAStepHidesNoOther() {
        let reading = ScenarioText.read(
            fragment: #"{ "script": [{ "sned": "a" }, { "pace": 1 }, { "close": {} }, { "send": "{{x}}" }] }"#)
        #expect(
            reading.messages == [
                "unknown key \"sned\" in \"step\"", "\"step.pace\": a duration needs a unit",
                "\"step.send\": nothing gives \"x\" a value",
            ])
    }

    /// Any damage to a script ends in diagnostics or in a scenario, never in a trap.
    @Test func noScriptStopsTheReader() {
        let bytes = Array(
            ScenarioText.completing(
                #"""
                { "script": [{ "send": { "json": { "a": "\u00e9{{random.int(1, 2)}}{{env.TOKEN}}" } } },
                  { "expect": { "json": { "path": "$.a[0]['b']", "equals": 1 }, "capture": { "c": { "regex": "(a)" } } } },
                  { "if": { "value": "{{c}}" }, "then": [{ "fault": "raw", "bytes": "00 ff" }] }] }
                """#
            ).utf8)
        for index in stride(from: 0, to: bytes.count, by: 4) {
            for replacement in Array("9}".utf8) + [0xFF] {
                var changed = bytes
                changed[index] = replacement
                let reading = ScenarioReader.read(changed, file: "a.json", patternStatus: SamplePattern.status) { _ in
                    .missing
                }
                #expect(reading.scenario != nil || reading.errorCount > 0)
            }
        }
    }
}
