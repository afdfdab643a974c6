import ArgumentParser
import Glibc
import LoadRunner
import Metrics
import NetworkIO
import Reporting
import Scenario

/// The runs of a comparison: in each round every variant once, until each has its number of rounds or the time is over.
struct ComparisonRun {
    private let prepared: PreparedComparison
    private let isQuiet: Bool
    private let folder: ComparisonFolder
    private let order: RoundOrder
    private let control = ComparisonControl()
    private let start = MonotonicClock.now()
    private var report: ComparisonReport
    private var runs: [ComparedVariant]
    private var hasFailedThresholds = false

    /// Makes the result folder; says what is wrong and ends with the code for that where nothing can run.
    ///
    /// - Parameters:
    ///   - prepared: what to run.
    ///   - out: where the result goes; nil: a new folder below `Results`.
    ///   - isQuiet: whether only the table is shown.
    /// - Throws: the exit code.
    init(_ prepared: PreparedComparison, out: String?, isQuiet: Bool) throws {
        self.prepared = prepared
        self.isQuiet = isQuiet
        let preflight = RunPreflight(prepared.variants.map(\.run))
        try preflight.refuse()
        let now = UTCTime(unixSeconds: Int64(time(nil)))
        do throws(ResultFolderError) {
            folder = try ComparisonFolder.create(
                at: out, name: prepared.name, startedAt: now, scenario: prepared.document)
        } catch {
            Output.complain("squall run: error: \(error)")
            throw ExitCode.cannotBegin
        }
        if !isQuiet { preflight.warn() }
        runs = prepared.variants.map { ComparedVariant(name: $0.name) }
        order = RoundOrder(seed: prepared.seed, variants: runs.count)
        report = ComparisonReport(
            tool: ToolInfo(name: "squall", version: Squall.version),
            comparison: Comparison(rounds: runs, reference: prepared.plan.reference))
        report.scenarioName = prepared.name
        report.startedAt = now.rfc3339
        report.seed = prepared.seed
        report.roundsPlanned = prepared.plan.rounds
    }

    /// Runs all rounds, writes and prints what came of them, and ends with the code for that where it is not 0.
    mutating func run() throws {
        if let advice = ComparisonAdvice.rounds(prepared.plan, variants: runs.count) {
            Output.complain("squall run: warning: \(advice)")
        }
        let signals = StopSignals { [control] in control.stop() }
        defer { signals.cancel() }
        update(.running)
        var failure: (any Error)?
        do { try runRounds() } catch { failure = error }
        report.finishedAt = UTCTime(unixSeconds: Int64(time(nil))).rfc3339
        update(control.isStopped ? .interrupted : failure == nil ? .completed : .aborted)
        show()
        if let failure { throw failure }
        if folder.problem != nil { throw ExitCode.incompleteFiles }
        if control.isStopped { throw ExitCode.interrupted }
        if runs.contains(where: \.isInvalid) { throw ExitCode.invalidResult }
        if hasFailedThresholds { throw ExitCode.thresholdsFailed }
    }

    private mutating func runRounds() throws {
        var round = 1
        while round <= prepared.plan.rounds ?? .max, round == 1 || hasTime {
            for index in order.order(ofRound: round) {
                guard !control.isStopped else { return }
                try run(index, round: round)
            }
            update(.running)
            round += 1
        }
    }

    private var hasTime: Bool {
        guard let duration = prepared.plan.duration else { return true }
        return .nanoseconds(MonotonicClock.now() - start) < duration
    }

    private mutating func run(_ index: Int, round: Int) throws {
        let variant = prepared.variants[index]
        let run = variant.run.seeded(order.seed(ofRound: round))
        let runFolder: ResultFolder
        do throws(ResultFolderError) {
            runFolder = try folder.runFolder(variant: variant.name, round: round, scenario: run.document)
        } catch {
            Output.complain("squall run: error: \(error)")
            throw ExitCode.incompleteFiles
        }
        let of = prepared.plan.rounds.map { " of \($0)" } ?? ""
        let heading = "round \(round)\(of): \(variant.name)"
        let display = ProgressDisplay(isQuiet: isQuiet, heading: heading)
        let result = try RunExecution(prepared: run, folder: runFolder, display: display).run(control.nextRun())
        folder.adopt(runFolder)
        if result.thresholds?.allSatisfy(\.passed) == false { hasFailedThresholds = true }
        let compared = ComparedRun(
            result, round: round, folder: ComparisonFolder.folder(variant: variant.name, round: round))
        runs[index].runs.append(compared)
        if !isQuiet { Output.write(RunLine.text(heading, compared, style: style)) }
    }

    private mutating func update(_ status: RunStatus) {
        report.status = status
        report.comparison = Comparison(rounds: runs, reference: prepared.plan.reference)
        folder.write(report)
    }

    private func show() {
        let rounds = runs.map(\.runs.count).max() ?? 0
        let table = ComparisonTable(style: style, width: Output.width)
        Output.write(table.heading(report, rounds: rounds) + table.text(report.comparison))
        if let problem = folder.problem { Output.complain("squall run: warning: \(problem)") }
        Output.write("\nResult: \(folder.path)\n")
    }

    private var style: TextStyle { TextStyle(isColoured: Output.isColoured) }
}
