import Testing

@testable import Scenario

/// Each fault that a script can have, once: what is said, and what is marked.
@Suite struct ScriptFaultTests {
    typealias Fault = FaultTests.Fault

    /// Faults of a single step.
    static let steps: [Fault] = [
        Fault("{}", "the step does nothing", "{"),
        Fault("1", "\"step\" must be an object, not a number", "1"),
        Fault(#"{ "sned": "a" }"#, "unknown key \"sned\" in \"step\"", "\"sned\"", help: "did you mean \"send\"?"),
        Fault(#"{ "sleep": "1s" }"#, "unknown key \"sleep\" in \"step\"", "\"sleep\"", help: "did you mean \"pause\"?"),
        Fault(
            #"{ "send": "a", "expect": "b" }"#, "a step does one thing, and this has both \"send\" and \"expect\"",
            "\"expect\"", help: "make two steps of it"),
        Fault(
            #"{ "expect": "x", "check": "ok" }"#, "\"check\" has no place beside \"expect\"", "\"check\"",
            help: #"it belongs in "step.expect": { "expect": { "equals": "x", "check": "ok" } }"#),
        Fault(
            #"{ "check": "ok", "expect": { "contains": "x" } }"#, "\"check\" has no place beside \"expect\"",
            "\"check\"", help: #"it belongs in "step.expect": { "expect": { …, "check": "ok" } }"#),
        Fault(
            #"{ "expectClose": 1000, "check": "ok" }"#, "\"check\" has no place beside \"expectClose\"", "\"check\"",
            help: #"it belongs in "step.expectClose": { "expectClose": { "code": 1000, "check": "ok" } }"#),
        Fault(
            #"{ "check": "ok" }"#, "\"step.check\" must be an object of names, each with a condition, not a string",
            "\"ok\"",
            help: #"such as {"ok": {"value": "{{token}}", "exists": true}}; what an "expect" comes to is counted by a "#
                + #""check" in it"#),
        Fault(
            #"{ "send": "a", "then": [{ "pace": "1s" }] }"#, "\"then\" has no place beside \"send\"", "\"then\"",
            help: "it belongs beside \"if\""),
        Fault(#"{ "if": { "probability": 1 } }"#, "\"then\" is missing beside \"if\"", "{"),
        Fault(
            #"{ "if": { "probability": 1 }, "then": [] }"#, "\"step.then\" has no steps", "[]",
            help: "such as [{\"send\": \"hello\"}]"),
        Fault(
            #"{ "if": { "probability": 1 }, "then": {} }"#,
            "\"step.then\" must be a list of steps, such as [{\"send\": \"hello\"}], not an object", "{}"),
        Fault(#"{ "timer": "t" }"#, "\"steps\" is missing beside \"timer\"", "{"),
        Fault(#"{ "timer": "", "steps": [{ "pace": "1s" }] }"#, "\"step.timer\" is no name", "\"\""),
        Fault(#"{ "loop": { "count": 1 } }"#, "the key \"steps\" is missing in \"step.loop\"", "{"),
        Fault(
            #"{ "loop": { "count": 0, "steps": [{ "pace": "1s" }] } }"#,
            "\"step.loop.count\" must be a whole number from 1 to 1,000,000,000,000, not 0", "0"),
        Fault(
            #"{ "pause": true }"#, "\"step.pause\" must be a duration, such as \"1s\", or a distribution, not true",
            "true"),
        Fault(#"{ "pause": {} }"#, "\"step.pause\" names no distribution", "{"),
        Fault(
            #"{ "pause": { "uniform": { "min": "1s" } } }"#, "the key \"max\" is missing in \"step.pause.uniform\"", "{"
        ),
        Fault(#"{ "pace": 1 }"#, "\"step.pace\": a duration needs a unit", "1"),
        Fault(#"{ "check": {} }"#, "\"step.check\" has no conditions", "{}"),
        Fault(#"{ "check": { "": { "probability": 1 } } }"#, "\"step.check\" is no name", "\"\""),
        Fault(#"{ "check": { "a": {} } }"#, "the condition looks at nothing", "{"),
        Fault(
            #"{ "check": { "a": { "value": "x", "probability": 1 } } }"#,
            "a condition has both \"value\" and \"probability\"", "\"probability\""),
        Fault(
            #"{ "check": { "a": { "probability": 1, "equals": 1 } } }"#,
            "\"equals\" has no place beside \"probability\"", "\"equals\"", help: "it is compared with a \"value\""),
        Fault(
            #"{ "check": { "a": { "value": "x", "equals": 1, "atMost": 2 } } }"#,
            "there are two comparisons, \"equals\" and \"atMost\"", "\"atMost\""),
        Fault(
            #"{ "check": { "a": { "value": "x", "atMost": "2" } } }"#,
            "\"condition.atMost\" must be a number, not a string", "\"2\""),
        Fault(
            #"{ "check": { "a": { "value": "x", "equals": [] } } }"#,
            "\"condition.equals\" must be a string, a number, a boolean or null, not a list", "[]"),
        Fault(#"{ "check": { "a": { "all": [] } } }"#, "\"condition.all\" has no conditions", "[]"),
        Fault(
            #"{ "check": { "a": { "value": "x", "matches": "" } } }"#,
            "\"condition.matches\" is an empty regular expression, which finds itself in any message", "\"\""),
        Fault(#"{ "set": {} }"#, "\"step.set\" has no variables", "{}"),
        Fault(#"{ "set": { "a b": 1 } }"#, "\"a b\" cannot name a variable", "\"a b\""),
        Fault(#"{ "set": { "time": 1 } }"#, "\"time\" names a value of Squall's own", "\"time\""),
        Fault(
            #"{ "set": { "a": null } }"#, "\"step.set.a\" must be a string, a number or a boolean, not null", "null"),
        Fault(
            #"{ "rendezvous": { "rate": 5 } }"#, "the key \"at\" is missing in \"step.rendezvous\"", "{"),
        Fault(
            #"{ "join": "a", "wrapped": 5 }"#,
            "\"step.wrapped\" must be true, false or a JSON path, such as \"$.data\", not a number", "5"),
        Fault(
            #"{ "join": "a", "wrapped": "data" }"#, "\"step.wrapped\": a JSON path begins with $", #""data""#,
            help: "did you mean \"$.data\"?"),
        Fault(
            #"{ "leave": "a", "wrapped": true }"#, "\"wrapped\" has no place beside \"leave\"", #""wrapped""#,
            help: "it belongs beside \"join\""),
        Fault(#"{ "join": 5 }"#, "\"step.join\" must be a string, not a number", "5", help: "write \"5\""),
    ]

    static let sends: [Fault] = [
        Fault("5", "\"step.send\" must be a string or an object, not a number", "5"),
        Fault("{}", "\"step.send\" says nothing of what it sends", "{"),
        Fault(#"{ "text": "a", "size": 5 }"#, "\"step.send\" has both \"text\" and \"size\"", "\"size\""),
        Fault(#"{ "txet": "a" }"#, "unknown key \"txet\" in \"step.send\"", "\"txet\"", help: "did you mean \"text\"?"),
        Fault(#"{ "text": "a", "rsv": 8 }"#, "\"step.send.rsv\" must be a whole number from 0 to 7, not 8", "8"),
        Fault(
            #"{ "text": "a", "type": "text", "opcode": 2 }"#, "\"step.send\" has both \"type\" and \"opcode\"", "2"),
        Fault(#"{ "bytes": "0g" }"#, "\"step.send.bytes\": bytes are hexadecimal digits", "g"),
        Fault(#"{ "bytes": "0 1 2" }"#, "\"step.send.bytes\": half a byte at the end", "2"),
        Fault(
            #"{ "size": 1, "fragmentation": {} }"#, "\"step.send.fragmentation\" has neither \"frames\" nor \"bytes\"",
            "{"),
        Fault(
            #"{ "size": { "uniform": { "min": 1 } } }"#, "the key \"max\" is missing in \"step.send.size.uniform\"", "{"
        ),
        Fault(
            #"{ "text": "a", "masking": "no" }"#,
            "\"step.send.masking\" must be \"random\", \"zero\" or \"none\", or an object, not \"no\"", "\"no\""),
    ]

    static let expects: [Fault] = [
        Fault("5", "\"step.expect\" must be a string or an object, not a number", "5"),
        Fault(#"{ "type": "txt" }"#, "\"step.expect.type\" must be \"text\" or \"binary\", not \"txt\"", "\"txt\""),
        Fault(
            #"{ "all": ["a"], "equals": "b" }"#, "\"equals\" has no place beside \"all\"", "\"equals\"",
            help: "it belongs into the messages of \"all\""),
        Fault(#"{ "all": [] }"#, "\"step.expect.all\" must list 1 to 64 messages, not 0", "[]"),
        Fault(#"{ "json": { "path": "a" } }"#, "\"match.json.path\": a JSON path begins with $", "\"a\""),
        Fault(#"{ "json": { "equals": 1 } }"#, "the key \"path\" is missing in \"match.json\"", "{"),
        Fault(
            #"{ "json": { "path": "$.a", "equals": 1, "exists": true } }"#,
            "there are two comparisons, \"exists\" and \"equals\"", "\"equals\""),
        Fault(#"{ "json": [] }"#, "\"match.json\" has no paths", "[]"),
        Fault(#"{ "size": {} }"#, "\"step.expect.size\" has neither \"min\" nor \"max\"", "{"),
        Fault(
            #"{ "matches": "" }"#,
            "\"step.expect.matches\" is an empty regular expression, which finds itself in any message", "\"\""),
        Fault(
            #"{ "onFail": "stop" }"#, "\"step.expect.onFail\" must be \"continue\" or \"close\", not \"stop\"",
            "\"stop\""),
        Fault(#"{ "capture": { "1a": "message" } }"#, "\"1a\" cannot name a variable", "\"1a\""),
        Fault(#"{ "capture": { "a": {} } }"#, "\"capture\" has neither \"json\" nor \"regex\"", "{"),
        Fault(
            #"{ "capture": { "a": { "json": "$", "regex": "b" } } }"#, "\"capture\" has both \"json\" and \"regex\"",
            "\"b\""),
        Fault(
            #"{ "capture": { "a": { "json": "$", "group": 1 } } }"#, "\"group\" has no place beside \"json\"", "1"),
        Fault(
            #"{ "capture": { "a": "mesage" } }"#,
            "\"step.expect.capture.a\" must be \"message\", {\"json\": \"$.path\"} or {\"regex\": \"…\"}, not a string",
            "\"mesage\""),
    ]

    static let closing: [Fault] = [
        Fault(
            #"{ "close": 1006 }"#,
            "close code 1006 means that no close frame came and is never sent (RFC 6455, section 7.4.1)", "1006"),
        Fault(#"{ "close": "now" }"#, "\"step.close\" must be an object or a close code, not a string", "\"now\""),
        Fault(#"{ "close": { "after": "1s" } }"#, "unknown key \"after\" in \"step.close\"", "\"after\""),
        Fault(
            #"{ "close": { "by": "fin", "code": 1000 } }"#,
            "\"step.close.code\" has no place where the client sends no close frame of its own (\"by\": \"fin\")",
            "1000"),
        Fault(
            #"{ "close": { "by": "reset", "wait": false } }"#,
            "\"step.close.wait\" is about the client's own close frame, and there is none", "false"),
        Fault(
            #"{ "close": { "wait": false, "timeout": "1s" } }"#,
            "\"step.close.timeout\" has no effect where nothing is waited for", "\"1s\""),
        Fault(
            #"{ "expectClose": 999 }"#, "\"step.expectClose\" must be a whole number from 1,000 to 4,999, not 999",
            "999"),
        Fault(
            #"{ "expectClose": { "code": [] } }"#,
            "\"step.expectClose.code\" must be a close code or a list of close codes, not a list", "[]"),
        Fault(
            #"{ "reconnect": { "backoff": "constant", "factor": 3 } }"#,
            "\"reconnect.factor\" has no place where the delay is constant", "3"),
        Fault(#"{ "reconnect": { "jitter": 2 } }"#, "\"reconnect.jitter\" must be a number from 0 to 1, not 2", "2"),
        Fault(
            #"{ "fault": "garbge" }"#,
            "\"step.fault\" must be \(ValueKind.list(FaultKind.allCases.map(\.rawValue))), not \"garbge\"",
            "\"garbge\"",
            help: "did you mean \"garbage\"?"),
        Fault(
            #"{ "fault": "garbage", "steps": [{ "pace": "1s" }] }"#, "\"steps\" has no place beside \"fault\"",
            "\"steps\"", help: "it belongs beside \"timer\""),
        Fault(#"{ "size": 5 }"#, "the step does nothing", "{"),
    ]

    /// Faults that need more than the shape of one value, which the schema does not see.
    static let meanings: [Fault] = [
        Fault(
            #"{ "loop": { "steps": [{ "send": "a" }] } }"#,
            "this loop has no end and no step that takes time, so that it would spin", "{"),
        Fault(#"{ "pause": "0s" }"#, "\"step.pause\" must be longer than 0s", "\"0s\""),
        Fault(
            #"{ "pause": { "uniform": { "min": "2s", "max": "1s" } } }"#,
            "\"step.pause.uniform\" is upside down: \"min\" (2s) is above \"max\" (1s)", "\"1s\""),
        Fault(
            #"{ "pause": { "normal": { "mean": "9s", "deviation": "1s", "max": "5s" } } }"#,
            "\"step.pause.normal.mean\" lies outside of \"min\" and \"max\"", "\"9s\"", help: "from 0s to 5s"),
        Fault(
            #"{ "send": { "text": "a", "fanout": "room" } }"#,
            "a message without {{stamp}} cannot be recognised by the receivers of \"fanout\"", "\"room\""),
        Fault(
            #"{ "send": { "size": 5, "fanout": "room" } }"#,
            "a message without {{stamp}} cannot be recognised by the receivers of \"fanout\"", "\"room\""),
        Fault(
            #"{ "send": { "json": { "a": "{{stamp}}", "b": "x{{ stamp }}" }, "fanout": "room" } }"#,
            "\"step.send.json\": a message can hold {{stamp}} only once", "stamp"),
        Fault(
            #"{ "send": { "text": "{{stamp}}{{stamp}}", "fanout": "room" } }"#,
            "\"step.send.text\": a message can hold {{stamp}} only once", "stamp"),
        Fault(
            #"{ "set": { "a": "{{stamp}}" } }"#,
            "\"step.set.a\": {{stamp}} vouches for a message, and this is none", "stamp"),
        Fault(
            #"{ "expect": { "matches": "\\d+(a" } }"#,
            "\"step.expect.matches\": the regular expression is wrong: missing closing parenthesis", "a"),
        Fault(
            #"{ "expect": { "json": { "path": "$.a", "matches": "(" } } }"#,
            "\"match.json.matches\": the regular expression is wrong: missing closing parenthesis", "("),
        Fault(
            #"{ "check": { "a": { "value": "x", "matches": "b(" } } }"#,
            "\"condition.matches\": the regular expression is wrong: missing closing parenthesis", "("),
        Fault(
            #"{ "expect": { "capture": { "a": { "regex": "(b" } } } }"#,
            "\"capture.regex\": the regular expression is wrong: missing closing parenthesis", "b"),
        Fault(
            #"{ "expect": { "capture": { "a": { "regex": "(b)", "group": 2 } } } }"#,
            "the regular expression has no group 2", "2", help: "its last is 1; 0 is the whole match"),
        Fault(
            #"{ "timer": "ws_msg_rtt", "steps": [{ "pace": "1s" }] }"#,
            "\"ws_msg_rtt\" is a metric of Squall's own, and thresholds could not tell the two apart",
            "\"ws_msg_rtt\""),
        Fault(
            #"{ "check": { "checks": { "probability": 1 } } }"#,
            "\"checks\" is a metric of Squall's own, and thresholds could not tell the two apart", "\"checks\""),
        Fault(
            #"{ "timer": "login", "steps": [{ "expect": { "check": "login" } }] }"#,
            "a timer and a check have the name \"login\", and thresholds could not tell them apart", "\"login\""),
        Fault(#"{ "send": { "file": "gone" } }"#, "\"step.send.file\": there is no file \"gone\"", "\"gone\""),
        Fault(
            #"{ "ping": { "payload": "\#(String(repeating: "é", count: 63))" } }"#,
            "\"step.ping.payload\" is 126 bytes long", "\"\(String(repeating: "é", count: 63))\""),
        Fault(
            #"{ "expect": { "size": { "min": 9, "max": 1 } } }"#,
            "\"match.size\" is upside down: \"min\" (9) is above \"max\" (1)", "1"),
        Fault(
            #"{ "expect": { "json": { "path": "$.a[x]" } } }"#, "\"match.json.path\": \"x\" is not an index", "[x]"),
        Fault(#"{ "feed": "users" }"#, "there is no feeder \"users\"", "\"users\""),
        Fault(
            #"{ "messages": { "count": 1, "inFlight": 2 }, "reply": "none" }"#,
            "\"messages.inFlight\" counts replies, and \"reply\" expects none", "2"),
        Fault(
            #"{ "reconnect": { "delay": "5s", "maxDelay": "1s" } }"#,
            "\"reconnect.maxDelay\" (1s) is below \"delay\" (5s)", "\"1s\""),
        Fault(
            #"{ "fault": "unmasked-frame", "size": 5 }"#, "the fault \"unmasked-frame\" has no \"size\"", "5",
            help: "it has no keys but \"expect\""),
        Fault(
            #"{ "fault": "invalid-utf8", "code": 5 }"#, "the fault \"invalid-utf8\" has no \"code\"", "5",
            help: "its keys are \"size\" or \"position\""),
        Fault(#"{ "fault": "raw" }"#, "\"bytes\" is missing beside the fault \"raw\"", "{"),
        Fault(
            #"{ "fault": "reserved-opcode", "opcode": 9 }"#, "opcode 9 is not reserved (RFC 6455, section 5.2)", "9"),
        Fault(
            #"{ "fault": "invalid-utf8", "size": 8 }"#, "the wrong byte (8) is not in a text of 8 bytes", "8"),
        Fault(
            #"{ "fault": "invalid-close-code", "code": 1001 }"#,
            "close code 1001 may be sent, so that it is no fault", "1001"),
        Fault(#"{ "fault": "oversize-control", "size": 125 }"#, "\"step.size\" must be at least 126 here", "125"),
        Fault(
            #"{ "fault": "garbage", "expect": "1002" }"#,
            "\"step.expect\" must be a close code or a list of close codes, not a string", "\"1002\""),
        Fault(
            #"{ "send": "a {{sesion}}" }"#, "\"step.send\": nothing gives \"sesion\" a value", "sesion",
            help: "did you mean \"session\"?"),
        Fault(
            #"{ "send": "\u00e9\n{{ sesion }}" }"#, "\"step.send\": nothing gives \"sesion\" a value", "sesion"),
        Fault(
            #"{ "send": { "json": { "a": ["b\"{{time.mss}}"] } } }"#,
            "\"step.send.json\": there is no value \"time.mss\"", "time.mss", help: "did you mean \"time.ms\"?"),
        Fault(#"{ "send": "{{env.HOST}}" }"#, "\"step.send\": there is no \"env.HOST\"", "env.HOST"),
        Fault(
            #"{ "send": "{{=session}}" }"#,
            "\"step.send\": \"{{=\" stands for a JSON value and has its place in \"json\" only", "{{="),
        Fault(
            #"{ "send": { "json": "{{= env.TOKEN }}" } }"#, "\"step.send.json\": the value is no JSON", "env.TOKEN"
        ),
        Fault(
            #"{ "send": { "json": { "{{=session}}": 1 } } }"#,
            "\"step.send.json\": a key is a string, and \"{{=\" stands for any value", #""{{=session}}""#),
        Fault(
            #"{ "send": "{{users.name}}" }"#, "\"step.send\": there is no feeder \"users\"", "users.name"),
    ]

    static let root: [Fault] = [
        Fault(#"{ "script": [] }"#, "\"script\" has no steps", "[]"),
        Fault(
            #"{ "script": {} }"#,
            "\"script\" must be a list of steps, such as [{\"send\": \"hello\"}], not an object", "{}"),
        Fault(
            #"{ "script": [{ "pace": "1s" }], "messages": {} }"#, "\"messages\" has no place beside \"script\"", "{}",
            help: "write it as a step of the script: {\"messages\": { … }}"),
        Fault(#"{ "on": [] }"#, "\"on\" runs beside a script, and there is none", "[]"),
        Fault(
            #"{ "script": [{ "pace": "1s" }], "on": {} }"#, "\"on\" must be a list of listeners, not an object", "{}"),
        Fault(
            #"{ "script": [{ "pace": "1s" }], "on": [{ "macth": "a" }] }"#, "unknown key \"macth\" in \"on[]\"",
            "\"macth\"", help: "did you mean \"match\"?"),
        Fault(
            #"{ "handshake": "wrong-verson" }"#,
            "\"handshake\" must be \(ValueKind.list(ScenarioKeys.handshakeFaults)), not \"wrong-verson\"",
            "\"wrong-verson\"", help: "did you mean \"wrong-version\"?"),
        Fault(#"{ "handshake": { "byteByByte": 5 } }"#, "\"handshake.byteByByte\": a duration needs a unit", "5"),
        Fault(#"{ "handshake": {} }"#, "the key \"byteByByte\" is missing in \"handshake\"", "{"),
        Fault(
            #"{ "expectHandshake": 101 }"#, "\"expectHandshake\" must be a whole number from 200 to 599, not 101", "101"
        ),
    ]

    /// Faults of a scenario's own keys that the schema does not see.
    static let rootMeanings: [Fault] = [
        Fault(
            #"{ "script": [{ "pace": "1s" }], "on": [{ "steps": [{ "pause": "1s" }] }] }"#,
            "\"pause\" has no place in a listener", "\"pause\"",
            help: "a listener does not wait; it has send, set, check, if, join, leave, close"),
        Fault(
            #"{ "script": [{ "pace": "1s" }], "on": [{ "steps": [{ "if": { "probability": 1 }, "then": [{ "loop": { "count": 1, "steps": [{ "pace": "1s" }] } }] }] }] }"#,
            "\"loop\" has no place in a listener", "\"loop\""),
        Fault(
            #"{ "feeders": { "users": "users.csv" }, "script": [{ "send": "{{users.name}}" }, { "feed": "users" }] }"#,
            "\"step.send\": no \"feed\" takes a row of \"users\" before this", "users.name",
            help: "put the step {\"feed\": \"users\"} before it"),
        Fault(
            #"{ "feeders": { "users": "users.csv" }, "script": [{ "feed": "user" }] }"#, "there is no feeder \"user\"",
            "\"user\"", help: "did you mean \"users\"?"),
        Fault(
            #"{ "feeders": { "users": "users.csv" }, "script": [{ "feed": "users" }, { "send": "{{user.name}}" }] }"#,
            "\"step.send\": there is no feeder \"user\"", "user.name", help: "did you mean \"users.name\"?"),
        Fault(
            #"{ "feeders": { "users": "users.csv" }, "script": [{ "feed": "users" }, { "send": "{{users}}" }] }"#,
            "\"step.send\": nothing gives \"users\" a value", "users",
            help: "a value of the feeder is written with its column: {{users.COLUMN}}"),
        Fault(
            #"{ "script": [{ "set": { "token": 1 } }, { "send": "{{tokne}}" }] }"#,
            "\"step.send\": nothing gives \"tokne\" a value", "tokne", help: "did you mean \"token\"?"),
        Fault(
            #"{ "script": [\#((0...64).map { "{ \"join\": \"g\($0)\" }" }.joined(separator: ", "))] }"#,
            "the scripts name 65 fan-out groups",
            "[\((0...64).map { "{ \"join\": \"g\($0)\" }" }.joined(separator: ", "))]", help: "at most 64"),
        Fault(
            #"{ "origin": "http://{{session}}" }"#,
            "\"origin\": only values of the environment can stand here, which are the same for all sessions",
            "session"),
        Fault(
            #"{ "target": { "url": "ws://{{env.HOST}}/" } }"#,
            "\"target.url\": there is no \"env.HOST\"", "env.HOST", help: "give it a value with -e HOST=…"),
        Fault(
            #"{ "target": { "url": "ws://host:{{env.TOKEN}}/" } }"#,
            "\"target.url\": \"s\"1\" is not a port", "\"ws://host:{{env.TOKEN}}/\""),
        Fault(
            #"{ "expectHandshake": { "min": 499, "max": 400 } }"#,
            "\"expectHandshake\" is upside down: \"min\" (499) is above \"max\" (400)", "400"),
    ]

    static func inScript(_ fault: Fault, _ key: String? = nil) -> String {
        let step = key.map { "{ \"\($0)\": \(fault.fragment) }" } ?? fault.fragment
        return ScenarioText.completing("{ \"script\": [\(step)] }")
    }

    @Test(arguments: steps + closing + meanings) func isSaidOnceOfAStep(_ fault: Fault) {
        check(fault, Self.inScript(fault))
    }

    @Test(arguments: sends) func isSaidOnceOfASend(_ fault: Fault) { check(fault, Self.inScript(fault, "send")) }

    @Test(arguments: expects) func isSaidOnceOfAnExpect(_ fault: Fault) { check(fault, Self.inScript(fault, "expect")) }

    @Test(arguments: root + rootMeanings) func isSaidOnceOfTheRoot(_ fault: Fault) {
        check(fault, ScenarioText.completing(fault.fragment))
    }

    private func check(_ fault: Fault, _ text: String) {
        let reading = ScenarioReader.read(
            Array(text.utf8), file: "test.json", environment: ["TOKEN": "s\"1"], patternStatus: SamplePattern.status
        ) {
            ScriptText.files[$0] ?? .missing
        }
        #expect(reading.scenario == nil)
        #expect(reading.messages == [fault.message])
        #expect(reading.marked(in: text) == [fault.marked])
        if let help = fault.help { #expect(reading.diagnostics.first?.help == help) }
    }
}
