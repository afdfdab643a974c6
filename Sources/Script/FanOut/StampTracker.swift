/// What one receiving session has got from each sender: a next number, and what is missing before it.
///
/// It keeps some 40 bytes for each sender and 8 for each run of missing messages, however many those are. Every message is
/// told exactly, in any order and after any time.
package struct StampTracker: Sendable {
    private var sources: [UInt64: SenderProgress] = [:]

    package init() {}

    /// Messages to a group that have not come though younger ones of their senders have. What was sent before the first
    /// that came of a sender is not counted in.
    package func overtakenCount(inGroup group: UInt8) -> Int {
        sources.reduce(0) { $1.key >> 32 == UInt64(group) ? $0 + $1.value.overtakenCount : $0 }
    }

    /// Forgets a group: what comes of it from now on is taken as if nothing had come before.
    package mutating func forget(group: UInt8) {
        sources = sources.filter { $0.key >> 32 != UInt64(group) }
    }

    /// Takes a message.
    ///
    /// - Parameters:
    ///   - stamp: as it was read.
    ///   - isIntact: whether the message is as it was sent. A damaged one counts as come: an intact copy that follows is
    ///     a duplicate.
    ///   - now: when it came, in nanoseconds of the monotonic clock.
    /// - Returns: what it is; the latency is in nanoseconds, from the stamp's time, and not below 0.
    package mutating func receive(_ stamp: Stamp, isIntact: Bool, now: Int64) -> StampArrival {
        let latency = max(0, now &- stamp.time)
        switch sources[stamp.source, default: SenderProgress()].take(stamp.sequence) {
        case .inOrder: return isIntact ? .delivered(latency: latency) : .corrupt(isFirst: true)
        case .late: return isIntact ? .reordered(latency: latency) : .corrupt(isFirst: true)
        case .known: return isIntact ? .duplicate : .corrupt(isFirst: false)
        }
    }
}
