/// The machine and the settings under which a run was made.
package struct EnvironmentReport: Sendable, Equatable, Codable {
    /// As `uname` gives it: system, release, machine.
    package var kernel: String
    /// As the kernel names the processor.
    package var cpuModel: String
    /// Cores that the process may use.
    package var cores: Int
    /// Of the whole machine.
    package var memoryBytes: UInt64
    /// Limits on open files as they stood while running.
    package var openFilesSoft: UInt64
    /// Up to where the soft limit can be raised.
    package var openFilesHard: UInt64
    /// The kernel's source of time, such as `tsc`.
    package var clockSource: String
    /// Threads that carried the load.
    package var workers: Int

    enum CodingKeys: String, CodingKey {
        case kernel
        case cpuModel = "cpu_model"
        case cores
        case memoryBytes = "memory_bytes"
        case openFilesSoft = "open_files_soft"
        case openFilesHard = "open_files_hard"
        case clockSource = "clock_source"
        case workers
    }

    package init(
        kernel: String, cpuModel: String, cores: Int, memoryBytes: UInt64, openFilesSoft: UInt64, openFilesHard: UInt64,
        clockSource: String, workers: Int
    ) {
        self.kernel = kernel
        self.cpuModel = cpuModel
        self.cores = cores
        self.memoryBytes = memoryBytes
        self.openFilesSoft = openFilesSoft
        self.openFilesHard = openFilesHard
        self.clockSource = clockSource
        self.workers = workers
    }
}
