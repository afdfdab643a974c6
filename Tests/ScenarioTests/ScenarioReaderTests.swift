import Testing

@testable import Scenario

@Suite struct ScenarioReaderTests {
    static let everyDefault = """
        {
          "$schema": "scenario.schema.json",
          "name": "test",
          "target": { "embedded": "echo" },
          "headers": {},
          "subprotocols": [],
          "connection": {
            "timeout": "10s", "sourceAddresses": [], "noDelay": true, "highWaterMark": "64KiB", "lowWaterMark": "16KiB"
          },
          "load": { "sessions": 10, "connectRate": 10, "duration": "10s", "warmUp": "900ms", "rampDown": "0s" },
          "messages": { "inFlight": 1, "type": "binary", "size": 64 },
          "masking": "random",
          "reply": { "mode": "echo", "timeout": "30s" },
          "close": { "by": "client", "code": 1000, "reason": "", "timeout": "5s" },
          "limits": { "frame": "16MiB", "message": "64MiB" }
        }
        """

    @Test func defaultsAreAsWritten() throws {
        let short = ScenarioText.read(fragment: #"{ "messages": {} }"#)
        let long = ScenarioText.read(Self.everyDefault)
        #expect(long.messages.isEmpty)
        #expect(short.scenario != nil)
        #expect(short.scenario == long.scenario)
        #expect(short.render(width: 100) == "")
    }

    @Test func theSmallestScenario() throws {
        var expected = LoadScenario(
            name: "test", target: .embedded(.echo),
            load: LoadPlan(sessions: 10, connectRate: 10, duration: .seconds(10), warmUp: .milliseconds(900)))
        expected.kinds = [.only(of: expected)]
        #expect(ScenarioText.read(fragment: "{}").scenario == expected)
        expected.ping = PingPlan(interval: .seconds(1))
        expected.kinds = [.only(of: expected)]
        #expect(ScenarioText.read(fragment: #"{ "ping": { "interval": "1s" } }"#).scenario == expected)
    }

    @Test func everyKeyArrives() throws {
        let text = """
            {
              "name": "all of it",
              "description": "every key",
              "target": { "url": "ws://[::1]:9001/chat?a=1" },
              "headers": { "Cookie": ["a=1", "b=2"], "Host": "é.example" },
              "subprotocols": ["v2", "v1"],
              "origin": "https://example.com",
              "seed": 18446744073709551615,
              "workers": 3,
              "connection": {
                "timeout": "3s", "sourceAddresses": ["fd00::1-fd00::2", "fd00::10"], "noDelay": false,
                "sendBuffer": "8KiB", "receiveBuffer": 4096, "highWaterMark": "1MiB", "lowWaterMark": 1
              },
              "load": {
                "sessions": 1e3, "connectRate": 12.5, "duration": "20m", "warmUp": "90s", "rampDown": "5s"
              },
              "messages": {
                "count": 7, "duration": "40s", "rate": 0.5, "type": "text", "size": "1KiB",
                "fragmentation": { "bytes": { "min": 10, "max": "1KB" }, "pings": true }
              },
              "masking": { "fixed": "0x0102FfFe" },
              "ping": { "interval": "2s", "payload": "p", "timeout": "1s", "onTimeout": "abort" },
              "reply": { "mode": "any", "timeout": "4s" },
              "close": { "code": 3000, "reason": "done", "after": "50s", "timeout": "2s" },
              "limits": { "frame": "2KiB", "message": "3KiB" }
            }
            """
        let reading = ScenarioText.read(text)
        #expect(reading.messages.isEmpty)
        let scenario = try #require(reading.scenario)

        var expected = LoadScenario(
            name: "all of it",
            target: .url(
                TargetURL(text: "ws://[::1]:9001/chat?a=1", host: "::1", port: 9001, resource: "/chat?a=1")),
            load: LoadPlan(sessions: 1000, connectRate: 12.5, duration: .seconds(1200), warmUp: .seconds(90)))
        expected.description = "every key"
        expected.headers = [
            ScenarioHeader(name: "Cookie", value: "a=1"), ScenarioHeader(name: "Cookie", value: "b=2"),
            ScenarioHeader(name: "Host", value: "é.example"),
        ]
        expected.subprotocols = ["v2", "v1"]
        expected.origin = "https://example.com"
        expected.seed = .max
        expected.workers = 3
        expected.connection.timeout = .seconds(3)
        expected.connection.sourceAddresses = ["fd00::1", "fd00::2", "fd00::10"]
        expected.connection.noDelay = false
        expected.connection.sendBuffer = 8192
        expected.connection.receiveBuffer = 4096
        expected.connection.highWaterMark = 1 << 20
        expected.connection.lowWaterMark = 1
        expected.load.rampDown = .seconds(5)
        var messages = MessagePlan()
        messages.count = 7
        messages.duration = .seconds(40)
        messages.schedule = .open(rate: 0.5)
        messages.kind = .text
        messages.payload = .generated(.fixed(1024))
        messages.fragmentation = FragmentationPlan(cut: .bytes(10...1000), pings: true)
        expected.messages = messages
        expected.masking = .fixed(0x0102_FFFE)
        expected.ping = PingPlan(interval: .seconds(2))
        expected.ping?.payload = "p"
        expected.ping?.timeout = .seconds(1)
        expected.ping?.onTimeout = .abort
        expected.reply.mode = .any
        expected.reply.timeout = .seconds(4)
        expected.close.code = 3000
        expected.close.reason = "done"
        expected.close.after = .seconds(50)
        expected.close.timeout = .seconds(2)
        expected.limits.frame = 2048
        expected.limits.message = 3072
        expected.kinds = [.only(of: expected)]
        #expect(scenario == expected)
    }

    @Test(
        arguments: [
            (#"{ "size": 0 }"#, .generated(.fixed(0))),
            (
                #"{ "size": [{ "bytes": 1, "weight": 2.5 }, { "bytes": "1KiB", "weight": 1 }] }"#,
                .generated(.weighted([WeightedSize(bytes: 1, weight: 2.5), WeightedSize(bytes: 1024, weight: 1)]))
            ),
            (#"{ "size": { "uniform": { "min": 5, "max": 5 } } }"#, .generated(.uniform(minimum: 5, maximum: 5))),
            (
                #"{ "size": { "normal": { "mean": 10, "deviation": 2, "min": 1, "max": 20 } } }"#,
                .generated(.normal(mean: 10, deviation: 2, minimum: 1, maximum: 20))
            ),
            (
                #"{ "size": { "logNormal": { "median": 10, "sigma": 0.5, "min": 1, "max": 20 } } }"#,
                .generated(.logNormal(median: 10, sigma: 0.5, minimum: 1, maximum: 20))
            ),
            (
                #"{ "size": { "exponential": { "mean": "1KiB", "min": 1, "max": "2KiB" } } }"#,
                .generated(.exponential(mean: 1024, minimum: 1, maximum: 2048))
            ),
            (#"{ "text": "h\u00e9" }"#, .literal("hé")),
            (#"{ "file": "data.bin" }"#, .file("data.bin")),
        ] as [(String, MessagePayload)])
    func payloads(_ messages: String, _ payload: MessagePayload) throws {
        let reading = ScenarioText.read(
            fragment: "{ \"messages\": \(messages) }", files: ["data.bin": .file(bytes: 10)])
        #expect(reading.messages.isEmpty)
        #expect(reading.scenario?.messages?.payload == payload)
    }

    @Test func choices() {
        func read(_ fragment: String) -> LoadScenario? { ScenarioText.read(fragment: fragment).scenario }
        #expect(read(#"{ "masking": "zero" }"#)?.masking == MaskingMode.zero)
        #expect(read(#"{ "masking": "none" }"#)?.masking == MaskingMode.none)
        #expect(read(#"{ "reply": "none" }"#)?.reply.mode == ReplyPlan.Mode.none)
        #expect(read(#"{ "reply": "any" }"#)?.reply.mode == .any)
        #expect(read(#"{ "close": { "by": "server" } }"#)?.close.method == .server)
        #expect(read(#"{ "close": { "by": "reset" } }"#)?.close.method == .reset)
        #expect(read(#"{ "close": { "by": "fin" } }"#)?.close.method == .fin)
        #expect(read(#"{ "close": { "code": null } }"#)?.close.code == .some(nil))
        #expect(read(#"{ "ping": { "interval": "1s", "onTimeout": "close" } }"#)?.ping?.onTimeout == .close)
        #expect(read(#"{ "messages": { "inFlight": 9 } }"#)?.messages?.schedule == .closed(inFlight: 9))
        let frames = #"{ "messages": { "fragmentation": { "frames": 3 } } }"#
        #expect(read(frames)?.messages?.fragmentation == FragmentationPlan(cut: .frames(3...3)))
    }

    @Test func defaultsThatDependOnOtherKeys() {
        func read(_ fragment: String) -> LoadScenario? { ScenarioText.read(fragment: fragment).scenario }
        #expect(read(#"{ "messages": { "text": "a" } }"#)?.messages?.kind == .text)
        #expect(read(#"{ "messages": { "text": "a", "type": "binary" } }"#)?.messages?.kind == .binary)
        #expect(read(#"{ "connection": { "highWaterMark": 1000 } }"#)?.connection.lowWaterMark == 250)
        #expect(read(#"{ "limits": { "message": "1MiB" } }"#)?.limits.frame == 1 << 20)
        let many = read(#"{ "load": { "sessions": 5001, "duration": "1s" } }"#)?.load
        #expect(many == LoadPlan(sessions: 5001, connectRate: 1000, duration: .seconds(1), warmUp: .seconds(5)))
        let counted = read(#"{ "load": { "sessions": 10 }, "messages": { "count": 5 } }"#)?.load
        #expect(counted == LoadPlan(sessions: 10, connectRate: 10, duration: nil, warmUp: .zero))
    }

    /// Any damage to a file ends in diagnostics or in a scenario, never in a trap.
    @Test func noFileStopsTheReader() {
        let bytes = Array(Self.everyDefault.utf8)
        for index in stride(from: 0, to: bytes.count, by: 5) {
            for replacement in Array("9}".utf8) + [0xFF] {
                var changed = bytes
                changed[index] = replacement
                let reading = ScenarioReader.read(changed, file: "a.json", patternStatus: SamplePattern.status) { _ in
                    .missing
                }
                #expect(reading.scenario != nil || reading.errorCount > 0)
                #expect(reading.render(width: 100).isEmpty == reading.diagnostics.isEmpty)
            }
        }
    }
}
