/// What chance alone does to signed-rank sums: the sums that would have come, had each round's two variants been given
/// their places the other way round.
///
/// The places in a round are drawn. Where the variants do not differ, a difference would have come with the other sign
/// just as well, independently in each round and whatever the machine did meanwhile. So the distribution over all flips
/// of the signs is exact for any number of rounds, any tails, and any drift or dependence from round to round.
enum SignFlips {
    /// Up to here all flips are gone through: half a million of them.
    private static let enumerated = 20

    /// The lowest size of a signed-rank sum that chance reaches, in any of several metrics at once, in no more than a
    /// share of all cases.
    ///
    /// - Parameters:
    ///   - differences: for each metric one difference for each round, at least one metric and one round. The metrics
    ///     of a round are flipped together, so that those that tell the same count as one.
    ///   - level: the share, such as 0.05.
    /// - Returns: the size; nil where even the largest comes more often.
    static func critical(_ differences: [[Double]], level: Double) -> Int? {
        let rounds = differences[0].count
        guard rounds <= enumerated else {
            // So many rounds leave room for a bound that takes the metrics as if each told something else.
            return critical(sums: sums(rounds), level: level / Double(differences.count))
        }
        return critical(sums: largestSums(differences.map(signedRanks), rounds), level: level)
    }

    /// The same for a single metric, whatever its differences are.
    ///
    /// - Parameters:
    ///   - rounds: how many there are.
    ///   - level: the share, such as 0.05.
    /// - Returns: the size; nil where even the largest comes more often.
    static func critical(rounds: Int, level: Double) -> Int? {
        critical(sums: sums(rounds), level: level)
    }

    /// - Parameters:
    ///   - sums: how often each size comes.
    ///   - level: the share.
    /// - Returns: the lowest size that, with all above it, has no more than the share.
    private static func critical(sums: [Double], level: Double) -> Int? {
        let total = sums.reduce(0, +)
        var (beyond, found) = (0.0, Int?.none)
        for size in sums.indices.reversed() {
            beyond += sums[size]
            if beyond > level * total { break }
            if sums[size] > 0 { found = size }
        }
        return found
    }

    /// Each difference's rank by size, with its sign; of equal sizes the earlier comes first.
    private static func signedRanks(_ differences: [Double]) -> [Int] {
        var ranks = [Int](repeating: 0, count: differences.count)
        let order = differences.indices.sorted {
            (differences[$0].magnitude, $0) < (differences[$1].magnitude, $1)
        }
        for (rank, index) in order.enumerated() {
            ranks[index] = differences[index] < 0 ? -(rank + 1) : rank + 1
        }
        return ranks
    }

    /// How often each size is the largest of the metrics' sums, over all flips. The first sign stays: turning all of
    /// them gives the same sizes.
    private static func largestSums(_ metrics: [[Int]], _ rounds: Int) -> [Double] {
        // One array, and loops without closures: this is gone through half a million times.
        var ranks = metrics.flatMap(\.self)
        var sums = metrics.map { $0.reduce(0, +) }
        var counts = [Double](repeating: 0, count: rounds * (rounds + 1) / 2 + 1)
        counts[sums.map(abs).max() ?? 0] += 1
        // A Gray code: from one set of flips to the next a single sign turns.
        for step in 1..<max(1, 1 << (rounds - 1)) {
            var place = step.trailingZeroBitCount + 1
            var largest = 0
            for metric in 0..<sums.count {
                let rank = ranks[place]
                ranks[place] = -rank
                let sum = sums[metric] - 2 * rank
                sums[metric] = sum
                let size = sum < 0 ? -sum : sum
                if size > largest { largest = size }
                place += rounds
            }
            counts[largest] += 1
        }
        return counts
    }

    /// How likely each size of a single sum is.
    private static func sums(_ rounds: Int) -> [Double] {
        let most = rounds * (rounds + 1) / 2
        // By the sum of the positive ranks first.
        var positive = [Double](repeating: 0, count: most + 1)
        positive[0] = 1
        for rank in 1...rounds {
            for sum in stride(from: most, through: 0, by: -1) {
                positive[sum] = (positive[sum] + (sum >= rank ? positive[sum - rank] : 0)) / 2
            }
        }
        var sizes = [Double](repeating: 0, count: most + 1)
        for (sum, share) in positive.enumerated() { sizes[abs(2 * sum - most)] += share }
        return sizes
    }
}
