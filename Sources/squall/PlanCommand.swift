import ArgumentParser
import Glibc
import LoadRunner
import Reporting
import Scenario

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Writes when each VU and each iteration of a scenario is due, without running it.",
        discussion: """
            A CSV row for each thing that is planned, in the order of time: time_s, scenario, event, vu, iteration. The
            same seed gives the same rows, whatever the number of workers. What it comes to is told on the error output.
            """)

    @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
    var scenario: String

    @Option(
        help: .init("Seed of all random choices. Default: the scenario's, else one that is drawn.", valueName: "number")
    )
    var seed: UInt64?

    @Option(
        help: .init("Worker threads among which the plan is cut. Default: as for a run.", valueName: "number"))
    var workers: Int?

    @Option(
        help: .init("File for the rows; - for the standard output, which is the default.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var out = "-"

    @Option(help: .init("Write at most so many rows. All are counted.", valueName: "number"))
    var limit: Int?

    @Option(
        help: .init(
            "The variant whose plan is written, of a scenario with several. Default: the reference.", valueName: "name")
    )
    var variant: String?

    @OptionGroup var environment: EnvironmentOptions

    /// Bytes gathered for one write.
    private static let block = 1 << 16

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or more") }
    }

    func run() throws {
        var overrides = ScenarioOverrides()
        overrides.seed = seed
        overrides.workers = workers
        overrides.environment = try environment.values(for: "plan")
        let prepared = try prepare(overrides)
        let timeline = LoadTimeline(prepared.scenario)
        let file = try OutputFile(out)
        var summary = PlanSummary(timeline.kinds)
        var csv = PlanCSV()
        var rows = 0
        for event in timeline {
            summary.count(event)
            guard rows < limit ?? .max else { continue }
            rows += 1
            let isIteration = event.event == .iteration
            csv.append(
                time: event.time, scenario: timeline.kinds[event.kind].name, event: event.event.rawValue,
                vu: isIteration ? nil : event.number, iteration: isIteration ? event.number : nil)
            if csv.count >= PlanCommand.block { try file.write(csv.take()) }
        }
        try file.write(csv.take())
        Output.complain(text(summary, seed: prepared.scenario.seed))
    }

    private func prepare(_ overrides: ScenarioOverrides) throws -> PreparedRun {
        let file = try ScenarioFile(scenario, environment: overrides.environment)
        let reading = file.read()
        Output.complain(reading)
        guard let plan = reading.comparison else {
            if variant != nil { throw ValidationError("\(scenario) has no variants; leave out --variant.") }
            return try PreparedRun(file, reading, overrides: overrides, command: "plan")
        }
        let names = reading.variants.map(\.name)
        guard let index = variant.map(names.firstIndex) ?? plan.reference else {
            throw ValidationError("there is no such variant; there are \(names.joined(separator: "; ")).")
        }
        let chosen = reading.variants[index]
        Output.complain(
            "squall plan: one run of \(chosen.name), 1 of \(names.count) variants; --variant shows another")
        return try PreparedRun(
            file.holding(chosen.document, of: chosen.name), chosen.reading, overrides: overrides, command: "plan")
    }

    private func text(_ summary: PlanSummary, seed: UInt64?) -> String {
        let rows = summary.kinds.map {
            PlanTable.Row(
                scenario: $0.name, executor: $0.executor, span: $0.span, vus: $0.vus, iterations: $0.iterations)
        }
        return PlanTable.text(rows) + (seed.map { "seed \($0)\n" } ?? "")
    }
}
