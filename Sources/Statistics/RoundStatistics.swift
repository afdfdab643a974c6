/// What rounds say in which several variants ran one after another, in an order that was drawn anew for each.
///
/// A round is one sample: what happens within one depends on itself far too much to be counted singly.
package enum RoundStatistics {
    /// Of all intervals. A thing held against itself shows a difference in 3 % of all tables at the most, so that of 200
    /// such tables hardly ever more than 10, which is 5 %, do.
    package static let confidence = 0.97

    /// Where a figure stands in one variant.
    ///
    /// - Parameters:
    ///   - samples: one of each round, in the order of time, at least one, all finite.
    ///   - confidence: of the interval.
    /// - Returns: the middle; its interval is widened by what each round depends on the one before it.
    package static func level(_ samples: [Double], confidence: Double = confidence) -> Estimate {
        let ranks = SignedRanks(samples)
        let middle = ranks.middle
        let widening = SerialDependence.widening(samples)
        let critical = SignFlips.critical(rounds: samples.count, level: 1 - confidence)
        return Estimate(
            value: middle,
            interval: ranks.interval(critical: critical).map {
                middle - (middle - $0.lowerBound) * widening...middle + ($0.upperBound - middle) * widening
            })
    }

    /// What separates a variant from the reference.
    ///
    /// All intervals hold together with the confidence: over all metrics, and over as many variants as there are. So an
    /// interval that leaves out 0 is a difference, and a table of variants that are all alike shows one by chance in no
    /// more than one case in twenty at 0.95.
    ///
    /// - Parameters:
    ///   - differences: for each metric one difference for each round, in the same order, all finite.
    ///   - variants: how many are held against the reference in the same table, at least 1.
    ///   - confidence: of all intervals together.
    /// - Returns: an estimate for each metric, without an interval where the rounds are too few for any difference.
    package static func differences(_ differences: [[Double]], variants: Int, confidence: Double = confidence)
        -> [Estimate]
    {
        guard let first = differences.first, !first.isEmpty else { return [] }
        let critical = SignFlips.critical(differences, level: (1 - confidence) / Double(variants))
        return differences.map { samples in
            let ranks = SignedRanks(samples)
            return Estimate(value: ranks.middle, interval: ranks.interval(critical: critical))
        }
    }

    /// The fewest rounds in which a difference can be found however little the metrics have to do with each other. Where
    /// several of them tell the same, a few rounds less may do.
    ///
    /// - Parameters:
    ///   - variants: how many are held against the reference in the same table, at least 1.
    ///   - metrics: how many there are, at least 1.
    ///   - confidence: of all intervals together.
    /// - Returns: at least 2.
    package static func fewestRounds(variants: Int, metrics: Int, confidence: Double = confidence) -> Int {
        let level = (1 - confidence) / Double(variants * metrics)
        var rounds = 2
        while SignFlips.critical(rounds: rounds, level: level) == nil { rounds += 1 }
        return rounds
    }
}
