/// What one worker thread used.
package struct WorkerReport: Sendable, Equatable, Codable {
    /// From 0.
    package var index: Int
    /// User and system, over the whole run.
    package var cpuSeconds: Double
    /// CPU time by time passed in the measured window, 0 to 1.
    package var busyShare: Double

    enum CodingKeys: String, CodingKey {
        case index
        case cpuSeconds = "cpu_s"
        case busyShare = "busy_share"
    }

    package init(index: Int, cpuSeconds: Double, busyShare: Double) {
        self.index = index
        self.cpuSeconds = cpuSeconds
        self.busyShare = busyShare
    }
}
