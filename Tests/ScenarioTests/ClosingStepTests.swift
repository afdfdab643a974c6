import Testing

@testable import Scenario

@Suite struct ClosingStepTests {
    @Test func closes() throws {
        var close = CloseStep()
        #expect(try ScriptText.step(#"{ "close": {} }"#) == .close(close))
        close.plan.code = 4000
        #expect(try ScriptText.step(#"{ "close": 4000 }"#) == .close(close))
        close.plan.reason = "done"
        close.plan.timeout = .seconds(1)
        #expect(
            try ScriptText.step(#"{ "close": { "code": 4000, "reason": "done", "timeout": "1s" } }"#) == .close(close))
        close = CloseStep()
        close.plan.code = nil
        #expect(try ScriptText.step(#"{ "close": null }"#) == .close(close))
        close.waits = false
        #expect(try ScriptText.step(#"{ "close": { "code": null, "wait": false } }"#) == .close(close))
        close = CloseStep()
        close.plan.method = .fin
        #expect(try ScriptText.step(#"{ "close": { "by": "fin" } }"#) == .close(close))
    }

    @Test(
        arguments: [
            ("{}", [], "close"), ("1002", [1002], "close 1002"), ("[1002, 1007]", [1002, 1007], "close 1002 or 1007"),
            (#"{ "code": 1006 }"#, [1006], "close 1006"), (#"{ "code": [1000], "check": "bye" }"#, [1000], "bye"),
        ] as [(String, [UInt16], String)])
    func expectations(_ text: String, _ codes: [UInt16], _ check: String) throws {
        var expected = CloseExpectation(check: check)
        expected.codes = codes
        #expect(try ScriptText.step("{ \"expectClose\": \(text) }") == .expectClose(expected))
    }

    @Test func timeForTheClose() throws {
        var expected = CloseExpectation(check: "close")
        expected.patience = .seconds(1)
        #expect(try ScriptText.step(#"{ "expectClose": { "within": "1s" } }"#) == .expectClose(expected))
    }

    @Test func reconnects() throws {
        var plan = ReconnectPlan()
        #expect(try ScriptText.step(#"{ "reconnect": {} }"#) == .reconnect(plan))
        plan.backoff = .exponential(factor: 3)
        plan.delay = .seconds(1)
        plan.maxDelay = .seconds(5)
        plan.jitter = 0
        plan.limit = 4
        let text = #"{ "delay": "1s", "maxDelay": "5s", "factor": 3, "jitter": 0, "limit": 4 }"#
        #expect(try ScriptText.step("{ \"reconnect\": \(text) }") == .reconnect(plan))
        let kind = ScriptText.read("{ \"reconnect\": \(text) }").scenario?.kinds.first
        #expect(kind?.reconnect == plan)
        plan = ReconnectPlan()
        plan.backoff = .constant
        plan.delay = .seconds(20)
        plan.maxDelay = .seconds(20)
        #expect(
            try ScriptText.step(#"{ "reconnect": { "backoff": "constant", "delay": "20s" } }"#) == .reconnect(plan))
    }

    @Test(
        arguments: [
            (#""wrong-version""#, .wrongVersion), (#""wrong-key""#, .wrongKey), (#""missing-key""#, .missingKey),
            (#""missing-upgrade""#, .missingUpgrade), (#""never-ends""#, .neverEnds),
            (#"{ "byteByByte": "5ms" }"#, .byteByByte(.milliseconds(5))),
        ] as [(String, HandshakeFault)])
    func handshakes(_ text: String, _ fault: HandshakeFault) {
        let kind = ScriptText.read("{ \"handshake\": \(text), \"expectHandshake\": 400 }").scenario?.kinds.first
        #expect(kind?.handshake == fault)
        #expect(kind?.expectedRefusal == 400...400)
    }

    @Test func refusalsMayBeARange() {
        let kind = ScriptText.read(#"{ "expectHandshake": { "min": 400, "max": 499 } }"#).scenario?.kinds.first
        #expect(kind?.expectedRefusal == 400...499)
    }

    @Test(
        arguments: [
            (#""reserved-opcode""#, .reservedOpcode(3)), (#""reserved-opcode", "opcode": 11"#, .reservedOpcode(11)),
            (#""reserved-bit""#, .reservedBit(4)), (#""reserved-bit", "rsv": 3"#, .reservedBit(3)),
            (#""unmasked-frame""#, .unmaskedFrame), (#""unexpected-continuation""#, .unexpectedContinuation),
            (#""interrupted-message""#, .interruptedMessage), (#""invalid-utf8""#, .invalidUTF8(size: 16, position: 8)),
            (#""invalid-utf8", "size": 9, "position": 0"#, .invalidUTF8(size: 9, position: 0)),
            (#""oversize-control""#, .oversizeControl(126)),
            (#""oversize-control", "size": "1KiB""#, .oversizeControl(1024)),
            (#""fragmented-control""#, .fragmentedControl), (#""length-not-minimal""#, .lengthNotMinimal),
            (#""length-high-bit""#, .lengthHighBit), (#""invalid-close-code""#, .invalidCloseCode(1005)),
            (#""invalid-close-code", "code": 0"#, .invalidCloseCode(0)), (#""close-one-byte""#, .closeOneByte),
            (#""close-invalid-utf8""#, .closeInvalidUTF8), (#""data-after-close""#, .dataAfterClose),
            (#""garbage""#, .garbage(64)), (#""garbage", "size": 5"#, .garbage(5)),
            (#""truncated-frame""#, .truncatedFrame(100)), (#""raw", "bytes": "81 00""#, .raw([0x81, 0])),
            (#""slow-reader""#, .slowReader(.seconds(5))),
            (#""slow-reader", "duration": "1s""#, .slowReader(.seconds(1))),
            (#""slow-writer""#, .slowWriter(size: 100, chunk: 1, interval: .milliseconds(10))),
            (
                #""slow-writer", "size": 50, "chunk": 5, "interval": "1ms""#,
                .slowWriter(size: 50, chunk: 5, interval: .milliseconds(1))
            ),
            (#""silence", "duration": "2s""#, .silence(.seconds(2))),
        ] as [(String, Fault)])
    func faults(_ text: String, _ fault: Fault) throws {
        #expect(try ScriptText.step("{ \"fault\": \(text) }") == .fault(FaultStep(fault: fault)))
    }

    @Test func everyFaultIsKnownByItsName() throws {
        for kind in FaultKind.allCases {
            let bytes = kind == .raw ? ", \"bytes\": \"00\"" : ""
            _ = try ScriptText.step("{ \"fault\": \"\(kind.rawValue)\"\(bytes) }")
        }
    }

    @Test func faultsSayWhatTheServerShouldDo() throws {
        var step = FaultStep(fault: .unmaskedFrame)
        step.expectation = CloseExpectation(check: "unmasked-frame: close 1002")
        step.expectation?.codes = [1002]
        #expect(try ScriptText.step(#"{ "fault": "unmasked-frame", "expect": 1002 }"#) == .fault(step))
        step.expectation?.check = "refused"
        step.expectation?.patience = .seconds(1)
        let text = #"{ "fault": "unmasked-frame", "expect": { "code": 1002, "within": "1s", "check": "refused" } }"#
        #expect(try ScriptText.step(text) == .fault(step))
    }
}
