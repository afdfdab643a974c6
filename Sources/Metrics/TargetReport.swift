/// What the server under test cost, where it is the embedded one.
package struct TargetReport: Sendable, Equatable, Codable {
    /// The server's process.
    package var pid: Int32
    /// Of the process, until the run ended.
    package var cpuUserSeconds: Double
    /// Likewise, in the kernel.
    package var cpuSystemSeconds: Double
    /// Nil where no messages were sent.
    package var cpuMicrosecondsPerMessage: Double?
    /// The most memory that the process held.
    package var maxRSSBytes: UInt64

    enum CodingKeys: String, CodingKey {
        case pid
        case cpuUserSeconds = "cpu_user_s"
        case cpuSystemSeconds = "cpu_system_s"
        case cpuMicrosecondsPerMessage = "cpu_us_per_message"
        case maxRSSBytes = "max_rss_bytes"
    }

    package init(
        pid: Int32, cpuUserSeconds: Double, cpuSystemSeconds: Double, cpuMicrosecondsPerMessage: Double? = nil,
        maxRSSBytes: UInt64
    ) {
        self.pid = pid
        self.cpuUserSeconds = cpuUserSeconds
        self.cpuSystemSeconds = cpuSystemSeconds
        self.cpuMicrosecondsPerMessage = cpuMicrosecondsPerMessage
        self.maxRSSBytes = maxRSSBytes
    }
}
