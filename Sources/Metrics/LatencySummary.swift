/// The figures of a set of times, in nanoseconds.
///
/// Minimum, mean and maximum are exact; percentiles are true to 3 digits, or to 64 ns where that is coarser, and never
/// shown lower than they were.
package struct LatencySummary: Sendable, Equatable {
    /// How many times there are, at least 1.
    package var count: UInt64
    /// The shortest.
    package var min: UInt64
    /// The sum by the count.
    package var mean: Double
    /// The longest.
    package var max: UInt64
    /// The median.
    package var p50: UInt64
    /// 90 % of all times were no longer.
    package var p90: UInt64
    /// 95 % of all times were no longer.
    package var p95: UInt64
    /// 99 % of all times were no longer.
    package var p99: UInt64
    /// 99.9 % of all times were no longer.
    package var p999: UInt64
    /// 99.99 % of all times were no longer.
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
