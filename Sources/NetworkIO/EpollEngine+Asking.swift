/// What an owner asks of a stream in the middle.
extension EpollEngine {
    /// Whether a send has failed. What the peer said before still comes, and then the end.
    package mutating func isBroken(_ stream: StreamID) -> Bool {
        isCurrent(stream) && streams[stream.slot].brokenCode != 0
    }

    /// Whether the peer's kernel has taken all that was sent.
    package mutating func isAcknowledged(_ stream: StreamID) -> Bool {
        guard isCurrent(stream), streams[stream.slot].pending.count == 0 else { return false }
        return SystemCalls.unacknowledgedBytes(streams[stream.slot].descriptor) == 0
    }
}
