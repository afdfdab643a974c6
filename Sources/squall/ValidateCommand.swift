import ArgumentParser
import Scenario

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
            let parts = reading.variants.isEmpty ? [reading] : reading.variants.map(\.reading)
            if parts.allSatisfy({ (try? file.contents(for: $0)) != nil }) {
                Output.write("\(path): valid\n" + variants(reading))
            } else {
                isValid = false
            }
        }
        if !isValid { throw ExitCode.invalidScenario }
    }

    /// What is to be compared; nothing where there is one setting.
    private func variants(_ reading: ScenarioReading) -> String {
        guard let plan = reading.comparison else { return "" }
        if let advice = ComparisonAdvice.rounds(plan, variants: reading.variants.count) {
            Output.complain("squall validate: warning: \(advice)")
        }
        let rounds = plan.rounds.map { "\($0) rounds" } ?? "as many rounds as the time allows"
        let names = reading.variants.enumerated().map { index, variant in
            "  \(variant.name)\(index == plan.reference ? "  (reference)" : "")\n"
        }
        return "  \(reading.variants.count) variants, \(rounds):\n" + names.joined()
    }
}
