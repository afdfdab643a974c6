import Testing

@testable import Scenario

/// The key `compression`, and what of it stands elsewhere.
@Suite struct CompressionKeysTests {
    private func plan(_ json: String) throws -> CompressionPlan? {
        let reading = ScenarioText.read(fragment: "{ \"compression\": \(json) }")
        #expect(reading.messages.isEmpty)
        let scenario = try #require(reading.scenario)
        #expect(scenario.kinds.map(\.compression) == [scenario.compression])
        #expect(SchemaValidator.project?.faults(ScenarioText.completing("{ \"compression\": \(json) }")) == [])
        return scenario.compression
    }

    @Test func theShortForms() throws {
        #expect(try plan("false") == nil)
        #expect(try plan("true") == CompressionPlan())
        #expect(try plan("{}") == CompressionPlan())
        #expect(CompressionPlan().offers.map(\.clientWindow) == [.any])
    }

    @Test func everyKeyIsTaken() throws {
        let plan = try #require(
            try plan(
                """
                { "clientNoContextTakeover": true, "serverNoContextTakeover": true, "clientMaxWindowBits": 9,
                  "serverMaxWindowBits": 8, "level": 1, "memLevel": 9, "strategy": "rle", "threshold": "1KiB",
                  "required": true }
                """))
        var offer = CompressionOffer()
        offer.clientNoContextTakeover = true
        offer.serverNoContextTakeover = true
        offer.clientWindow = .atMost(9)
        offer.serverMaxWindowBits = 8
        #expect(plan.offers == [offer])
        #expect(plan.level == 1)
        #expect(plan.memoryLevel == 9)
        #expect(plan.strategy == .rle)
        #expect(plan.threshold == 1024)
        #expect(plan.isRequired)
    }

    @Test func offersComeInTheirOrder() throws {
        let plan = try plan(#"{ "offers": [{ "clientMaxWindowBits": false }, { "serverMaxWindowBits": 10 }] }"#)
        #expect(plan?.offers.map(\.clientWindow) == [.notOffered, .any])
        #expect(plan?.offers.map(\.serverMaxWindowBits) == [nil, 10])
    }

    @Test func aKindHasItsOwn() throws {
        let reading = ScenarioText.read(
            fragment:
                #"{ "compression": { "level": 9 }, "scenarios": { "a": {}, "b": { "compression": false } } }"#)
        #expect(reading.scenario?.kinds.map { $0.compression?.level } == [9, nil])
    }

    @Test func theEmbeddedServerMayTakeFramesWithoutAMask() {
        let target = #""target": { "embedded": "echo", "allowUnmasked": true }"#
        #expect(ScenarioText.read(fragment: "{ \(target) }").scenario?.embeddedPermitsUnmasked == true)
        #expect(ScenarioText.read(fragment: "{}").scenario?.embeddedPermitsUnmasked == false)
        let other = #"{ "target": { "url": "ws://127.0.0.1:9001/", "allowUnmasked": true } }"#
        #expect(ScenarioText.read(fragment: other).messages == ["\"target.allowUnmasked\" is for the embedded server"])
    }

    @Test func theEmbeddedServersKeys() throws {
        let target = #"{ "embedded": "echo", "compression": "require", "compressionParameters": "level=1" }"#
        let reading = ScenarioText.read(fragment: "{ \"target\": \(target) }")
        #expect(reading.messages.isEmpty)
        #expect(reading.scenario?.embeddedCompression.mode == .require)
        #expect(reading.scenario?.embeddedCompression.parameters == "level=1")
    }

    @Test func aSendSaysWhetherItCompresses() throws {
        let script = #"{ "script": [{ "send": { "text": "a", "compress": false } }, { "send": "b" }] }"#
        let steps = ScenarioText.read(fragment: script).scenario?.kinds.first?.script?.steps
        guard case .send(let first)? = steps?.first, case .send(let second)? = steps?.last else {
            Issue.record("\(String(describing: steps))")
            return
        }
        #expect(first.compresses == false)
        #expect(second.compresses == nil)
        #expect(second.isCompressible)
    }

    typealias Fault = FaultTests.Fault

    static let faults = [
        Fault(
            #"{ "compression": "yes" }"#, "\"compression\" must be true, false or an object, not a string", "\"yes\""),
        Fault(
            #"{ "compression": { "clientMaxWindowBits": 8 } }"#,
            "\"compression.clientMaxWindowBits\" cannot be 8: zlib does not compress with so small a window", "8"),
        Fault(
            #"{ "compression": { "clientMaxWindowBits": 16 } }"#,
            "\"compression.clientMaxWindowBits\" must be a whole number from 9 to 15, not 16", "16"),
        Fault(
            #"{ "compression": { "serverMaxWindowBits": 7 } }"#,
            "\"compression.serverMaxWindowBits\" must be a whole number from 8 to 15, not 7", "7"),
        Fault(
            #"{ "compression": { "level": 10 } }"#, "\"compression.level\" must be a whole number from 0 to 9, not 10",
            "10"),
        Fault(
            #"{ "compression": { "client_max_window_bits": 9 } }"#,
            "unknown key \"client_max_window_bits\" in \"compression\"", "\"client_max_window_bits\"",
            help: "did you mean \"clientMaxWindowBits\"?"),
        Fault(
            #"{ "compression": { "offers": [] } }"#, "\"compression.offers\" must have 1 to 16 offers, not 0", "[]"),
        Fault(
            #"{ "compression": { "offers": [{}], "serverMaxWindowBits": 9 } }"#,
            "\"compression\" has both \"offers\" and \"serverMaxWindowBits\"", "9"),
        Fault(
            #"{ "target": { "url": "ws://a/", "compression": "accept" } }"#,
            "\"target.compression\" is for the embedded server", "\"accept\""),
    ]

    @Test(arguments: faults) func faultsAreToldWithTheirPlace(_ fault: Fault) {
        fault.check(ScenarioText.completing(fault.fragment))
        #expect(SchemaValidator.project?.faults(ScenarioText.completing(fault.fragment)).isEmpty == false)
    }

    @Test func onlyWholeMessagesAreCompressed() {
        let script = #"{ "script": [{ "send": { "text": "a", "compress": true, "fin": false } }] }"#
        #expect(
            ScenarioText.read(fragment: script).messages == [
                "only a whole message of type text or binary is compressed"
            ])
    }
}
