import Scenario

extension Preflight {
    /// Files that a process needs besides its sessions: of the result, of the runtime, and some to spare.
    private static let reserve = 64
    /// Of each worker: its poller and its waker.
    private static let perWorker = 2

    /// Sessions that one process, with a worker for each core, may hold by its limit on open files.
    package static func sessionsAllowedByFiles(_ machine: MachineState) -> Int {
        sessionsAllowedByFiles(machine, workers: machine.cores)
    }

    private static func sessionsAllowedByFiles(_ machine: MachineState, workers: Int) -> Int {
        max(0, machine.openFilesHard - reserve - perWorker * workers)
    }

    var openFiles: Finding {
        let limit = machine.openFilesHard
        guard let demand else {
            let allowed = Preflight.sessionsAllowedByFiles(machine)
            return Finding(
                .openFiles, .ok,
                "\(limit.grouped) per process: at most \(Preflight.count(allowed, "session")) at once")
        }
        let allowed = Preflight.sessionsAllowedByFiles(machine, workers: demand.workers)
        let severity = Preflight.severity(demand, above: allowed)
        let own = Preflight.reserve + Preflight.perWorker * demand.workers
        let needed = demand.openAtMost + own
        if severity > .ok {
            let sure = severity == .refusal ? "\(demand.openAtLeast.grouped)" : "up to \(demand.openAtMost.grouped)"
            return Finding(
                .openFiles, severity,
                "\(sure) sessions at once and \(own) files of Squall's own are more than the "
                    + "\(limit.grouped) that a process may open",
                mends: raise(to: needed, ceiling: machine.openFilesCeiling)
                    + (allowed > 0 ? ["\"load\": { \"sessions\": \(allowed) }"] : []))
        }
        return systemFiles(demand, needed)
            ?? Finding(
                .openFiles, .ok,
                "\(needed.grouped) needed of \(limit.grouped)"
                    + (demand.place == .embedded ? ", by the generator and by the embedded server" : ""))
    }

    private func systemFiles(_ demand: RunDemand, _ needed: Int) -> Finding? {
        let inAll = demand.place == .embedded ? 2 * needed : needed
        guard let free = machine.systemFilesFree, inAll > free else { return nil }
        return Finding(
            .openFiles, .warning,
            "\(inAll.grouped) needed, and the whole system may open \(free.grouped) more",
            mends: ["\(sudo)sysctl -w fs.file-max=$(($(cat /proc/sys/fs/file-max) + \(inAll - free)))"])
    }

    /// The first holds in the shell that it is typed into, the second from the next login on.
    private func raise(to needed: Int, ceiling: Int?) -> [String] {
        let isAboveCeiling = ceiling.map { needed > $0 } ?? false
        let first = isAboveCeiling ? "\(sudo)sysctl -w fs.nr_open=\(needed) && " : ""
        return [
            "\(first)\(sudo)prlimit --pid $$ --nofile=\(needed)",
            "\(first)echo \"$USER - nofile \(needed)\" | \(sudo)tee /etc/security/limits.d/squall.conf",
        ]
    }
}
