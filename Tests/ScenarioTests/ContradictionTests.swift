import Testing

@testable import Scenario

/// Faults and doubts that show only when several keys are seen together.
@Suite struct ContradictionTests {
    @Test(arguments: [
        (
            #"{ "reply": "none", "messages": { "inFlight": 4 } }"#,
            "\"messages.inFlight\" counts replies, and \"reply\" expects none", "4"
        ),
        (
            #"{ "messages": { "size": "65MiB" } }"#,
            "the echo of 65MiB is above \"limits.message\" (64MiB)", "\"65MiB\""
        ),
        (
            #"{ "messages": { "text": "abc" }, "limits": { "message": 2 } }"#,
            "the echo of 3B is above \"limits.message\" (2B)", "\"abc\""
        ),
        (
            #"{ "messages": { "file": "f" }, "limits": { "message": 99 } }"#,
            "the echo of 100B is above \"limits.message\" (99B)", "\"f\""
        ),
        (
            #"{ "connection": { "sourceAddresses": ["::1"] } }"#,
            "the source address ::1 cannot reach the target 127.0.0.1", "[\"::1\"]"
        ),
        (
            #"{ "target": { "url": "ws://[::1]/" }, "connection": { "sourceAddresses": ["10.0.0.1"] } }"#,
            "the source address 10.0.0.1 cannot reach the target ::1", "[\"10.0.0.1\"]"
        ),
    ])
    func isAnError(_ fragment: String, _ message: String, _ marked: String) {
        let text = ScenarioText.completing(fragment)
        let reading = ScenarioText.read(text, files: ["f": .file(bytes: 100)])
        #expect(reading.messages == [message])
        #expect(reading.marked(in: text) == [marked])
        #expect(reading.scenario == nil)
    }

    @Test(arguments: [
        (
            #"{ "close": { "after": "11s" } }"#,
            "\"close.after\" (11s) is longer than the run (10s900ms): no session is closed by it", "\"11s\""
        ),
        (
            #"{ "masking": "none" }"#,
            "Squall's own server takes no frames without a mask, and closes each session with code 1002", "\"none\""
        ),
        (
            #"{ "ping": { "interval": "1m" } }"#,
            "\"ping.interval\" (1m) is longer than the run (10s900ms): no ping is ever sent", "\"1m\""
        ),
        (
            #"{ "target": { "embedded": "broadcast" }, "messages": { "rate": 1 } }"#,
            "\"broadcast\" sends each session what all of them send, and \"reply\" expects its own messages only",
            "{ \"rate\": 1 }"
        ),
        (
            #"{ "messages": { "duration": "1m" } }"#,
            "\"messages.duration\" (1m) is longer than the run (10s900ms): it limits nothing", "\"1m\""
        ),
        (
            #"{ "load": { "sessions": 100, "connectRate": 5, "warmUp": "0s", "duration": "10s" } }"#,
            "the run ends when 51 of 100 sessions have connected", "5"
        ),
        (
            #"{ "load": { "sessions": 10000000, "connectRate": 0.01, "warmUp": "0s", "duration": "1s" } }"#,
            "the run ends when 1 of 10,000,000 sessions have connected", "0.01"
        ),
        (
            #"{ "load": { "executor": "constant-vus", "vus": 100, "connectRate": 5, "duration": "10s" } }"#,
            "the executor's time ends when 51 of 100 virtual users have come", "5"
        ),
        (
            #"{ "load": { "executor": "per-vu-iterations", "iterations": 3 }, "messages": { "rate": 1 } }"#,
            "no session ends by itself, so that each virtual user has one iteration only", "3"
        ),
        (
            #"{ "reply": { "mode": "none", "timeout": "1s" } }"#,
            "\"reply.timeout\" has no effect where no reply is expected", "\"1s\""
        ),
        (
            #"{ "messages": { "size": "17MiB" } }"#,
            "an echo of 17MiB in one frame is above \"limits.frame\" (16MiB)", "\"17MiB\""
        ),
        (
            #"{ "messages": { "size": 64, "fragmentation": { "bytes": 64 } } }"#,
            "\"messages.fragmentation.bytes\" cuts nothing: no message is longer than 64B", "64"
        ),
    ])
    func isAWarning(_ fragment: String, _ message: String, _ marked: String) {
        let text = ScenarioText.completing(fragment)
        let reading = ScenarioText.read(text)
        #expect(reading.messages == [message])
        #expect(reading.marked(in: text) == [marked])
        #expect(reading.scenario != nil)
        #expect(reading.warningCount == 1)
    }

    @Test(arguments: [
        #"{ "reply": "none", "messages": { "rate": 4 } }"#,
        #"{ "reply": "none", "messages": {} }"#,
        #"{ "reply": "echo" }"#,
        #"{ "reply": "none", "messages": { "size": "65MiB" } }"#,
        #"{ "target": { "url": "ws://localhost/" }, "connection": { "sourceAddresses": ["::1", "127.0.0.1"] } }"#,
        #"{ "load": { "sessions": 1 }, "close": { "after": "1s" } }"#,
        #"{ "load": { "sessions": 1 }, "messages": { "duration": "1s" } }"#,
        #"{ "messages": { "fragmentation": { "frames": { "min": 1, "max": 2 }, "pings": true } } }"#,
        #"{ "connection": { "lowWaterMark": "64KiB" } }"#,
        #"{ "load": { "executor": "shared-iterations", "iterations": 3 }, "messages": { "count": 1 } }"#,
        #"{ "load": { "executor": "shared-iterations", "iterations": 3 }, "script": [{ "send": "a" }] }"#,
    ])
    func isFine(_ fragment: String) {
        #expect(ScenarioText.read(fragment: fragment).messages.isEmpty)
    }

    @Test func aFaultyValueContradictsNothing() {
        let reading = ScenarioText.read(
            fragment: #"{ "load": { "sessions": 1, "duration": "1" }, "close": { "after": "1h" } }"#)
        #expect(reading.messages == ["\"load.duration\": the duration has no unit"])
    }

    @Test(arguments: [
        #""load": { "sessions": 10, "duration": "10s", "warmUp": "4s" }, "messages": { "rate": 5, "count": 15 }"#,
        #""load": { "sessions": 1, "duration": "10s", "warmUp": "2s" }, "close": { "after": "1s" }"#,
    ])
    func sessionsThatAreGoneBeforeTheWindowAreAWarning(members: String) {
        let reading = ScenarioText.read(fragment: "{ \(members) }")
        #expect(reading.scenario != nil && reading.messages.count == 1)
        #expect(reading.messages.first?.hasPrefix("every session is at its end before the warm-up (") == true)
    }

    @Test(arguments: [
        #""load": { "sessions": 100, "duration": "10s" }, "script": [{ "send": "a" }]"#,
        #""load": { "sessions": 10, "duration": "10s", "warmUp": "3s" }, "messages": { "rate": 5, "count": 15 }"#,
        #""load": { "sessions": 10, "duration": "10s" }, "messages": { "count": 15 }"#,
    ])
    func sessionsThatMayStayAreNone(members: String) {
        #expect(ScenarioText.read(fragment: "{ \(members) }").messages == [])
    }
}
