import Glibc

/// Student's distribution.
enum StudentT {
    /// The size that a value exceeds, to either side, with a probability.
    ///
    /// - Parameters:
    ///   - level: the probability, above 0 and below 1.
    ///   - degrees: of freedom, above 0; they need not be whole.
    /// - Returns: the size, at least 0.
    static func bound(level: Double, degrees: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while beyond(high, degrees: degrees) > level, high < 1e12 { high *= 2 }
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if beyond(middle, degrees: degrees) > level { low = middle } else { high = middle }
        }
        return high
    }

    /// The probability of a larger size, to either side.
    ///
    /// - Parameters:
    ///   - size: at least 0.
    ///   - degrees: of freedom, above 0.
    /// - Returns: from 0 to 1.
    static func beyond(_ size: Double, degrees: Double) -> Double {
        incompleteBeta(degrees / (degrees + size * size), degrees / 2, 0.5)
    }

    /// The regularised incomplete beta function (NIST, 8.17), by its continued fraction.
    private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        // The fraction converges fast on this side only.
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
        let gammas: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
        let powers: Double = a * log(x) + b * log(1 - x)
        return exp(gammas + powers) / (a * fraction(x, a, b))
    }

    /// By Lentz's method: term after term, until one changes nothing.
    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        var (value, upper, lower) = (1.0, 1.0, 0.0)
        for term in 1...400 {
            let m = Double(term / 2)
            let place: Double = a + 2 * m
            let even: Double = m * (b - m) / (place - 1)
            let odd: Double = -(a + m) * (a + b + m) / (place + 1)
            let factor: Double = (term.isMultiple(of: 2) ? even : odd) * x / place
            lower = 1 / (1 + factor * lower)
            upper = 1 + factor / upper
            value *= upper * lower
            if abs(upper * lower - 1) < 1e-15 { break }
        }
        return value
    }
}
