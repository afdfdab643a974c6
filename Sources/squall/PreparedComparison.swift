import ArgumentParser
import Reporting
import Scenario

/// The variants of a scenario with all that the command line and chance add to them, ready to be run in turn.
struct PreparedComparison {
    let name: String
    let plan: ComparisonPlan
    let seed: UInt64
    /// Each as it runs in the first round, in the order of the file.
    let variants: [(name: String, run: PreparedRun)]
    /// The whole file with the overrides in it, and without its secrets.
    let document: String

    /// Prepares each variant of a file that has been read without faults; says what is wrong and ends with the code of an
    /// invalid scenario where the overrides cannot go with one of them.
    init(_ file: ScenarioFile, _ reading: ScenarioReading, overrides given: ScenarioOverrides) throws {
        guard let plan = reading.comparison, let scenario = reading.scenario else { throw ExitCode.invalidScenario }
        var overrides = given
        let seed = given.seed ?? scenario.seed ?? PreparedRun.drawnSeed()
        overrides.seed = seed
        self.seed = seed
        self.plan = plan
        name = scenario.name
        variants = try reading.variants.map { variant in
            let run = try PreparedRun(
                file.holding(variant.document, of: variant.name), variant.reading, overrides: overrides)
            return (name: variant.name, run: run)
        }
        for name in reading.filePaths { overrides.files[name] = file.absolute(name) }
        document = String(decoding: file.edited(overrides).read().masked, as: UTF8.self)
    }
}
