import Glibc

/// What separates the means of two series whose seconds depend on each other in a way that is not known.
struct SeriesDifference {
    /// One way in which they may depend.
    private struct Part {
        var weight: Double
        var error: Double
        var degrees: Double
    }

    /// Candidate less baseline.
    let value: Double
    /// Empty where neither series moves.
    private var parts: [Part] = []

    /// - Parameters:
    ///   - candidate: a figure of each second, in the order of time, all finite.
    ///   - baseline: likewise.
    init(_ candidate: [Double], _ baseline: [Double]) {
        value = Self.mean(candidate) - Self.mean(baseline)
        let moving = [candidate, baseline].filter { series in series.contains { $0 != series[0] } }
        guard !moving.isEmpty else { return }
        let found = Wander.all.map { way in
            let judged = moving.map { (way.judge($0), Double($0.count - 1)) }
            let variance = judged.reduce(0) { $0 + $1.0.variance }
            let degrees = variance * variance / judged.reduce(0) { $0 + $1.0.variance * $1.0.variance / $1.1 }
            let likelihood = judged.reduce(log(way.weight)) { $0 + $1.0.likelihood }
            return (likelihood, Part(weight: 1, error: variance.squareRoot(), degrees: degrees))
        }
        let best = found.map(\.0).max() ?? 0
        let sum = found.reduce(0) { $0 + exp($1.0 - best) }
        parts = found.map { likelihood, part in
            Part(weight: exp(likelihood - best) / sum, error: part.error, degrees: part.degrees)
        }
        .filter { $0.weight > 1e-9 }
    }

    /// The probability that chance alone gives a difference of more than this, to either side: that of Welch's t, on the
    /// mean of all ways.
    func chance(beyond size: Double) -> Double {
        parts.reduce(0) { $0 + $1.weight * StudentT.beyond(size / $1.error, degrees: $1.degrees) }
    }

    /// The size that a difference exceeds by chance with a probability.
    func bound(level: Double) -> Double {
        guard let widest = parts.map(\.error).max() else { return 0 }
        var (low, high) = (0.0, widest)
        while chance(beyond: high) > level { high *= 2 }
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if chance(beyond: middle) > level { low = middle } else { high = middle }
        }
        return high
    }

    private static func mean(_ series: [Double]) -> Double { series.reduce(0, +) / Double(series.count) }
}
