/// What a stamped message is to the session that received it.
///
/// A message that never came is not seen here: lost is what was expected and came neither whole nor damaged.
package enum StampArrival: Equatable, Sendable {
    /// The message came for the first time, and in order.
    case delivered(latency: Int64)
    /// The message came for the first time, after one that its sender sent later (RFC 4737, section 3).
    case reordered(latency: Int64)
    /// The message had come before, whole or damaged.
    case duplicate
    /// The message is not as it was sent; first where it had not come before.
    case corrupt(isFirst: Bool)

    /// Whether the message had not come before.
    package var isFirst: Bool {
        switch self {
        case .delivered, .reordered, .corrupt(isFirst: true): true
        case .duplicate, .corrupt(isFirst: false): false
        }
    }
}
