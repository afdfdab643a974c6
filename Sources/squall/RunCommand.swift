import ArgumentParser
import Glibc
import LoadRunner
import Metrics
import Reporting
import Scenario

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a scenario and writes a result folder.")

    @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
    var scenario: String

    @Option(
        help: .init("Folder for the result. Default: Results/<name>-<UTC time>.", valueName: "folder"),
        completion: .directory)
    var out: String?

    @Option(
        help: .init(
            "Worker threads. Default: the scenario's, else one per core, less one for a server on this machine.",
            valueName: "number"))
    var workers: Int?

    @Option(
        help: .init(
            "Seed of all random choices. Default: the scenario's, else one that is drawn and recorded.",
            valueName: "number"))
    var seed: UInt64?

    @Option(
        help: .init(
            "Measured time, such as 10s, in place of the scenario's load.duration. With executors: the time of each, to "
                + "which stages are stretched.",
            valueName: "time"))
    var duration: String?

    @Option(help: "A ws:// or wss:// URL in place of the scenario's target.")
    var url: String?

    @OptionGroup var environment: EnvironmentOptions

    @Flag(help: "Print no progress, only the summary.")
    var quiet = false

    func run() throws {
        let overrides = try overrides()
        let file = try ScenarioFile(scenario, environment: overrides.environment)
        let reading = file.read()
        Output.complain(reading)
        if reading.comparison != nil {
            let prepared = try PreparedComparison(file, reading, overrides: overrides)
            var comparison = try ComparisonRun(prepared, out: out, isQuiet: quiet)
            return try comparison.run()
        }
        let prepared = try PreparedRun(file, reading, overrides: overrides)
        let preflight = RunPreflight([prepared])
        try preflight.refuse()
        let folder = try makeFolder(prepared.scenario, document: prepared.document)
        if !quiet { preflight.warn() }
        let control = RunControl()
        let signals = StopSignals { control.stop() }
        defer { signals.cancel() }
        let display = ProgressDisplay(isQuiet: quiet)
        let result = try RunExecution(prepared: prepared, folder: folder, display: display).run(control)
        Output.write(ConsoleSummary.text(result, style: TextStyle(isColoured: Output.isColoured), width: Output.width))
        report(folder)
        if folder.problem != nil { throw ExitCode.incompleteFiles }
        if result.status == .interrupted { throw ExitCode.interrupted }
        if result.verdict?.status == .invalid { throw ExitCode.invalidResult }
        if result.thresholds?.allSatisfy(\.passed) == false { throw ExitCode.thresholdsFailed }
    }

    private func overrides() throws -> ScenarioOverrides {
        var overrides = ScenarioOverrides()
        overrides.duration = duration
        overrides.url = url
        overrides.seed = seed
        overrides.workers = workers
        overrides.environment = try environment.values(for: "run")
        return overrides
    }

    private func makeFolder(_ scenario: LoadScenario, document: String) throws -> ResultFolder {
        do throws(ResultFolderError) {
            if let out { return try ResultFolder.create(at: out, scenario: document) }
            let now = UTCTime(unixSeconds: Int64(time(nil)))
            return try ResultFolder.create(name: scenario.name, startedAt: now, scenario: document)
        } catch {
            Output.complain("squall run: error: \(error)")
            throw ExitCode.cannotBegin
        }
    }

    private func report(_ folder: ResultFolder) {
        if let problem = folder.problem { Output.complain("squall run: warning: \(problem)") }
        Output.write("\nResult: \(folder.path)\n")
    }
}
