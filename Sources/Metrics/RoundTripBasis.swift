/// The moment from which `ws_msg_rtt` is timed.
package enum RoundTripBasis: String, Sendable, Codable {
    /// When the message was due by the plan (open model).
    case due
    /// When the message was written (closed model): a service time, which knows nothing of the wait before it.
    case serviceTime = "service_time"
}
