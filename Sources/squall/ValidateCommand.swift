import ArgumentParser

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Checks scenario files without running them.")

    @Argument(help: "The scenario files.", completion: .file(extensions: ["json"]))
    var scenarios: [String]

    @OptionGroup var environment: EnvironmentOptions

    func run() throws {
        let environment = try environment.values(for: "validate")
        var isValid = true
        for path in scenarios {
            // So that `Scenarios/*.json` can be named, with the schema that lies among them.
            if path.hasSuffix(".schema.json") {
                Output.write("\(path): skipped, a schema and no scenario\n")
                continue
            }
            guard let file = try? ScenarioFile(path, environment: environment) else {
                isValid = false
                continue
            }
            let reading = file.read()
            Output.complain(reading)
            if (try? file.contents(for: reading)) != nil {
                Output.write("\(path): valid\n")
            } else {
                isValid = false
            }
        }
        if !isValid { throw ExitCode.invalidScenario }
    }
}
