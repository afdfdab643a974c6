import Scenario

/// What would spoil a run on this machine, and what mends it. Pure: the machine was looked at before.
///
/// `Docs/Doctor.md` explains each check to the user.
package struct Preflight {
    let machine: MachineState
    /// Nil where no scenario is given: the findings then say what the machine allows.
    let demand: RunDemand?

    /// Holds a scenario against a machine.
    ///
    /// - Parameters:
    ///   - scenario: what is to run, overrides included; nil to ask what the machine allows.
    ///   - facts: the machine.
    ///   - payloadFile: bytes of the file that the scenario sends; default 0, where it names none.
    /// - Returns: a finding for each check that applies, in the order of `PreflightCheck`.
    package static func check(_ scenario: LoadScenario?, facts: MachineState, payloadFile: Int = 0) -> [Finding] {
        let demand = scenario.map { RunDemand($0, cores: facts.cores, payloadFile: payloadFile) }
        let preflight = Preflight(machine: facts, demand: demand)
        return [
            preflight.openFiles, preflight.localPorts, preflight.acceptQueue, preflight.connectionTracking,
            preflight.cores, preflight.otherLoad, preflight.processorQuota, preflight.processorFrequency,
            preflight.timeSource, preflight.kernelTLS, preflight.memory,
        ].compactMap(\.self)
    }
}

extension Preflight {
    /// What a command that changes the machine begins with; root needs nothing, and often has no `sudo`.
    var sudo: String { machine.isRoot ? "" : "sudo " }

    /// Too many for what there is: surely, perhaps, or not at all.
    static func severity(_ demand: RunDemand, above limit: Int) -> Finding.Severity {
        demand.openAtLeast > limit ? .refusal : demand.openAtMost > limit ? .warning : .ok
    }

    /// A number of things, in figures that people can read.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number.grouped) \(number == 1 ? one : many ?? one + "s")"
    }

    static func mebibytes(_ bytes: Int) -> String {
        "\(((bytes + (1 << 20) - 1) >> 20).grouped) MiB"
    }
}
