/// How far successive samples depend on each other.
enum SerialDependence {
    /// Beyond this the samples tell hardly more than one of them would.
    private static let strongest = 0.9

    /// By how much an interval for the mean of independent samples must be wider because these follow one another:
    /// `sqrt((1 + ρ) / (1 - ρ))`, where ρ is what a sample keeps of the one before it.
    ///
    /// - Parameter series: in the order of time; several series speak of the same ρ.
    /// - Returns: at least 1. Samples that alternate are taken for independent.
    static func widening(_ series: [[Double]]) -> Double {
        let parts = series.filter { $0.count >= 4 }
        let samples = parts.reduce(0) { $0 + $1.count }
        guard samples > 0 else { return 1 }
        let (product, square) = parts.map(moments).reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        guard square > 0 else { return 1 }
        let raw = product / square
        // The estimate comes out too low, the more so the fewer samples there are (Kendall 1954).
        let corrected = raw + (1 + 3 * max(0, raw)) * Double(parts.count) / Double(samples)
        let kept = min(max(0, corrected), strongest)
        return ((1 + kept) / (1 - kept)).squareRoot()
    }

    private static func moments(_ series: [Double]) -> (product: Double, square: Double) {
        let mean = series.reduce(0, +) / Double(series.count)
        let rest = series.map { $0 - mean }
        return (zip(rest, rest.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }, rest.reduce(0) { $0 + $1 * $1 })
    }
}
