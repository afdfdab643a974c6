import ArgumentParser
import Scenario

/// Values that the command line gives to the templates of a scenario.
struct EnvironmentOptions: ParsableArguments {
    @Option(
        name: [.customShort("e"), .customLong("env")],
        help: .init(
            "A value for {{env.NAME}} in the scenario, such as ROOM=lobby. May be given more than once.",
            valueName: "name=value"))
    var environment: [String] = []

    /// The values by their names; says what is wrong and ends with the code of an invalid scenario where one has none.
    func values(for command: String) throws -> [String: String] {
        do throws(ScenarioOverrideError) {
            return try EnvironmentText.parse(environment)
        } catch {
            Output.complain("squall \(command): error: \(error)")
            throw ExitCode.invalidScenario
        }
    }
}
