import Glibc

/// A way in which the seconds of a run may depend on each other: a part of the noise lasts, the rest is each second's own.
struct Wander {
    /// All ways that are thought possible.
    ///
    /// A short series cannot tell which is the true one: one that wanders slowly looks steady while it stays on one side.
    /// So none is chosen; each counts as far as the series speak for it.
    static let all = [0, 0.5].flatMap { own in
        (0..<steps).map { Wander(kept: strongest * (Double($0) + 0.5) / Double(steps), own: own) }
    }

    private static let steps = 16
    /// With more the mean of no series says anything.
    private static let strongest = 0.98

    /// What the lasting part keeps from one second to the next, from 0 to below 1.
    let kept: Double
    /// The share of the variance that is each second's own.
    let own: Double

    /// How much this way counts before the series are seen. Alike on the scale of how many seconds it takes until the
    /// noise is another, which goes to the rare long ones what short series would deny.
    var weight: Double { 1 / (1 - kept) }

    /// What a series says if this is the way.
    ///
    /// The series is gone through once by Kalman's filter, together with a series of ones, which stands for the unknown
    /// mean.
    ///
    /// - Parameter series: at least two figures that are not all alike.
    /// - Returns: the logarithm of the likelihood, mean and scale integrated out, and the variance of the series' mean.
    func judge(_ series: [Double]) -> (likelihood: Double, variance: Double) {
        let count = Double(series.count)
        var (lasting, expected, expectedOne) = (1 - own, 0.0, 0.0)
        var (ones, cross, squares, determinant) = (0.0, 0.0, 0.0, 0.0)
        for value in series {
            let spread = lasting + own
            let (new, newOne) = (value - expected, 1 - expectedOne)
            ones += newOne * newOne / spread
            cross += newOne * new / spread
            squares += new * new / spread
            determinant += log(spread)
            let gain = lasting / spread
            expected = kept * (expected + gain * new)
            expectedOne = kept * (expectedOne + gain * newOne)
            lasting = kept * kept * lasting * (1 - gain) + (1 - kept * kept) * (1 - own)
        }
        let scale = max(squares - cross * cross / ones, .leastNormalMagnitude)
        return (
            -0.5 * (determinant + log(ones) + (count - 1) * log(scale)),
            scale / (count - 1) * (own + (1 - own) * varianceOfMean(count)) / count
        )
    }

    /// Of the lasting part, times the number of seconds: 1 where nothing lasts.
    private func varianceOfMean(_ count: Double) -> Double {
        let sum = kept * (1 - (1 - pow(kept, count)) / (count * (1 - kept))) / (1 - kept)
        return 1 + 2 * sum
    }
}
