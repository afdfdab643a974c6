import Metrics

/// What is compared.
package enum ComparisonMetric: String, CaseIterable, Sendable {
    /// Messages answered per second of the measured window, or sessions where there are no messages.
    case throughput
    /// CPU time of the generator.
    case cpu
    /// CPU time of the embedded server.
    case serverCPU = "server_cpu"
    /// Bytes on the wire, both ways, headers included.
    case bytes
    /// The median time: of the round trip, of the delivery to a group, or of connecting where there are no messages.
    case p50
    /// Of the same times, that which 99 % do not exceed.
    case p99

    /// Whether more is better.
    var isGain: Bool { self == .throughput }

    /// The figures' unit in files.
    var unit: String {
        switch self {
        case .throughput: "per_second"
        case .cpu, .serverCPU, .p50, .p99: "us"
        case .bytes: "bytes"
        }
    }

    /// The heading of its part of a table.
    func title(_ work: WorkUnit) -> String {
        switch self {
        case .throughput: "throughput, \(work.rawValue)s per second"
        case .cpu: "CPU per \(work.rawValue), generator"
        case .serverCPU: "CPU per \(work.rawValue), embedded server"
        case .bytes: "bytes on the wire per \(work.rawValue), both ways"
        case .p50: work == .message ? "latency, p50" : "connecting, p50"
        case .p99: work == .message ? "latency, p99" : "connecting, p99"
        }
    }

    /// A figure for people.
    func text(_ value: Double) -> String {
        switch self {
        case .throughput: Figure.rate(value)
        case .cpu, .serverCPU, .p50, .p99: Figure.duration(nanoseconds: value * 1000)
        case .bytes: Figure.bytes(value)
        }
    }

    /// What people call a difference that is there.
    func word(isBetter: Bool) -> String {
        switch self {
        case .throughput, .p50, .p99: isBetter ? "faster" : "slower"
        case .cpu, .serverCPU: isBetter ? "cheaper" : "dearer"
        case .bytes: isBetter ? "smaller" : "larger"
        }
    }
}
