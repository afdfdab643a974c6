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

    @Option(help: "Folder for the result. Default: Results/<name>-<UTC time>.", completion: .directory)
    var out: String?

    @Option(help: "Worker threads. Default: the scenario's, else one per core, less one for an embedded server.")
    var workers: Int?

    @Option(help: "Seed of all random choices. Default: the scenario's, else one that is drawn and recorded.")
    var seed: UInt64?

    @Option(help: "Measured time, such as 10s, in place of the scenario's load.duration.")
    var duration: String?

    @Option(help: "A ws:// URL in place of the scenario's target.")
    var url: String?

    @Flag(help: "Print no progress, only the summary.")
    var quiet = false

    func run() throws {
        let file = try ScenarioFile(scenario)
        let reading = file.read()
        Output.complain(reading)
        guard var scenario = reading.scenario else { throw ExitCode.invalidScenario }
        try applyOptions(to: &scenario)
        var settings = RunSettings(
            toolVersion: Squall.version, executable: "/proc/self/exe", document: file.text)
        if case .file(let name) = scenario.messages?.payload {
            settings.payloadFile = ScenarioFile.content(of: file.beside(name))
        }
        let folder = try makeFolder(scenario, document: settings.document)
        let result = try run(scenario, settings, folder)
        Output.write(ConsoleSummary.text(result, style: TextStyle(isColoured: Output.isColoured)))
        report(folder)
        if result.status == .interrupted { throw ExitCode.interrupted }
        if result.verdict?.status == .invalid { throw ExitCode.invalidResult }
    }

    private func applyOptions(to scenario: inout LoadScenario) throws {
        do throws(ScenarioOverrideError) {
            if let duration { try scenario.override(duration: duration) }
            if let url { try scenario.override(url: url) }
            if let seed { scenario.override(seed: seed) }
            if let workers { try scenario.override(workers: workers) }
        } catch {
            Output.complain("squall run: error: \(error)")
            throw ExitCode.invalidScenario
        }
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
                case .checkpoint(let result): folder.checkpoint(result)
                }
            }
            folder.finish(result)
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
