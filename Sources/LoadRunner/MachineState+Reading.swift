import Glibc
import NetworkIO

extension MachineState {
    /// Looks at the machine. Takes less than a millisecond.
    package static func current() -> MachineState {
        var state = read(
            isRoot: geteuid() == 0, openFilesHard: OpenFileLimit.current().hard, cores: WorkerThread.allowedCores(),
            file: ProcFile.read)
        state.kernelTLSObstacle = KernelTLS.obstacle()
        return state
    }

    /// The ports from which the kernel chooses local ones.
    static func localPortRange(file: (String) -> String? = ProcFile.read) -> ClosedRange<Int> {
        file("/proc/sys/net/ipv4/ip_local_port_range").flatMap(ProcText.range) ?? 32768...60999
    }

    /// Puts the state together from the kernel's files.
    ///
    /// - Parameters:
    ///   - isRoot: whether the process's effective user is root.
    ///   - openFilesHard: the process's hard limit on open files.
    ///   - cores: that the process may use, by number.
    ///   - file: gives the text of a file, nil where there is none.
    /// - Returns: the state, in which what the kernel does not tell is no obstacle.
    static func read(isRoot: Bool, openFilesHard: Int, cores: [Int], file: (String) -> String?) -> MachineState {
        func number(_ path: String) -> Int? { file("/proc/sys/" + path).flatMap(ProcText.number) }
        let ports = localPortRange(file: file)
        let openFiles = (file("/proc/sys/fs/file-nr") ?? "").split { $0.isWhitespace }.compactMap { Int($0) }
        let load = (file("/proc/loadavg") ?? "").split { $0.isWhitespace }
        let running = load.count > 3 ? load[3].split(separator: "/").first.flatMap { Int($0) } : nil
        let clock = "/sys/devices/system/clocksource/clocksource0/"
        let frequency = cores.map { "/sys/devices/system/cpu/cpu\($0)/cpufreq/" }
        func word(_ path: String) -> String? { file(path)?.filter { !$0.isWhitespace } }

        return MachineState(
            isRoot: isRoot, openFilesHard: openFilesHard, openFilesCeiling: number("fs/nr_open"),
            systemFilesFree: openFiles.count == 3 ? max(0, openFiles[2] - openFiles[0]) : nil, localPorts: ports,
            reservedPorts: ProcText.count(in: ports, listed: file("/proc/sys/net/ipv4/ip_local_reserved_ports") ?? ""),
            timeWait: ProcText.value("tw", line: "TCP:", of: file("/proc/net/sockstat") ?? "") ?? 0,
            acceptQueue: number("net/core/somaxconn"), synQueue: number("net/ipv4/tcp_max_syn_backlog"),
            hasSynCookies: number("net/ipv4/tcp_syncookies") != 0,
            trackedMaximum: number("net/netfilter/nf_conntrack_max"),
            trackedNow: number("net/netfilter/nf_conntrack_count") ?? 0, cores: max(1, cores.count),
            load: load.first.flatMap { Double($0) } ?? 0,
            // One of those that run is the thread that asks.
            othersRunning: max(0, (running ?? 1) - 1),
            governors: Set(frequency.compactMap { word($0 + "scaling_governor") }).sorted(),
            frequencyDriver: frequency.first.flatMap { word($0 + "scaling_driver") },
            clockSource: word(clock + "current_clocksource"),
            clockSourcesOnOffer: (file(clock + "available_clocksource") ?? "").split { $0.isWhitespace }
                .map(String.init),
            memoryAvailable: ProcText.table(file("/proc/meminfo") ?? "")["MemAvailable"].map { $0 * 1024 },
            controlGroup: ControlGroup.read(file))
    }
}
