import Glibc

/// Rounds as a noisy machine gives them: each run's figures swing about a level that drifts and wanders, with tails far
/// heavier than normal ones, and now and then a run is spoilt.
struct SyntheticMachine: RandomNumberGenerator {
    /// Of the part of the noise that is one run's own, on the logarithmic scale, before the tails.
    var own = 0.012
    /// Of the part that lasts from run to run, and how much of it each run keeps.
    var wandering = 0.02
    var kept = 0.7
    /// By how much the machine at most gets faster or slower from the first run to the last.
    var drift = 0.1
    /// How many runs are spoilt, and by how much they then differ.
    var spoilt = 0.02
    var damage = 0.1...0.5

    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func normal() -> Double {
        let angle = Double.random(in: 0..<2 * .pi, using: &self)
        return (-2 * log(Double.random(in: .leastNonzeroMagnitude..<1, using: &self))).squareRoot() * cos(angle)
    }

    /// Student's t with three degrees of freedom, brought to a deviation of 1.
    private mutating func heavy() -> Double {
        let squares = (0..<3).reduce(0.0) { sum, _ in
            let value = normal()
            return sum + value * value
        }
        return normal() / squares.squareRoot()
    }

    /// For each metric the differences between two variants that ran in turn, round by round.
    ///
    /// - Parameters:
    ///   - rounds: how many.
    ///   - metrics: which share half of each run's own noise.
    ///   - shift: by how much the second variant really differs, in the first metric alone.
    /// - Returns: by metric and round.
    mutating func differences(rounds: Int, metrics: Int, shift: Double = 0) -> [[Double]] {
        var result = [[Double]](repeating: [], count: metrics)
        let slope = Double.random(in: -drift...drift, using: &self) / Double(2 * rounds)
        var lasting = normal() * wandering
        for round in 0..<rounds {
            var runs: [[Double]] = []
            for place in 0..<2 {
                lasting = kept * lasting + (1 - kept * kept).squareRoot() * wandering * normal()
                let isSpoilt = Double.random(in: 0..<1, using: &self) < spoilt
                let level =
                    lasting + slope * Double(2 * round + place)
                    + (isSpoilt ? Double.random(in: damage, using: &self) : 0)
                let shared = heavy()
                runs.append((0..<metrics).map { _ in level + own * (shared + heavy()) * 0.5.squareRoot() })
            }
            let second = Int.random(in: 0...1, using: &self)
            for metric in 0..<metrics {
                result[metric].append(
                    runs[second][metric] - runs[1 - second][metric] + (metric == 0 ? shift : 0))
            }
        }
        return result
    }

    /// A figure of each second of a run, each keeping a part of the one before it.
    mutating func seconds(_ count: Int, kept: Double, noise: Double, level: Double = 0) -> [Double] {
        var value = normal() * noise
        return (0..<count).map { _ in
            value = kept * value + (1 - kept * kept).squareRoot() * noise * normal()
            return level + value
        }
    }
}
