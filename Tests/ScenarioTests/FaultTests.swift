import Testing

@testable import Scenario

/// Each fault that a scenario can have, once: what is said, and what is marked.
@Suite struct FaultTests {
    struct Fault: CustomTestStringConvertible, Sendable {
        let fragment: String
        let message: String
        let marked: String
        let help: String?
        var testDescription: String { fragment }

        init(_ fragment: String, _ message: String, _ marked: String, help: String? = nil) {
            self.fragment = fragment
            self.message = message
            self.marked = marked
            self.help = help
        }

        /// The fault, and nothing else, is found in this scenario.
        func check(_ text: String, files: [String: FileStatus] = [:]) {
            let reading = ScenarioText.read(text, files: files)
            #expect(reading.scenario == nil)
            #expect(reading.messages == [message])
            #expect(reading.marked(in: text) == [marked])
            if let help { #expect(reading.diagnostics.first?.help == help) }
        }
    }

    static let root: [Fault] = [
        Fault(#"{ "laod": {} }"#, "unknown key \"laod\" in the scenario", "\"laod\"", help: "did you mean \"load\"?"),
        Fault(
            #"{ "rate": 5 }"#, "unknown key \"rate\" in the scenario", "\"rate\"",
            help: "it belongs in \"load\" or \"messages\""),
        Fault(
            #"{ "ping": { "interval": "1s", "masking": "zero" } }"#, "unknown key \"masking\" in \"ping\"",
            "\"masking\"", help: "it belongs beside \"load\", not inside another key"),
        Fault(
            #"{ "target": { "embedded": "echo", "xyz": 1 } }"#, "unknown key \"xyz\" in \"target\"", "\"xyz\"",
            help: "known here: url, embedded, compression, compressionParameters, allowUnmasked, tls"),
        Fault(#"{ "name": 7 }"#, "\"name\" must be a string, not a number", "7", help: "write \"7\""),
        Fault(#"{ "name": "" }"#, "\"name\" cannot name a folder", "\"\""),
        Fault(#"{ "name": "../x" }"#, "\"name\" cannot name a folder", "\"../x\""),
        Fault(#"{ "name": "x " }"#, "\"name\" cannot name a folder", "\"x \""),
        Fault(#"{ "name": "a/b" }"#, "\"name\" cannot name a folder", "\"a/b\""),
        Fault(
            #"{ "workers": 0 }"#, "\"workers\" must be a whole number from 1 to 1,024, not 0", "0"),
        Fault(
            #"{ "workers": 1.5 }"#, "\"workers\" must be a whole number from 1 to 1,024, not 1.5", "1.5"),
        Fault(
            #"{ "workers": "2" }"#, "\"workers\" must be a whole number from 1 to 1,024, not a string", "\"2\"",
            help: "write 2 without quotes"),
        Fault(
            #"{ "seed": -1 }"#, "\"seed\" must be a whole number from 0 to 18,446,744,073,709,551,615, not -1", "-1"),
        Fault(
            #"{ "ping": null }"#, "\"ping\" must be an object, not null", "null",
            help: "leave the key out for its default"),
        Fault(#"{ "$schema": 1 }"#, "\"$schema\" must be a string, not a number", "1"),
        Fault(#"{ "load": [] }"#, "\"load\" must be an object, not a list", "[]"),
    ]

    static let handshake: [Fault] = [
        Fault(
            #"{ "target": {} }"#, "\"target\" has neither \"url\" nor \"embedded\"", "{",
            help: "add \"url\": \"ws://…\", or \"embedded\": \"echo\" for Squall's own server"),
        Fault(
            #"{ "target": { "url": "ws://a/", "embedded": "echo" } }"#, "\"target\" has both \"url\" and \"embedded\"",
            "\"ws://a/\""),
        Fault(
            #"{ "target": { "embedded": "ehco" } }"#,
            "\"target.embedded\" must be \"echo\" or \"broadcast\", not \"ehco\"", "\"ehco\"",
            help: "did you mean \"echo\"?"),
        Fault(
            #"{ "target": { "url": "https://a/" } }"#,
            "\"target.url\": the scheme of a WebSocket URL with TLS is wss", "https"),
        Fault(
            #"{ "target": { "url": "http://a/b" } }"#, "\"target.url\": the scheme of a WebSocket URL is ws", "http",
            help: "did you mean \"ws://a/b\"?"),
        Fault(
            #"{ "target": { "url": "ws://a/#b" } }"#,
            "\"target.url\": a WebSocket URL has no fragment (RFC 6455, section 3)", "#b"),
        Fault(
            #"{ "target": { "url": "ws:\/\/a/#b" } }"#,
            "\"target.url\": a WebSocket URL has no fragment (RFC 6455, section 3)", "#b"),
        Fault(
            #"{ "headers": { "a b": "c" } }"#, "\"a b\" is not the name of a header", "\"a b\""),
        Fault(#"{ "headers": { "a": "b\n" } }"#, "\"headers.a\" is not the value of a header", #""b\n""#),
        Fault(
            #"{ "headers": { "a": 1 } }"#, "\"headers.a\" must be a string, or a list of strings, not a number", "1"),
        Fault(
            #"{ "headers": { "Upgrade": "x" } }"#,
            "the header Upgrade belongs to the opening handshake (RFC 6455, section 4.1)", "\"Upgrade\""),
        Fault(
            #"{ "headers": { "Origin": "x" } }"#, "the header Origin has a key of its own", "\"Origin\"",
            help: "write \"origin\": … beside \"headers\""),
        Fault(
            #"{ "headers": { "Host": "a", "host": "b" } }"#, "the header Host stands there more than once", "\"b\""),
        Fault(
            #"{ "headers": [] }"#,
            "\"headers\" must be an object of header names, each with a string or a list of strings, not a list", "[]"),
        Fault(#"{ "subprotocols": ["a b"] }"#, "\"a b\" is not a subprotocol", "\"a b\""),
        Fault(#"{ "subprotocols": ["a", "a"] }"#, "the subprotocol \"a\" is offered twice", "\"a\""),
        Fault(
            #"{ "subprotocols": "a" }"#,
            "\"subprotocols\" must be a list of strings, such as [\"chat\"], not a string", "\"a\""),
        Fault(
            #"{ "origin": "a b" }"#, "\"origin\" must be visible ASCII characters without spaces", "\"a b\""),
    ]

    static let load: [Fault] = [
        Fault(
            #"{ "load": { "duration": "1s" } }"#, "the key \"sessions\" is missing in \"load\"", "{",
            help: "How many sessions are opened. It is a whole number from 1 to 10,000,000."),
        Fault(
            #"{ "load": { "sesions": 1, "duration": "1s" } }"#, "unknown key \"sesions\" in \"load\"", "\"sesions\"",
            help: "did you mean \"sessions\"?"),
        Fault(
            #"{ "load": { "sessions": 1 } }"#,
            "the key \"duration\" is missing in \"load\", and nothing else ends the run", "{"),
        Fault(
            #"{ "load": { "sessions": 1, "duration": 10 } }"#, "\"load.duration\": a duration needs a unit", "10",
            help: "write \"10s\" for seconds or \"10ms\" for milliseconds"),
        Fault(
            #"{ "load": { "sessions": 1, "duration": "10sec" } }"#,
            "\"load.duration\": unknown unit \"sec\" in a duration", "sec", help: "did you mean \"10s\"?"),
        Fault(
            #"{ "load": { "sessions": 1, "duration": "0s" } }"#, "\"load.duration\" must be longer than 0s", "\"0s\""),
        Fault(
            #"{ "load": { "sessions": 1, "duration": true } }"#,
            "\"load.duration\" must be a duration, such as \"250ms\" or \"1m30s\", not true", "true"),
        Fault(
            #"{ "load": { "sessions": 1, "duration": "1s", "connectRate": 0 } }"#,
            "\"load.connectRate\" must be a number from 0.01 to 10,000,000, not 0", "0"),
        Fault(
            #"{ "load": { "sessions": 1, "duration": "1s", "connectRate": 1e999 } }"#,
            "\"load.connectRate\" must be a number from 0.01 to 10,000,000, not 1e999", "1e999"),
        Fault(
            #"{ "load": { "sessions": 1, "rampDown": "1s" }, "messages": { "count": 1 } }"#,
            "\"load.rampDown\" spreads the closes at the end of \"load.duration\", which is missing", "\"1s\""),
        Fault(
            #"{ "connection": { "sendBuffer": "16K" } }"#,
            "\"connection.sendBuffer\": the unit \"K\" of a size can be read in two ways", "K"),
        Fault(
            #"{ "connection": { "sendBuffer": 1 } }"#, "\"connection.sendBuffer\" is out of bounds", "1",
            help: "from 1KiB to 1GiB"),
        Fault(
            #"{ "connection": { "sendBuffer": 1500.5 } }"#,
            "\"connection.sendBuffer\": a size is a whole number of bytes, not 1500.5", "1500.5"),
        Fault(
            #"{ "connection": { "lowWaterMark": "128KiB" } }"#,
            "\"connection.lowWaterMark\" (128KiB) is above \"highWaterMark\" (64KiB)", "\"128KiB\""),
        Fault(
            #"{ "connection": { "noDelay": "true" } }"#,
            "\"connection.noDelay\" must be true or false, not a string", "\"true\"",
            help: "write true without quotes"),
        Fault(
            #"{ "connection": { "sourceAddresses": ["127.0.0.2", "127.0.0.1-127.0.0.3"] } }"#,
            "\"connection.sourceAddresses\": 127.0.0.2 stands in the list twice", "\"127.0.0.1-127.0.0.3\""),
        Fault(
            #"{ "connection": { "sourceAddresses": ["127.0.0.2-x"] } }"#,
            "\"connection.sourceAddresses\": \"x\" is not an IP address", "x"),
        Fault(
            #"{ "connection": { "sourceAddresses": ["127.1.0.0/17", "127.2.0.0/16", "127.3.0.0/16"] } }"#,
            "\"connection.sourceAddresses\": more than 65,536 source addresses", "\"127.2.0.0/16\""),
        Fault(
            #"{ "limits": { "frame": "65MiB" } }"#, "\"limits.frame\" (65MiB) is above \"limits.message\" (64MiB)",
            "\"65MiB\""),
    ]

    static let executors: [Fault] = [
        Fault(
            #"{ "load": { "executor": "constant-vsu", "duration": "1s" } }"#,
            "\"load.executor\" must be \"constant-vus\", \"ramping-vus\", \"constant-arrival-rate\", "
                + "\"ramping-arrival-rate\", \"per-vu-iterations\" or \"shared-iterations\", not \"constant-vsu\"",
            "\"constant-vsu\"", help: "did you mean \"constant-vus\"?"),
        Fault(
            #"{ "load": { "executor": "constant-vus" } }"#, "the key \"duration\" is missing in \"load\"", "{",
            help: "\"constant-vus\" needs it"),
        Fault(
            #"{ "load": { "executor": "constant-vus", "sessions": 5, "duration": "1s" } }"#,
            "\"load.sessions\" has no place with the executor \"constant-vus\"", "5",
            help: "its keys are duration, vus, connectRate, startTime, gracefulStop"),
        Fault(
            #"{ "load": { "vus": 5, "duration": "1s" } }"#, "\"load.vus\" needs an executor", "5",
            help:
                "add \"executor\": \"constant-vus\" or another, or write \"sessions\" for those that come once and stay"
        ),
        Fault(
            #"{ "load": { "executor": "ramping-vus" } }"#, "the key \"stages\" is missing in \"load\"", "{"),
        Fault(
            #"{ "load": { "executor": "ramping-vus", "stages": [] } }"#,
            "\"load.stages\" must list 1 to 1,000 stages, not 0", "[]"),
        Fault(
            #"{ "load": { "executor": "ramping-vus", "stages": {} } }"#,
            "\"load.stages\" must be a list of stages, such as [{\"duration\": \"30s\", \"target\": 100}], not an object",
            "{}"),
        Fault(
            #"{ "load": { "executor": "ramping-vus", "stages": [{ "target": 5 }] } }"#,
            "the key \"duration\" is missing in \"load.stages[]\"", "{"),
        Fault(
            #"{ "load": { "executor": "ramping-vus", "stages": [{ "duration": "1s", "target": 1.5 }] } }"#,
            "a number of virtual users is whole", "1.5"),
        Fault(
            #"{ "load": { "executor": "ramping-vus", "stages": [{ "duration": "0s", "target": 5 }] } }"#,
            "the stages take no time", #"[{ "duration": "0s", "target": 5 }]"#),
        Fault(
            #"{ "load": { "executor": "ramping-vus", "startVUs": 0, "stages": [{ "duration": "1s", "target": 0 }] } }"#,
            "no session ever comes: every target is 0", #"[{ "duration": "1s", "target": 0 }]"#),
        Fault(
            #"{ "load": { "executor": "constant-arrival-rate", "rate": 0, "duration": "1s" } }"#,
            "\"load.rate\" must be a number from 0.0001 to 10,000,000, not 0", "0"),
        Fault(
            #"{ "load": { "executor": "constant-arrival-rate", "rate": 20, "timeUnit": "1us", "duration": "1s" } }"#,
            "more than 10,000,000 iterations per second", "20"),
        Fault(
            #"{ "load": { "executor": "constant-arrival-rate", "rate": 1, "duration": "1s", "maxVUs": 0 } }"#,
            "\"load.maxVUs\" must be a whole number from 1 to 10,000,000, not 0", "0"),
        Fault(
            #"{ "load": { "executor": "constant-arrival-rate", "rate": 1, "duration": "1s", "maxVUs": 3, "preAllocatedVUs": 4 } }"#,
            "\"preAllocatedVUs\" (4) is above \"maxVUs\" (3)", "4"),
        Fault(
            #"{ "load": { "executor": "constant-arrival-rate", "rate": 1, "duration": "1s", "arrivals": "burst" } }"#,
            "\"load.arrivals\" must be \"even\", \"poisson\" or {\"burst\": 10}, not a string", "\"burst\""),
        Fault(
            #"{ "load": { "executor": "shared-iterations", "vus": 5, "iterations": 4 } }"#,
            "5 virtual users share 4 iterations", "5"),
        Fault(
            #"{ "load": { "executor": "constant-vus", "duration": "5s", "warmUp": "5s" } }"#,
            "nothing is measured: the run ends with the warm-up, after 5s", "\"5s\""),
        Fault(
            #"{ "load": { "sessions": 1, "duration": "5s", "warmUp": 5 } }"#,
            "\"load.warmUp\": a duration needs a unit", "5"),
    ]

    static let data: [Fault] = [
        Fault(#"{ "feeders": { "a": "b.txt" } }"#, "\"feeders.a\": the file is neither .csv nor .json", "\"b.txt\""),
        Fault(#"{ "feeders": { "a": "gone.csv" } }"#, "\"feeders.a\": there is no file \"gone.csv\"", "\"gone.csv\""),
        Fault(#"{ "feeders": { "a": {} } }"#, "the key \"file\" is missing in \"feeders.*\"", "{"),
        Fault(
            #"{ "feeders": { "a": 1 } }"#,
            "\"feeders.a\" must be a file, such as \"users.csv\", or an object, not a number", "1"),
        Fault(
            #"{ "feeders": { "a": { "file": "users.csv", "order": "sequence" } } }"#,
            "\"feeders.*.order\" must be \"sequential\", \"random\" or \"unique\", not \"sequence\"", "\"sequence\""),
        Fault(
            #"{ "feeders": { "time": "users.csv" } }"#, "\"time\" has a meaning of its own in templates", "\"time\""),
        Fault(#"{ "feeders": { "a-b": "users.csv" } }"#, "\"a-b\" is not the name of a feeder", "\"a-b\""),
        Fault(#"{ "env": { "A B": "" } }"#, "\"A B\" is not a name in the environment", "\"A B\""),
        Fault(#"{ "env": { "A": 1 } }"#, "\"env.A\" must be a string, not a number", "1", help: "write \"1\""),
    ]

    static let messages: [Fault] = [
        Fault(#"{ "rate": 1, "inFlight": 2 }"#, "\"messages\" has both \"rate\" and \"inFlight\"", "2"),
        Fault(
            #"{ "text": "a", "size": 5 }"#, "\"messages\" has both \"text\" and \"size\"", "5",
            help: "\"size\" is for generated payloads; the size of a text is its own"),
        Fault(#"{ "size": "10" }"#, "\"messages.size\": the size has no unit", "\"10\""),
        Fault(#"{ "size": "2GiB" }"#, "\"messages.size\" is out of bounds", "\"2GiB\"", help: "from 0B to 1GiB"),
        Fault(#"{ "size": [] }"#, "\"messages.size\" must list 1 to 1,000 sizes, not 0", "[]"),
        Fault(
            #"{ "size": [{ "bytes": 1, "weight": -1 }] }"#,
            "\"messages.size[].weight\" must be a number from 0.001 to 1,000,000,000, not -1", "-1"),
        Fault(#"{ "size": {} }"#, "\"messages.size\" names no distribution", "{"),
        Fault(
            #"{ "size": { "uniform": { "min": 1, "max": 2 }, "normal": { "mean": 1, "deviation": 1, "min": 1, "max": 2 } } }"#,
            "\"messages.size\" has both \"uniform\" and \"normal\"",
            #"{ "mean": 1, "deviation": 1, "min": 1, "max": 2 }"#),
        Fault(
            #"{ "size": { "uniform": { "min": 10, "max": 2 } } }"#,
            "\"messages.size.uniform\" is upside down: \"min\" (10) is above \"max\" (2)", "2", help: "swap them"),
        Fault(
            #"{ "size": { "normal": { "mean": 5, "deviation": 1, "min": 1 } } }"#,
            "the key \"max\" is missing in \"messages.size.normal\"", "{"),
        Fault(
            #"{ "size": { "exponential": { "mean": 50, "min": 1, "max": 20 } } }"#,
            "\"messages.size.exponential.mean\" lies outside of \"min\" and \"max\"", "50", help: "from 1B to 20B"),
        Fault(
            #"{ "file": "gone" }"#, "\"messages.file\": there is no file \"gone\"", "\"gone\"",
            help: "the path is relative to the scenario file"),
        Fault(#"{ "file": "dir" }"#, "\"messages.file\": \"dir\" is not a file", "\"dir\""),
        Fault(
            #"{ "file": "secret" }"#,
            "\"messages.file\": the file \"secret\" cannot be read: Permission denied", "\"secret\""),
        Fault(#"{ "file": "huge" }"#, "\"messages.file\": the file is too large: 2,000,000,000 bytes", "\"huge\""),
        Fault(#"{ "file": "" }"#, "\"messages.file\": there is no file \"\"", "\"\""),
        Fault(
            #"{ "fragmentation": { "pings": true } }"#,
            "\"messages.fragmentation\" has neither \"frames\" nor \"bytes\"", "{"),
        Fault(
            #"{ "fragmentation": { "frames": 2, "bytes": 5 } }"#,
            "\"messages.fragmentation\" has both \"frames\" and \"bytes\"", "5"),
        Fault(
            #"{ "fragmentation": { "bytes": 0 } }"#, "\"messages.fragmentation.bytes\" is out of bounds", "0"),
        Fault(
            #"{ "fragmentation": { "frames": { "min": 5, "max": 2 } } }"#,
            "\"messages.fragmentation.frames\" is upside down: \"min\" (5) is above \"max\" (2)", "2"),
        Fault(
            #"{ "fragmentation": { "frames": 1, "pings": true } }"#,
            "there are no pings between the fragments of a message in one frame", "true"),
        Fault(
            #"{ "fragmentation": { "frames": "2" } }"#,
            "\"messages.fragmentation.frames\" must be a whole number, such as 4, or a range, "
                + "such as {\"min\": 2, \"max\": 5}, not a string",
            "\"2\""),
    ]

    static let policies: [Fault] = [
        Fault(
            #"{ "masking": "no" }"#,
            "\"masking\" must be \"random\", \"zero\" or \"none\", or an object, not \"no\"", "\"no\""),
        Fault(#"{ "masking": { "fixed": "0x123" } }"#, "\"masking.fixed\" is not a masking key", "\"0x123\""),
        Fault(
            #"{ "ping": {} }"#, "the key \"interval\" is missing in \"ping\"", "{"),
        Fault(
            #"{ "ping": { "interval": "1s", "onTimeout": "abrot" } }"#,
            "\"ping.onTimeout\" must be \"count\", \"close\" or \"abort\", not \"abrot\"", "\"abrot\"",
            help: "did you mean \"abort\"?"),
        Fault(
            "{ \"ping\": { \"interval\": \"1s\", \"payload\": \"\(String(repeating: "é", count: 63))\" } }",
            "\"ping.payload\" is 126 bytes long", "\"\(String(repeating: "é", count: 63))\""),
        Fault(
            #"{ "reply": "ecko" }"#, "\"reply\" must be \"echo\", \"any\" or \"none\", not \"ecko\"", "\"ecko\"",
            help: "did you mean \"echo\"?"),
        Fault(
            #"{ "reply": 1 }"#, "\"reply\" must be \"echo\", \"any\", \"none\" or an object, not a number", "1"),
        Fault(
            #"{ "reply": { "timeout": "0s" } }"#, "\"reply.timeout\" must be longer than 0s", "\"0s\""),
        Fault(
            #"{ "close": { "code": 1006 } }"#,
            "close code 1006 means that no close frame came and is never sent (RFC 6455, section 7.4.1)", "1006",
            help: CloseRules.allowed),
        Fault(#"{ "close": { "code": 1e9 } }"#, "1e9 is not a close code", "1e9", help: CloseRules.allowed),
        Fault(
            "{ \"close\": { \"reason\": \"\(String(repeating: "x", count: 124))\" } }",
            "\"close.reason\" is 124 bytes long", "\"\(String(repeating: "x", count: 124))\""),
        Fault(
            #"{ "close": { "code": null, "reason": "a" } }"#,
            "a close frame without a code has no reason (RFC 6455, section 5.5.1)", "\"a\""),
        Fault(
            #"{ "close": { "by": "reset", "code": 1001 } }"#,
            "\"close.code\" has no place where the client sends no close frame of its own (\"by\": \"reset\")", "1001"),
        Fault(
            #"{ "close": { "by": "server", "reason": "a" } }"#,
            "\"close.reason\" has no place where the client sends no close frame of its own (\"by\": \"server\")",
            "\"a\""),
    ]

    static let files: [String: FileStatus] = [
        "dir": .notAFile, "secret": .unreadable("Permission denied"), "huge": .file(bytes: 2_000_000_000),
        "users.csv": .file(bytes: 10), "b.txt": .file(bytes: 10),
    ]

    @Test(arguments: root + handshake + load + executors + data + policies) func isSaidOnce(_ fault: Fault) {
        fault.check(ScenarioText.completing(fault.fragment), files: Self.files)
    }

    @Test(arguments: messages) func isSaidOnceOfMessages(_ fault: Fault) {
        fault.check(ScenarioText.completing("{ \"messages\": \(fault.fragment) }"), files: Self.files)
    }

    @Test(arguments: [
        ("name", "{\"target\": {\"embedded\": \"echo\"}, \"load\": {\"sessions\": 1, \"duration\": \"1s\"}}"),
        ("target", "{\"name\": \"a\", \"load\": {\"sessions\": 1, \"duration\": \"1s\"}}"),
        ("load", "{\"name\": \"a\", \"target\": {\"embedded\": \"echo\"}}"),
        ("load", "{\"name\": \"a\", \"target\": {\"embedded\": \"echo\"}, \"scenarios\": {\"b\": {}}}"),
    ])
    func whatMustBeThere(_ key: String, _ text: String) {
        let reading = ScenarioText.read(text)
        #expect(reading.messages == ["the key \"\(key)\" is missing in the scenario"])
        #expect(reading.marked(in: text) == ["{"])
    }

    @Test func aScenarioIsAnObject() {
        #expect(ScenarioText.read("[]").messages == ["\"a scenario\" must be an object, not a list"])
    }
}
