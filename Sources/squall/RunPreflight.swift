import ArgumentParser
import Glibc
import LoadRunner
import Reporting

/// What the machine has to say before a run.
struct RunPreflight {
    private let findings: [Finding]

    /// - Parameter runs: what is to run on this machine, one after another.
    init(_ runs: [PreparedRun]) {
        let machine = MachineState.current()
        var findings: [Finding] = []
        for run in runs {
            let found = Preflight.check(run.scenario, facts: machine, payloadFile: run.largestPayload)
            findings += found.filter { finding in !findings.contains { $0.message == finding.message } }
        }
        self.findings = findings
    }

    /// Says what would spoil the run.
    func warn() {
        for finding in findings where finding.severity == .warning {
            Output.complain(
                CheckList.notice(
                    "squall run: warning: \(finding.check.title): \(finding.message)", mend: finding.mends.first,
                    width: Output.width(of: STDERR_FILENO)))
        }
    }

    /// Ends where a run cannot work.
    func refuse() throws {
        let refusals = findings.filter { $0.severity == .refusal }
        guard !refusals.isEmpty else { return }
        let style = TextStyle(isColoured: false)
        Output.complain("squall run: error: this machine does not allow the run:")
        Output.complain(CheckList.text(refusals.map(\.line), style: style, width: Output.width))
        throw ExitCode.cannotBegin
    }
}
