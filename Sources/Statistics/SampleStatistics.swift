import Glibc

/// What separates two sets of samples that were not taken in turn, such as runs of two days.
package enum SampleStatistics {
    /// The shortest series of which something can be said.
    package static let shortestSeries = 20
    /// The fewest runs of both sides together that show their own noise: with three, a single distance between two runs
    /// would be all that is known of it.
    package static let fewestRuns = 4
    /// As a logarithm: an interval around no difference that reaches beyond a factor of 101, which is 10,000 % more, says
    /// nothing.
    private static let widest = log(101.0)

    /// The difference of the means of two sets of runs, by Student's t with a common variance, so that one of them may
    /// hold a single run.
    ///
    /// - Parameters:
    ///   - candidate: a figure of each run, at least one.
    ///   - baseline: likewise.
    ///   - comparisons: how many intervals are to hold together.
    ///   - confidence: with which they do.
    /// - Returns: candidate less baseline, without an interval where there are fewer than ``fewestRuns`` in all.
    package static func runs(
        _ candidate: [Double], against baseline: [Double], comparisons: Int,
        confidence: Double = RoundStatistics.confidence
    ) -> Estimate {
        let (left, right) = (Moments(candidate), Moments(baseline))
        let difference = left.mean - right.mean
        guard candidate.count + baseline.count >= fewestRuns else {
            return Estimate(value: difference, interval: nil)
        }
        let degrees = left.count + right.count - 2
        let variance = (left.squares + right.squares) / degrees
        let error = (variance * (1 / left.count + 1 / right.count)).squareRoot()
        let reach = error * StudentT.bound(level: (1 - confidence) / Double(comparisons), degrees: degrees)
        return Estimate(value: difference, interval: difference - reach...difference + reach)
    }

    /// An estimate of a logarithm, without its interval where that is so wide that it tells nothing.
    ///
    /// - Parameter logarithm: of the ratio of two figures.
    /// - Returns: the same, or one without an interval: one that has 0 in it and reaches beyond a factor of 101.
    package static func telling(_ logarithm: Estimate) -> Estimate {
        guard let interval = logarithm.interval, interval.contains(0),
            max(interval.upperBound, -interval.lowerBound) > widest
        else { return logarithm }
        return Estimate(value: logarithm.value, interval: nil)
    }

    /// The difference of the means of two series, by Welch's t over all ways in which the seconds of a run may depend on
    /// each other, each as likely as the series make it.
    ///
    /// - Parameters:
    ///   - candidate: a figure of each second of one run, in the order of time, all finite.
    ///   - baseline: likewise, of another run.
    ///   - comparisons: how many intervals are to hold together.
    ///   - confidence: with which they do.
    /// - Returns: candidate less baseline; nil where a series is shorter than ``shortestSeries``.
    package static func series(
        _ candidate: [Double], against baseline: [Double], comparisons: Int,
        confidence: Double = RoundStatistics.confidence
    ) -> Estimate? {
        guard min(candidate.count, baseline.count) >= shortestSeries else { return nil }
        let difference = SeriesDifference(candidate, baseline)
        let reach = difference.bound(level: (1 - confidence) / Double(comparisons))
        return Estimate(value: difference.value, interval: difference.value - reach...difference.value + reach)
    }
}

/// What Student's t needs of a set of samples.
private struct Moments {
    let count: Double
    let mean: Double
    /// Sum of the squared distances from the mean.
    let squares: Double

    init(_ samples: [Double]) {
        let mean = samples.reduce(0, +) / Double(samples.count)
        self.mean = mean
        count = Double(samples.count)
        squares = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}
