/// The figures of a set of times, in nanoseconds.
///
/// Minimum, mean and maximum are exact; percentiles are true to 3 digits, or to 64 ns where that is coarser, and never
/// shown lower than they were.
package struct LatencySummary: Sendable, Equatable {
    package var count: UInt64
    package var min: UInt64
    package var mean: Double
    package var max: UInt64
    package var p50: UInt64
    package var p90: UInt64
    package var p95: UInt64
    package var p99: UInt64
    package var p999: UInt64
    package var p9999: UInt64

    /// The percentiles in rising order, as parts of ``whole``: integers, because 0.999 has no exact binary form.
    static let shares: [UInt64] = [5000, 9000, 9500, 9900, 9990, 9999]
    static let whole: UInt64 = 10000

    /// `percentiles` holds one value for each of ``shares``.
    init(count: UInt64, min: UInt64, mean: Double, max: UInt64, percentiles: [UInt64]) {
        self.count = count
        self.min = min
        self.mean = mean
        self.max = max
        p50 = percentiles[0]
        p90 = percentiles[1]
        p95 = percentiles[2]
        p99 = percentiles[3]
        p999 = percentiles[4]
        p9999 = percentiles[5]
    }
}
