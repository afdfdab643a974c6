import ArgumentParser
import LoadRunner
import Reporting
import Scenario

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks what on this machine would spoil a run, and says what mends it.",
        discussion: "Without a scenario it shows what the machine allows. Nothing is changed and no load is made.")

    @Argument(help: "The scenario file to check the machine for.", completion: .file(extensions: ["json"]))
    var scenario: String?

    @OptionGroup var environment: EnvironmentOptions

    func run() throws {
        let machine = MachineState.current()
        let environment = try environment.values(for: "doctor")
        let findings = try scenario.map { try check($0, machine, environment) } ?? Preflight.check(nil, facts: machine)
        let style = TextStyle(isColoured: Output.isColoured)
        Output.write("squall doctor: \(self.scenario ?? "what this machine allows")\n\n")
        Output.write(CheckList.text(findings.map(\.line), style: style, width: Output.width))
        Output.write("\n  \(conclusion(findings, machine))\n")
        if findings.contains(where: { $0.severity == .refusal }) { throw ExitCode.cannotBegin }
    }

    /// Of several variants, the worst that any of them gives cause for.
    private func check(_ path: String, _ machine: MachineState, _ environment: [String: String]) throws -> [Finding] {
        let file = try ScenarioFile(path, environment: environment)
        let reading = file.read()
        Output.complain(reading)
        let parts = reading.variants.isEmpty ? [reading] : reading.variants.map(\.reading)
        var worst: [Finding] = []
        for part in parts {
            guard let scenario = part.scenario else { throw ExitCode.invalidScenario }
            let contents = try file.contents(for: part)
            let payloadFile = scenario.payloadFiles.compactMap { contents.payloads[$0.path]?.count }.max() ?? 0
            for finding in Preflight.check(scenario, facts: machine, payloadFile: payloadFile) {
                if let index = worst.firstIndex(where: { $0.check == finding.check }) {
                    if worst[index].severity < finding.severity { worst[index] = finding }
                } else {
                    worst.append(finding)
                }
            }
        }
        return worst
    }

    private func conclusion(_ findings: [Finding], _ machine: MachineState) -> String {
        guard let scenario else {
            let files = Preflight.sessionsAllowedByFiles(machine).grouped
            let ports = Preflight.sessionsAllowedByPorts(machine).grouped
            return "Sessions to one server address: at most \(files) by open files,\n"
                + "  \(ports) by local ports for each source address."
        }
        let warnings = findings.count { $0.severity == .warning }
        if findings.contains(where: { $0.severity == .refusal }) { return "\(scenario) cannot run here as it is." }
        switch warnings {
        case 0: return "Nothing stands in the way of \(scenario)."
        case 1: return "\(scenario) can run, with one warning."
        default: return "\(scenario) can run, with \(warnings) warnings."
        }
    }
}

extension Finding {
    /// As the terminal shows it.
    var line: CheckLine {
        let mark: CheckLine.Mark =
            switch severity {
            case .ok: .good
            case .note: .note
            case .warning: .warning
            case .refusal: .bad
            }
        return CheckLine(mark, check.title, message, mends: mends)
    }
}
