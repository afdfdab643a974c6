import ArgumentParser
import Scenario

/// A scenario with all that the command line and chance add to it, ready to be run.
struct PreparedRun {
    let scenario: LoadScenario
    /// The file that gives the same plan again, from whatever folder.
    let document: String
    /// Of the files that the scenario names.
    let contents: ScenarioContents

    /// Reads a scenario file and puts the overrides into it; says what is wrong and ends with the code of an invalid
    /// scenario where that cannot be.
    init(_ path: String, overrides given: ScenarioOverrides, command: String = "run") throws {
        let file = try ScenarioFile(path, environment: given.environment)
        let reading = file.read()
        Output.complain(reading)
        guard var overridden = reading.scenario else { throw ExitCode.invalidScenario }
        var overrides = given
        // Below 2^53, so that readers of JSON to whom every number is floating-point see the same one.
        overrides.seed = given.seed ?? overridden.seed ?? UInt64.random(in: 0..<(1 << 53))
        let contents = try file.contents(for: reading)
        for name in Array(contents.payloads.keys) + Array(contents.rows.keys) {
            overrides.files[name] = file.absolute(name)
        }
        do throws(ScenarioOverrideError) {
            try overridden.override(overrides)
        } catch {
            Output.complain("squall \(command): error: \(error)")
            throw ExitCode.invalidScenario
        }
        let edited = file.edited(overrides)
        // What is run is what is written, and the overrides may bring contradictions of their own.
        let again = edited.read(as: path + " (with the options given)")
        let known = Set(reading.diagnostics.map(\.message))
        if !known.isSuperset(of: again.diagnostics.map(\.message)) { Output.complain(again) }
        guard let scenario = again.scenario else { throw ExitCode.invalidScenario }
        self.scenario = scenario
        self.contents = contents.renamed(overrides.files)
        document = edited.text
    }

    /// Bytes of the largest file that sessions send; 0 where they send none.
    var largestPayload: Int {
        scenario.payloadFiles.compactMap { contents.payloads[$0.path]?.count }.max() ?? 0
    }
}
