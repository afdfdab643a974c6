/// The checks of the preflight, in the order of the report; the raw value is the code of a finding.
package enum PreflightCheck: String, Sendable, CaseIterable {
    case openFiles = "open_files"
    case localPorts = "local_ports"
    case acceptQueue = "accept_queue"
    case connectionTracking = "connection_tracking"
    case cores
    case otherLoad = "other_load"
    case processorQuota = "cpu_quota"
    case processorFrequency = "cpu_frequency"
    case timeSource = "time_source"
    case kernelTLS = "kernel_tls"
    case memory

    /// As the report names it.
    package var title: String {
        switch self {
        case .openFiles: "open files"
        case .localPorts: "local ports"
        case .acceptQueue: "accept queue"
        case .connectionTracking: "tracking"
        case .cores: "cores"
        case .otherLoad: "other load"
        case .processorQuota: "CPU quota"
        case .processorFrequency: "CPU frequency"
        case .timeSource: "time source"
        case .kernelTLS: "kTLS"
        case .memory: "memory"
        }
    }
}
