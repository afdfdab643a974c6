import Histogram

/// Times of one metric as one worker records them, for one interval: cheap to write, 32-bit counts.
///
/// The histogram's sums are rounded to its buckets, so the exact sum and extremes stand beside it.
@usableFromInline @frozen
package struct LatencyRecorder: Sendable {
    /// Longer times count as one hour.
    @usableFromInline static let ceiling = LatencyHistogram.highestTrackable

    @usableFromInline var histogram: Histogram<UInt32>
    /// Nanoseconds, wrapping after 584 years.
    @usableFromInline var sum: UInt64 = 0
    @usableFromInline var lowest = UInt64.max
    @usableFromInline var highest: UInt64 = 0
    /// How many were beyond the ceiling.
    @usableFromInline var clamped: UInt64 = 0

    /// Shared by every fresh recorder, so that one which records nothing costs no memory: the first `record` copies it.
    private static let blank = Histogram<UInt32>(
        lowestDiscernibleValue: LatencyHistogram.lowestDiscernible,
        highestTrackableValue: LatencyHistogram.highestTrackable,
        numberOfSignificantValueDigits: .three)

    /// Begins empty; the first `record` allocates.
    package init() {
        histogram = Self.blank
    }

    /// A recorder with memory of its own, for a metric that is known to record: its first `record` allocates nothing.
    static func prepared() -> LatencyRecorder {
        var recorder = LatencyRecorder()
        // Counting nothing makes the copy, in some microseconds. A new histogram takes most of a millisecond, for which
        // the worker's messages would wait, once a second and for every metric.
        recorder.histogram.record(0, count: 0)
        return recorder
    }

    /// Times recorded, clamped ones included.
    package var count: UInt64 { histogram.totalCount }
    /// Whether nothing was recorded.
    package var isEmpty: Bool { histogram.totalCount == 0 }

    /// Counts one time.
    ///
    /// - Parameter nanoseconds: below 0 counts as 0, above one hour as one hour.
    @inlinable
    package mutating func record(_ nanoseconds: Int64) {
        var value = UInt64(max(nanoseconds, 0))
        if value > Self.ceiling {
            value = Self.ceiling
            clamped &+= 1
        }
        histogram.record(value)
        sum &+= value
        lowest = min(lowest, value)
        highest = max(highest, value)
    }

    /// Takes in what another worker recorded in the same interval.
    package mutating func merge(_ other: LatencyRecorder) {
        guard !other.isEmpty else { return }
        guard !isEmpty else {
            self = other
            return
        }
        histogram.add(other.histogram)
        sum &+= other.sum
        lowest = min(lowest, other.lowest)
        highest = max(highest, other.highest)
        clamped &+= other.clamped
    }
}
