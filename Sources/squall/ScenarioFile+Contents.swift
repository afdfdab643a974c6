import ArgumentParser
import Glibc
import NetworkIO
import Scenario

extension ScenarioFile {
    /// The contents of all files that the scenario names, by their paths in it; says what is wrong with them and ends
    /// with the code of an invalid scenario where they cannot be used, or where there is no scenario.
    func contents(for reading: ScenarioReading) throws -> [String: [UInt8]] {
        guard let scenario = reading.scenario else { throw ExitCode.invalidScenario }
        var columns: [String: [String]] = [:]
        var contents: [String: [UInt8]] = [:]
        for file in scenario.payloadFiles {
            let content = try content(of: file.path)
            if file.isText, let offset = PayloadText.firstFault(in: content) {
                Output.complain(
                    "\(beside(file.path)): error: not UTF-8 at byte \(offset), and \(path) sends it as text\n"
                        + "  help: save it as UTF-8, or write \"type\": \"binary\" where it is sent")
                throw ExitCode.invalidScenario
            }
            contents[file.path] = content
        }
        for file in scenario.feederFiles {
            let content = try content(of: file)
            do throws(FeederFault) {
                columns[file] = try FeederRows.read(content, file: beside(file)).columns
            } catch {
                Output.complain("\(error)")
                throw ExitCode.invalidScenario
            }
            contents[file] = content
        }
        let checked = reading.checking(columns)
        guard checked.scenario != nil else {
            Output.complain(checked)
            throw ExitCode.invalidScenario
        }
        return contents
    }

    private func content(of name: String) throws -> [UInt8] {
        let path = beside(name)
        guard let content = ScenarioFile.content(of: path) else {
            Output.complain("\(path): error: cannot be read: \(SystemError.text(of: errno))")
            throw ExitCode.invalidScenario
        }
        return content
    }
}
