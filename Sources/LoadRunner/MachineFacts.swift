import Glibc
import Metrics
import NetworkIO

/// What the result says of the machine.
enum MachineFacts {
    static func report(workers: Int) -> EnvironmentReport {
        let limit = OpenFileLimit.current()
        return EnvironmentReport(
            kernel: kernel(), cpuModel: cpuModel(), cores: WorkerThread.allowedCores().count,
            memoryBytes: memory(), openFilesSoft: UInt64(limit.soft), openFilesHard: UInt64(limit.hard),
            clockSource: clockSource() ?? "unknown", workers: workers)
    }

    /// System, release and machine.
    private static func kernel() -> String {
        let parts = ["ostype", "osrelease", "arch"].compactMap { ProcFile.read("/proc/sys/kernel/\($0)") }
        return parts.map { $0.filter { $0 != "\n" } }.joined(separator: " ")
    }

    private static func cpuModel() -> String {
        let lines = (ProcFile.read("/proc/cpuinfo") ?? "").split(separator: "\n")
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":", maxSplits: 1).last
        return model.map { String($0.drop { $0 == " " }) } ?? "unknown"
    }

    private static func memory() -> UInt64 {
        UInt64(max(0, sysconf(Int32(_SC_PHYS_PAGES)))) * UInt64(max(0, sysconf(Int32(_SC_PAGESIZE))))
    }

    static func clockSource() -> String? {
        ProcFile.read("/sys/devices/system/clocksource/clocksource0/current_clocksource")?.filter { $0 != "\n" }
    }
}
