/// A range of times that are told apart no further, and how many fell into it.
package struct LatencyBucket: Sendable, Equatable {
    /// Nanoseconds, the shortest time of the range.
    package var lowest: UInt64
    /// Times that fell into the range.
    package var count: UInt64

    package init(lowest: UInt64, count: UInt64) {
        self.lowest = lowest
        self.count = count
    }

    /// Nanoseconds, the longest time of the range.
    package var highest: UInt64 { lowest + width - 1 }

    /// 64 ns up to 2,048 such steps; above, 1,024 steps from each power of two to the next.
    private var width: UInt64 {
        let magnitude = UInt64.bitWidth - 1 - lowest.leadingZeroBitCount
        return 1 << UInt64(max(6, magnitude - 10))
    }
}
