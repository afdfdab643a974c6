import ArgumentParser
import LoadRunner
import Metrics
import Reporting

/// One run of a prepared scenario, from its workers to its result folder.
struct RunExecution {
    let prepared: PreparedRun
    let folder: ResultFolder
    let display: ProgressDisplay

    /// Runs it to its end; says why not where it cannot begin, and ends with the code for that.
    func run(_ control: RunControl) throws -> RunResult {
        var settings = RunSettings(
            toolVersion: Squall.version, executable: "/proc/self/exe", document: prepared.document)
        settings.contents = prepared.contents
        defer { display.end() }
        do throws(RunFailure) {
            let result = try LoadRun(scenario: prepared.scenario, settings: settings).run(control: control) { event in
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
}
