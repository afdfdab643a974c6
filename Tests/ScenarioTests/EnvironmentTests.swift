import Testing

@testable import Scenario

@Suite struct EnvironmentTests {
    @Test func optionsBecomeValues() throws {
        #expect(try EnvironmentText.parse([]) == [:])
        #expect(
            try EnvironmentText.parse(["A=1", "_b2=x=y", "C=", "A=2"]) == ["A": "2", "_b2": "x=y", "C": ""])
    }

    @Test(arguments: [
        ("A", "-e: \"A\" gives no value (write -e A=…)"),
        ("=1", "-e: \"\" is not a name in the environment (letters (a-z, A-Z), digits and \"_\", with no digit first)"),
        (
            "1A=1",
            "-e: \"1A\" is not a name in the environment (letters (a-z, A-Z), digits and \"_\", with no digit first)"
        ),
    ])
    func aFaultyOptionIsRefused(_ option: String, _ message: String) {
        let error = #expect(throws: ScenarioOverrideError.self) { try EnvironmentText.parse([option]) }
        #expect(error?.description == message)
    }
}
