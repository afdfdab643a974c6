import Testing

@testable import Scenario

@Suite struct SendStepTests {
    private func send(_ text: String, location: SourceLocation = #_sourceLocation) throws -> SendStep {
        guard case .send(let step) = try ScriptText.step("{ \"send\": \(text) }", location: location) else {
            throw TextFault("no send")
        }
        return step
    }

    private func segments(_ json: String) throws -> [TemplateText.Segment] {
        guard case .template(let text) = try send("{ \"json\": \(json) }").payload else { return [] }
        return text.segments
    }

    @Test(
        arguments: [
            (#""hello""#, .template("hello"), .text), (#"{ "text": "" }"#, .template(""), .text),
            (#"{ "text": "a", "type": "binary" }"#, .template("a"), .binary),
            (#"{ "json": [1.0, null, true, "a"] }"#, .template(#"[1.0,null,true,"a"]"#), .text),
            (
                #"{ "bytes": "00 ff" }"#, .template(TemplateText([.literal([0, 255])])), .binary
            ),
            (#"{ "file": "payload.bin" }"#, .file("payload.bin"), .binary),
            (#"{ "file": "payload.bin", "type": "text" }"#, .file("payload.bin"), .text),
            (#"{ "size": "1KiB" }"#, .generated(.fixed(1024)), .binary),
            (
                #"{ "size": { "uniform": { "min": 1, "max": 2 } } }"#, .generated(.uniform(minimum: 1, maximum: 2)),
                .binary
            ),
        ] as [(String, SendStep.Payload, MessageKind)])
    func payloads(_ text: String, _ payload: SendStep.Payload, _ kind: MessageKind) throws {
        #expect(try send(text) == SendStep(payload: payload, kind: kind))
    }

    @Test func everyKeyArrives() throws {
        var expected = SendStep(payload: .template(TemplateText([.value(.stamp)])), kind: .text)
        expected.fragmentation = FragmentationPlan(cut: .frames(2...3), pings: true)
        expected.masking = .fixed(1)
        expected.rsv = 7
        expected.opcode = 15
        expected.fin = false
        expected.fanout = "room"
        let text = """
            { "text": "{{stamp}}", "fragmentation": { "frames": { "min": 2, "max": 3 }, "pings": true },
              "masking": { "fixed": "0x00000001" }, "rsv": 7, "opcode": 15, "fin": false, "fanout": "room" }
            """
        #expect(try send(text) == expected)
    }

    @Test func jsonIsCompactAndItsStringsAreTemplates() throws {
        let segments = try segments(
            #"{ "a\n": { }, "k{{counter}}": [ ], "n": "{{= session }}", "s": "x\"{{session}}\u0001" }"#)
        #expect(
            segments == [
                .literal(Array(#"{"a\u000a":{},"k"#.utf8)), .escaped(.counter("")),
                .literal(Array(#"":[],"n":"#.utf8)), .value(.session), .literal(Array(#","s":"x\""#.utf8)),
                .escaped(.session), .literal(Array(#"\u0001"}"#.utf8)),
            ])
    }

    @Test func environmentIsPutInAtOnce() throws {
        #expect(try send(#""{{env.TOKEN}}!""#).payload == .template(#"s"1!"#))
        #expect(try send(#"{ "json": "{{env.TOKEN}}" }"#).payload == .template(#""s\"1""#))
        #expect(try send(#"{ "json": ["{{= env.COUNT }}"] }"#).payload == .template("[3]"))
    }

    @Test func aTemplateWithoutValuesIsConstant() throws {
        guard case .template(let text) = try send(#""a{{env.COUNT}}{{{{b""#).payload else { return }
        #expect(text.constant == Array("a3{{b".utf8))
    }
}
