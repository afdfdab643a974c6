import Scenario

extension Preflight {
    /// Threads that want a core of their own: the workers and, on this machine, at least one of the server.
    private var busyThreads: Int {
        guard let demand else { return machine.cores }
        return demand.workers + (demand.place == .elsewhere ? 0 : 1)
    }

    var cores: Finding {
        let cores = Preflight.count(machine.cores, "core")
        guard let demand else { return Finding(.cores, .ok, "\(cores) for workers and, if it is here, the server") }
        let workers = Preflight.count(demand.workers, "worker")
        let server =
            switch demand.place {
            case .embedded: " and the embedded server"
            case .loopback: " and a server on this machine"
            case .elsewhere: ""
            }
        guard busyThreads > machine.cores else { return Finding(.cores, .ok, "\(workers)\(server) on \(cores)") }
        let fitting = machine.cores - (demand.place == .elsewhere ? 0 : 1)
        // Squall cannot know how much the server on the same machine does, but it knows its own.
        let severity: Finding.Severity =
            demand.workers > machine.cores || demand.place == .embedded ? .warning : .note
        return Finding(
            .cores, severity, "\(workers)\(server) share \(cores): each is slowed down by the other",
            mends: fitting > 0 ? ["--workers \(fitting)"] : [])
    }

    var otherLoad: Finding {
        // The mean forgets slowly, and a moment may mislead: only what shows in both is there.
        let others = min(machine.load, Double(machine.othersRunning))
        let cores = Double(machine.cores)
        let mean = "load average \(Preflight.oneDecimal(machine.load)) on \(Preflight.count(machine.cores, "core"))"
        guard others >= 0.5 * cores else { return Finding(.otherLoad, .ok, mean) }
        return Finding(
            .otherLoad, .warning,
            "\(mean), and \(Preflight.count(machine.othersRunning, "other thread")) running now: other work takes "
                + "time from this one",
            mends: ["top -o %CPU"])
    }

    var processorQuota: Finding? {
        guard let quota = machine.controlGroup.quota else { return nil }
        let allowed = "\(Preflight.oneDecimal(quota.cores)) cores' worth of time (\(quota.path))"
        let past =
            quota.throttled > 0
            ? "; it was stopped in \(quota.throttled.grouped) of \(quota.periods.grouped) periods" : ""
        let threads = min(machine.cores, busyThreads)
        guard quota.cores < Double(threads) else {
            return Finding(.processorQuota, quota.throttled > 0 ? .note : .ok, allowed + past)
        }
        return Finding(
            .processorQuota, demand == nil ? .note : .warning,
            "\(allowed) for \(Preflight.count(threads, "busy thread")): all of them stop when it is used up\(past)",
            mends: ["echo max | \(sudo)tee \(quota.path)"])
    }

    var processorFrequency: Finding? {
        guard !machine.governors.isEmpty else { return nil }
        let names = machine.governors.joined(separator: ", ")
        guard machine.governors.contains("powersave") else {
            return Finding(.processorFrequency, .ok, "governor \(names)")
        }
        // With these drivers the name means that the processor itself chooses, and it does rise.
        let rises = ["intel_pstate", "amd-pstate-epp", "amd_pstate_epp"].contains(machine.frequencyDriver)
        return Finding(
            .processorFrequency, rises ? .note : .warning,
            rises
                ? "governor \(names) of \(machine.frequencyDriver ?? ""): cores take a while to speed up"
                : "governor \(names): the cores stay at their lowest speed",
            mends: ["echo performance | \(sudo)tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor"])
    }

    static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
