import ArgumentParser
import Glibc
import NetworkIO
import Scenario

extension ScenarioFile {
    /// The contents of all files that the scenario names; says what is wrong with them and ends with the code of an
    /// invalid scenario where they cannot be used, or where there is no scenario.
    func contents(for reading: ScenarioReading) throws -> ScenarioContents {
        guard reading.scenario != nil else { throw ExitCode.invalidScenario }
        let (checked, contents) = reading.takingContents { name in
            ScenarioFile.content(of: beside(name)).map(FileContent.bytes) ?? .unreadable(SystemError.text(of: errno))
        }
        guard checked.scenario != nil else {
            Output.complain(checked)
            throw ExitCode.invalidScenario
        }
        return contents
    }
}
