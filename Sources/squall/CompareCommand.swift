import ArgumentParser
import Metrics
import Reporting

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Holds results against each other, the first as the baseline.",
        discussion: """
            A result is the folder of a run, a folder with several runs of the same scenario, or a variant's folder in a \
            comparison. A comparison's own folder stands for all of its variants, the reference first. Differences are \
            marked where they are larger than the noise: by rounds where both ran in turn, else by the runs, or by the \
            seconds of one run each.

            With --max-regression, exit code 112 says that a metric is worse than in the baseline by more than that, and \
            that this is no noise. Metrics: \(ComparisonMetric.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Argument(help: "The result folders, the baseline first.", completion: .directory)
    var results: [String]

    @Option(
        help: .init(
            "By how much a metric may be worse than in the baseline, such as p99=10%. May be given more than once.",
            valueName: "metric=percent"))
    var maxRegression: [String] = []

    @Option(
        help: .init(#"A JSON file of such limits: {"p99": "10%", "throughput": "5%"}."#, valueName: "file"),
        completion: .file(extensions: ["json"]))
    var maxRegressionFile: String?

    @Flag(help: "Print what comparison.json holds instead of the table.")
    var json = false

    func run() throws {
        let limits = try limits()
        let results = try read()
        let comparison = Comparison(baseline: results[0], candidates: Array(results.dropFirst()))
        var report = ComparisonReport(
            tool: ToolInfo(name: "squall", version: Squall.version), comparison: comparison)
        report.limits = comparison.variants.dropFirst().flatMap { variant in
            limits.map { LimitOutcome($0, in: variant) }
        }
        if json {
            _ = Output.write(ComparisonJSON.bytes(report), to: 1)
        } else {
            let table = ComparisonTable(style: TextStyle(isColoured: Output.isColoured), width: Output.width)
            Output.write("\n" + table.text(comparison))
        }
        for complaint in report.limits.compactMap(\.complaint) {
            Output.complain("squall compare: \(complaint)")
        }
        if report.limits.contains(where: { $0.holds == false }) { throw ExitCode.regression }
        if report.limits.contains(where: { $0.holds == nil }) { throw ExitCode.cannotBegin }
    }

    private func limits() throws -> [RegressionLimit] {
        do throws(RegressionLimitError) {
            var limits = try maxRegressionFile.map(RegressionLimit.read) ?? []
            for text in maxRegression { limits.append(try RegressionLimit(text)) }
            return limits
        } catch {
            throw ValidationError("--max-regression: \(error)")
        }
    }

    /// At least two results, each with runs that can be used.
    private func read() throws -> [ComparedResult] {
        var found: [ComparedResult] = []
        for path in results {
            do throws(ResultReaderError) {
                found += try ResultReader.results(path)
            } catch {
                Output.complain("squall compare: error: \(error)")
                throw ExitCode.cannotBegin
            }
        }
        guard found.count > 1 else {
            throw ValidationError("compare takes a baseline and at least one candidate.")
        }
        guard Set(found.map(\.variant.name)).count == found.count else {
            throw ValidationError("the same result is given twice.")
        }
        if let empty = found.first(where: { $0.variant.usedRuns.isEmpty }) {
            Output.complain(
                "squall compare: error: \(empty.variant.name) has no run that can be used: all are INVALID, or did not "
                    + "come to their end")
            throw ExitCode.invalidResult
        }
        if let mismatch = ComparedResult.mismatch(in: found) {
            Output.complain("squall compare: error: these results cannot be compared: \(mismatch)")
            throw ExitCode.cannotBegin
        }
        warn(found)
        return found
    }

    private func warn(_ results: [ComparedResult]) {
        for result in results.dropFirst() where result.rounds == nil || result.rounds != results[0].rounds {
            let keys = result.scenario.keysThatDiffer(from: results[0].scenario)
                .subtracting(["$schema", "name", "description", "seed"])
            guard !keys.isEmpty else { continue }
            Output.complain(
                "squall compare: warning: \(result.variant.name) ran another scenario than the baseline; they differ in "
                    + keys.sorted().joined(separator: ", "))
        }
    }
}
