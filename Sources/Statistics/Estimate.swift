/// A figure with what is known of it.
package struct Estimate: Sendable, Equatable {
    /// The best single guess.
    package var value: Double
    /// Where the true value lies with the confidence that was asked for; nil where there are too few samples to say.
    package var interval: ClosedRange<Double>?

    package init(value: Double, interval: ClosedRange<Double>?) {
        self.value = value
        self.interval = interval
    }

    /// The same figure on another scale.
    ///
    /// - Parameter scale: a function that rises, such as `exp`.
    /// - Returns: value and bounds on that scale.
    package func map(_ scale: (Double) -> Double) -> Estimate {
        Estimate(value: scale(value), interval: interval.map { scale($0.lowerBound)...scale($0.upperBound) })
    }

    /// Whether the interval leaves a value out, so that the two can be told apart.
    package func excludes(_ other: Double) -> Bool {
        interval.map { !$0.contains(other) } ?? false
    }
}
