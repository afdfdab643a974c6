import Testing

@testable import Scenario

/// The schema refuses scripts of a wrong shape, and leaves what they mean to the decoder.
@Suite struct ScriptSchemaTests {
    private let schema: SchemaValidator

    init() throws {
        schema = try #require(SchemaValidator.project)
    }

    @Test(arguments: ScriptFaultTests.steps + ScriptFaultTests.closing)
    func refusesStepsOfAWrongShape(_ fault: FaultTests.Fault) {
        #expect(schema.faults(ScriptFaultTests.inScript(fault)) != [])
    }

    @Test(arguments: ScriptFaultTests.sends) func refusesSendsOfAWrongShape(_ fault: FaultTests.Fault) {
        #expect(schema.faults(ScriptFaultTests.inScript(fault, "send")) != [])
    }

    @Test(arguments: ScriptFaultTests.expects.filter { $0.fragment != "5" })
    func refusesExpectsOfAWrongShape(_ fault: FaultTests.Fault) {
        #expect(schema.faults(ScriptFaultTests.inScript(fault, "expect")) != [])
    }

    @Test(arguments: ScriptFaultTests.root) func refusesRootsOfAWrongShape(_ fault: FaultTests.Fault) {
        #expect(schema.faults(ScenarioText.completing(fault.fragment)) != [])
    }

    @Test(arguments: ScriptFaultTests.meanings) func leavesMeaningsOfSteps(_ fault: FaultTests.Fault) {
        #expect(schema.faults(ScriptFaultTests.inScript(fault)) == [])
    }

    @Test(arguments: ScriptFaultTests.rootMeanings) func leavesMeaningsOfTheRoot(_ fault: FaultTests.Fault) {
        #expect(schema.faults(ScenarioText.completing(fault.fragment)) == [])
    }
}
