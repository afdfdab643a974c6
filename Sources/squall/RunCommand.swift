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

    @Option(help: "A ws:// URL in place of the scenario's target.")
    var url: String?

    @OptionGroup var environment: EnvironmentOptions

    @Flag(help: "Print no progress, only the summary.")
    var quiet = false

    func run() throws {
        let prepared = try PreparedRun(scenario, overrides: try overrides())
        let scenario = prepared.scenario
        let findings = Preflight.check(scenario, facts: .current(), payloadFile: prepared.largestPayload)
        try refuse(findings)
        var settings = RunSettings(
            toolVersion: Squall.version, executable: "/proc/self/exe", document: prepared.document)
        settings.contents = prepared.contents
        let folder = try makeFolder(scenario, document: settings.document)
        if !quiet { warn(of: findings) }
        let result = try run(scenario, settings, folder)
        Output.write(
            ConsoleSummary.text(result, style: TextStyle(isColoured: Output.isColoured), width: Output.width))
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

    /// Says what would spoil the run.
    private func warn(of findings: [Finding]) {
        for finding in findings where finding.severity == .warning {
            Output.complain(
                CheckList.notice(
                    "squall run: warning: \(finding.check.title): \(finding.message)", mend: finding.mends.first,
                    width: Output.width(of: STDERR_FILENO)))
        }
    }

    /// Ends where the run cannot work.
    private func refuse(_ findings: [Finding]) throws {
        let refusals = findings.filter { $0.severity == .refusal }
        guard !refusals.isEmpty else { return }
        let style = TextStyle(isColoured: false)
        Output.complain("squall run: error: this machine does not allow the run:")
        Output.complain(CheckList.text(refusals.map(\.line), style: style, width: Output.width))
        throw ExitCode.cannotBegin
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

    private func run(_ scenario: LoadScenario, _ settings: RunSettings, _ folder: ResultFolder) throws -> RunResult {
        let control = RunControl()
        let signals = StopSignals { control.stop() }
        defer { signals.cancel() }
        let display = ProgressDisplay(isQuiet: quiet)
        defer { display.end() }
        do throws(RunFailure) {
            let result = try LoadRun(scenario: scenario, settings: settings).run(control: control) { event in
                switch event {
                case .rows(let rows): folder.append(rows)
                case .progress(let snapshot): display.show(snapshot)
                case .checkpoint(let result): folder.write(result)
                }
            }
            folder.write(result)
            return result
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
