import FoundationEssentials
import Glibc
import Metrics

/// A `squall run` of a test, its scenario and its result in a temporary folder.
struct SquallRun: Sendable {
    let folder: TemporaryFolder
    let process: ChildProcess

    /// Starts a run of a scenario's text, with options of the command line besides `--out`, and words of a launcher
    /// that come before the program's path.
    init(_ scenario: String, _ options: [String] = [], launcher: [String] = []) throws {
        folder = try TemporaryFolder()
        try folder.write(scenario, to: "scenario.json")
        let words = ["run", folder["scenario.json"], "--out", folder["result"]] + options
        process = try ChildProcess(launcher + [Place.squall] + words, in: folder, name: "squall")
    }

    /// Waits for the end and takes stock.
    func finish(within limit: Duration = .seconds(60)) async throws -> Outcome {
        let end = try await process.wait(upTo: limit)
        return Outcome(end: end, output: process.output, complaints: process.complaints, folder: folder)
    }

    /// Waits until something can be seen, such as a file or a line of output.
    func wait(for what: String, _ condition: () throws -> Bool) async throws {
        for _ in 0..<3000 {
            if try condition() { return }
            guard process.poll() == nil else { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestFailure("\(what) did not come; squall wrote:\n\(process.output)\n\(process.complaints)")
    }
}

/// Runs a scenario to its end.
func squall(
    _ scenario: String, _ options: [String] = [], within limit: Duration = .seconds(60)
) async throws -> Outcome {
    let run = try SquallRun(scenario, options)
    defer { run.process.stop() }
    return try await run.finish(within: limit)
}

/// Runs any command of `squall`, in a folder of its own.
func squall(command words: [String], in folder: TemporaryFolder, within limit: Duration = .seconds(60)) async throws
    -> Outcome
{
    let process = try ChildProcess([Place.squall] + words, in: folder, name: "command")
    defer { process.stop() }
    let end = try await process.wait(upTo: limit)
    return Outcome(end: end, output: process.output, complaints: process.complaints, folder: folder)
}

extension SquallRun {
    /// The highest value so far of a column of the time series.
    func peakRow(_ column: String) throws -> Int {
        let text = folder.text("result/timeseries.csv")
        guard !text.isEmpty else { return 0 }
        return try Table(text)[column].compactMap { Int($0) }.max() ?? 0
    }
}
