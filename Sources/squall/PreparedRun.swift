import ArgumentParser
import Scenario

/// A scenario with all that the command line and chance add to it, ready to be run.
struct PreparedRun {
    let scenario: LoadScenario
    /// The file that gives the same plan again, from whatever folder; without its secrets.
    let document: String
    /// Of the files that the scenario names.
    let contents: ScenarioContents

    /// Puts the overrides into a scenario that has been read; says what is wrong and ends with the code of an invalid
    /// scenario where that cannot be.
    init(
        _ file: ScenarioFile, _ reading: ScenarioReading, overrides given: ScenarioOverrides, command: String = "run"
    ) throws {
        guard var overridden = reading.scenario else { throw ExitCode.invalidScenario }
        var overrides = given
        overrides.seed = given.seed ?? overridden.seed ?? PreparedRun.drawnSeed()
        let contents = try file.contents(for: reading)
        for name in contents.paths { overrides.files[name] = file.absolute(name) }
        do throws(ScenarioOverrideError) {
            try overridden.override(overrides)
        } catch {
            Output.complain("squall \(command): error: \(error)")
            throw ExitCode.invalidScenario
        }
        let edited = file.edited(overrides)
        // What is run is what is written, and the overrides may bring contradictions of their own.
        let again = edited.read(as: file.path + " (with the options given)")
        Output.complain(again.addingTo(reading))
        guard let scenario = again.scenario else { throw ExitCode.invalidScenario }
        self.scenario = scenario
        self.contents = contents.renamed(overrides.files)
        document = String(decoding: again.masked, as: UTF8.self)
    }

    private init(scenario: LoadScenario, document: String, contents: ScenarioContents) {
        self.scenario = scenario
        self.document = document
        self.contents = contents
    }

    /// The same plan with another seed.
    func seeded(_ seed: UInt64) -> PreparedRun {
        var scenario = scenario
        scenario.override(seed: seed)
        var overrides = ScenarioOverrides()
        overrides.seed = seed
        let text = ScenarioEdit.apply(overrides, to: Array(document.utf8))
        return PreparedRun(scenario: scenario, document: String(decoding: text, as: UTF8.self), contents: contents)
    }

    /// Below 2^53, so that readers of JSON to whom every number is floating-point see the same one.
    static func drawnSeed() -> UInt64 { UInt64.random(in: 0..<(1 << 53)) }

    /// Bytes of the largest file that sessions send; 0 where they send none.
    var largestPayload: Int {
        scenario.payloadFiles.compactMap { contents.payloads[$0.path]?.count }.max() ?? 0
    }
}
