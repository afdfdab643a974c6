import Glibc
import Scenario
import WebSocketCore

/// Draws the sizes of generated payloads.
struct SizeSampler: Sendable {
    private enum Kind: Sendable {
        case fixed(Int)
        /// Sizes with the share of all draws that falls to them and those before them.
        case weighted([(size: Int, upTo: Double)])
        case uniform(ClosedRange<Int>)
        case normal(mean: Double, deviation: Double)
        case logNormal(median: Double, sigma: Double)
        case exponential(mean: Double)
    }

    private let kind: Kind
    private let bounds: ClosedRange<Int>

    /// The only size; nil where there are several.
    var fixed: Int? { if case .fixed(let size) = kind { size } else { nil } }

    /// The largest size that can be drawn.
    var largest: Int { bounds.upperBound }

    init(_ distribution: SizeDistribution) {
        switch distribution {
        case .fixed(let size):
            kind = .fixed(size)
            bounds = size...size
        case .weighted(let choices):
            let whole = choices.reduce(0) { $0 + $1.weight }
            var sum = 0.0
            kind = .weighted(
                choices.map {
                    sum += $0.weight
                    return ($0.bytes, sum / whole)
                })
            bounds = (choices.map(\.bytes).min() ?? 0)...(choices.map(\.bytes).max() ?? 0)
        case .uniform(let minimum, let maximum):
            kind = .uniform(minimum...maximum)
            bounds = minimum...maximum
        case .normal(let mean, let deviation, let minimum, let maximum):
            kind = .normal(mean: mean, deviation: deviation)
            bounds = minimum...maximum
        case .logNormal(let median, let sigma, let minimum, let maximum):
            kind = .logNormal(median: median, sigma: sigma)
            bounds = minimum...maximum
        case .exponential(let mean, let minimum, let maximum):
            kind = .exponential(mean: mean)
            bounds = minimum...maximum
        }
    }

    /// The next size in bytes.
    func draw(_ random: inout FastRandom) -> Int {
        switch kind {
        case .fixed(let size): return size
        case .weighted(let choices):
            let point = random.unit()
            return (choices.first { point < $0.upTo } ?? choices[choices.count - 1]).size
        case .uniform(let range): return Int.random(in: range, using: &random)
        case .normal(let mean, let deviation): return clamped(mean + deviation * random.standardNormal())
        case .logNormal(let median, let sigma): return clamped(median * exp(sigma * random.standardNormal()))
        case .exponential(let mean): return clamped(-mean * log(1 - random.unit()))
        }
    }

    private func clamped(_ size: Double) -> Int {
        Int(min(max(size.rounded(), Double(bounds.lowerBound)), Double(bounds.upperBound)))
    }
}

extension FastRandom {
    /// Of mean 0 and deviation 1 (Box and Muller).
    mutating func standardNormal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * Double.pi * unit())
    }
}
