/// What became of a limit in one candidate.
package struct LimitOutcome: Sendable, Equatable {
    /// The candidate.
    package var variant: String
    /// What was asked for.
    package var limit: RegressionLimit
    /// By what share of the baseline the candidate is worse, negative where it is better; nil: not known.
    package var worsening: Double?
    /// Nil: it cannot be told, because the metric is missing or the noise is not known.
    package var holds: Bool?
    /// Whether it cannot be told because single runs have no figures of the metric by the second.
    package var isUnseen: Bool

    /// - Parameters:
    ///   - limit: what is asked for.
    ///   - variant: the candidate.
    package init(_ limit: RegressionLimit, in variant: VariantComparison) {
        self.variant = variant.variant.name
        self.limit = limit
        worsening = variant[limit.metric]?.worsening
        holds = limit.holds(in: variant)
        isUnseen = variant[limit.metric]?.isUnseen == true
    }

    /// What is wrong, for people; nil where the limit holds.
    package var complaint: String? {
        let percent = Figure.threeDigits(limit.share * 100)
        switch holds {
        case true?: return nil
        case false?:
            let worse = Figure.threeDigits((worsening ?? 0) * 100)
            return
                "\(limit.metric.rawValue) of \(variant) is \(worse) % worse than the baseline's, beyond the limit of "
                + "\(percent) % and the noise"
        case nil:
            let cause =
                if worsening == nil { "a result does not have it" } else if isUnseen {
                    "a single run has no figures of it by the second; give several runs of each, or compare variants"
                } else { "there are too few rounds, runs or seconds to know the noise" }
            return "\(limit.metric.rawValue) of \(variant) cannot be held against the limit: \(cause)"
        }
    }
}
