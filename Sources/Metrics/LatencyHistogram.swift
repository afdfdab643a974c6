import Histogram

/// All times of one metric: the buckets that hold something, in rising order, and exact sum and extremes.
///
/// It is the kept form: it grows with what was recorded, has 64-bit counts, and merges exactly with that of another
/// second, worker or machine. ``LatencyRecorder`` is the form that is written to.
package struct LatencyHistogram: Sendable, Equatable {
    /// Times closer to each other than this many nanoseconds may share a bucket (rounded down to 64).
    package static let lowestDiscernible: UInt64 = 100
    /// One hour in nanoseconds.
    package static let highestTrackable: UInt64 = 3_600_000_000_000
    /// Decimal digits to which longer times are told apart.
    package static let significantDigits = 3

    /// Those that hold something, in rising order.
    package private(set) var buckets: [LatencyBucket] = []
    /// Times recorded, clamped ones included.
    package private(set) var count: UInt64 = 0
    /// Nanoseconds, wrapping after 584 years.
    package private(set) var sum: UInt64 = 0
    /// Nanoseconds, exact; `UInt64.max` where nothing was recorded.
    package private(set) var min = UInt64.max
    /// Nanoseconds, exact; 0 where nothing was recorded.
    package private(set) var max: UInt64 = 0
    /// How many times were longer than one hour and count as one hour.
    package private(set) var clamped: UInt64 = 0

    package init() {}

    /// What a recorder holds.
    package init(_ recorder: LatencyRecorder) {
        guard !recorder.isEmpty else { return }
        let histogram = recorder.histogram
        for recorded in histogram.recordedValues() {
            let lowest = histogram.lowestEquivalentForValue(recorded.value)
            buckets.append(LatencyBucket(lowest: lowest, count: UInt64(recorded.count)))
        }
        count = recorder.count
        sum = recorder.sum
        min = recorder.lowest
        max = recorder.highest
        clamped = recorder.clamped
    }

    /// Read back from its parts: buckets in rising order, which add up to the count.
    init(buckets: [LatencyBucket], count: UInt64, sum: UInt64, min: UInt64, max: UInt64, clamped: UInt64) {
        self.buckets = buckets
        self.count = count
        self.sum = sum
        self.min = min
        self.max = max
        self.clamped = clamped
    }

    /// Whether nothing was recorded.
    package var isEmpty: Bool { count == 0 }

    /// Takes in all times of another histogram.
    package mutating func merge(_ other: LatencyHistogram) {
        guard !other.isEmpty else { return }
        buckets = Self.merged(buckets, other.buckets)
        count += other.count
        sum &+= other.sum
        min = Swift.min(min, other.min)
        max = Swift.max(max, other.max)
        clamped += other.clamped
    }

    private static func merged(_ left: [LatencyBucket], _ right: [LatencyBucket]) -> [LatencyBucket] {
        var merged: [LatencyBucket] = []
        merged.reserveCapacity(left.count + right.count)
        var (l, r) = (0, 0)
        while l < left.count, r < right.count {
            if left[l].lowest < right[r].lowest {
                merged.append(left[l])
                l += 1
            } else if left[l].lowest > right[r].lowest {
                merged.append(right[r])
                r += 1
            } else {
                merged.append(LatencyBucket(lowest: left[l].lowest, count: left[l].count + right[r].count))
                l += 1
                r += 1
            }
        }
        merged.append(contentsOf: left[l...])
        merged.append(contentsOf: right[r...])
        return merged
    }

    /// The figures, or nil where nothing was recorded.
    package func summary() -> LatencySummary? {
        guard count > 0 else { return nil }
        var values: [UInt64] = []
        var (index, seen) = (0, buckets[0].count)
        for share in LatencySummary.shares {
            let wanted = rank(of: share)
            while seen < wanted {
                index += 1
                seen += buckets[index].count
            }
            values.append(Swift.min(buckets[index].highest, max))
        }
        return LatencySummary(
            count: count, min: min, mean: Double(sum) / Double(count), max: max, percentiles: values)
    }

    /// A percentile as of ``summary()``, of any share.
    ///
    /// - Parameter percent: 0 to 100, looked at to six decimals; 0 is the shortest time.
    /// - Returns: nanoseconds; nil where nothing was recorded.
    package func percentile(_ percent: Double) -> UInt64? {
        guard count > 0 else { return nil }
        let wanted = rank(of: UInt64((percent * 1e6).rounded()), in: 100_000_000)
        if wanted == 0 { return min }
        var seen: UInt64 = 0
        for bucket in buckets {
            seen += bucket.count
            if seen >= wanted { return Swift.min(bucket.highest, max) }
        }
        return max
    }

    /// How many of the times, counted from the shortest, a percentile takes in.
    private func rank(of share: UInt64, in parts: UInt64 = LatencySummary.whole) -> UInt64 {
        let (whole, rest) = count.quotientAndRemainder(dividingBy: parts)
        return whole * share + (rest * share + parts - 1) / parts
    }
}
