/// How far successive samples depend on each other.
enum SerialDependence {
    /// Beyond this the samples tell hardly more than one of them would.
    private static let strongest = 0.9

    /// By how much an interval for the mean of independent samples must be wider because these follow one another:
    /// `sqrt((1 + ρ) / (1 - ρ))`, where ρ is what a sample keeps of the one before it.
    ///
    /// - Parameter samples: in the order of time.
    /// - Returns: at least 1. Samples that alternate are taken for independent.
    static func widening(_ samples: [Double]) -> Double {
        guard samples.count >= 4 else { return 1 }
        let mean = samples.reduce(0, +) / Double(samples.count)
        let rest = samples.map { $0 - mean }
        let square = rest.reduce(0) { $0 + $1 * $1 }
        guard square > 0 else { return 1 }
        let raw = zip(rest, rest.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / square
        // The estimate comes out too low, the more so the fewer samples there are (Kendall 1954).
        let corrected = raw + (1 + 3 * max(0, raw)) / Double(samples.count)
        let kept = min(max(0, corrected), strongest)
        return ((1 + kept) / (1 - kept)).squareRoot()
    }
}
