/// What the load itself cost on this machine.
package struct GeneratorReport: Sendable, Equatable, Codable {
    /// Of the process, over the whole run.
    package var cpuUserSeconds: Double
    /// Likewise, in the kernel.
    package var cpuSystemSeconds: Double
    /// CPU time in the measured window by the messages sent in it, so that an echo counts as one; nil where none were.
    package var cpuMicrosecondsPerMessage: Double?
    /// One for each worker thread, in the order of their indices.
    package var workers: [WorkerReport]
    /// The most memory that the process held.
    package var maxRSSBytes: UInt64
    /// Nil where the allocator does not count.
    package var allocatedBytesPerMessage: Double?
    /// User memory by session; nil where there are too few to tell theirs from the rest.
    package var memoryPerSessionBytes: Double?

    enum CodingKeys: String, CodingKey {
        case cpuUserSeconds = "cpu_user_s"
        case cpuSystemSeconds = "cpu_system_s"
        case cpuMicrosecondsPerMessage = "cpu_us_per_message"
        case workers
        case maxRSSBytes = "max_rss_bytes"
        case allocatedBytesPerMessage = "allocated_bytes_per_message"
        case memoryPerSessionBytes = "memory_per_session_bytes"
    }

    package init(
        cpuUserSeconds: Double, cpuSystemSeconds: Double, cpuMicrosecondsPerMessage: Double? = nil,
        workers: [WorkerReport], maxRSSBytes: UInt64, allocatedBytesPerMessage: Double? = nil,
        memoryPerSessionBytes: Double? = nil
    ) {
        self.cpuUserSeconds = cpuUserSeconds
        self.cpuSystemSeconds = cpuSystemSeconds
        self.cpuMicrosecondsPerMessage = cpuMicrosecondsPerMessage
        self.workers = workers
        self.maxRSSBytes = maxRSSBytes
        self.allocatedBytesPerMessage = allocatedBytesPerMessage
        self.memoryPerSessionBytes = memoryPerSessionBytes
    }
}
