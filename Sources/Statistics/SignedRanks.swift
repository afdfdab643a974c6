/// The middle of a few samples that a noisy machine has spoilt in part: Hodges and Lehmann's estimate, which is the median
/// of the means of all pairs, and the intervals that belong to Wilcoxon's signed ranks.
///
/// An outlier counts as one sample, however far it lies.
struct SignedRanks {
    /// The means of all pairs, each sample with itself included, in rising order.
    private let means: [Double]

    /// - Parameter samples: at least one, all finite.
    init(_ samples: [Double]) {
        var means: [Double] = []
        means.reserveCapacity(samples.count * (samples.count + 1) / 2)
        for (index, sample) in samples.enumerated() {
            for other in samples[index...] { means.append((sample + other) / 2) }
        }
        self.means = means.sorted()
    }

    /// The median of the means.
    var middle: Double {
        (means[(means.count - 1) / 2] + means[means.count / 2]) / 2
    }

    /// Where the middle of the samples' distribution lies.
    ///
    /// - Parameter critical: the lowest size of the signed-rank sum (ranks of samples above less ranks of those below)
    ///   at which a middle is ruled out; nil: there is none.
    /// - Returns: all middles that are not ruled out; nil where any would do.
    func interval(critical: Int?) -> ClosedRange<Double>? {
        guard let critical, critical > 0, critical <= means.count else { return nil }
        let outside = (means.count - critical) / 2
        return means[outside]...means[means.count - 1 - outside]
    }
}
