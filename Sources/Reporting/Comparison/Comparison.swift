import Glibc
import Statistics

/// Variants of one scenario, each held against a reference.
package struct Comparison: Sendable, Equatable {
    /// Of the intervals of all differences together.
    package static let confidence = RoundStatistics.confidence

    /// The reference is among them.
    package let variants: [VariantComparison]
    /// Among the variants.
    package let reference: Int
    /// What costs are divided by.
    package let work: WorkUnit

    /// The fewest rounds in which so many variants, with the reference, can be told apart at all.
    package static func fewestRounds(variants: Int) -> Int {
        RoundStatistics.fewestRounds(variants: max(1, variants - 1), metrics: ComparisonMetric.allCases.count)
    }

    /// Of runs that were made in rounds.
    ///
    /// - Parameters:
    ///   - variants: each with its runs, of which those of the same round are held against each other.
    ///   - reference: the index of that which the others are held against.
    package init(rounds variants: [ComparedVariant], reference: Int) {
        let candidates = max(1, variants.count - 1)
        self.init(variants, reference) { candidate, baseline in
            Judgement(.rounds, Self.rounds(candidate, baseline, candidates: candidates))
        }
    }

    /// What is found between a variant and the reference.
    struct Judgement {
        var basis: ComparisonBasis
        /// As logarithms.
        var differences: [ComparisonMetric: Estimate]
        /// Of which the basis has no figures, however long the runs are.
        var unseen: [ComparisonMetric] = []

        init(_ basis: ComparisonBasis, _ differences: [ComparisonMetric: Estimate]) {
            self.basis = basis
            self.differences = differences
        }
    }

    /// Of variants that are judged in any way.
    init(
        _ variants: [ComparedVariant], _ reference: Int,
        judge: (ComparedVariant, ComparedVariant) -> Judgement
    ) {
        self.reference = reference
        work = variants[reference].usedRuns.first?.figures.work ?? .message
        self.variants = variants.enumerated().map { index, variant in
            let isReference = index == reference
            let judged = isReference ? nil : judge(variant, variants[reference])
            let metrics = ComparisonMetric.allCases.compactMap { metric -> MetricComparison? in
                guard let level = Self.level(variant, metric) else { return nil }
                if isReference { return MetricComparison(metric, level: level, logarithm: nil) }
                return judged?.differences[metric].map { logarithm in
                    let isUnseen = judged?.unseen.contains(metric) == true
                    return MetricComparison(metric, level: level, logarithm: logarithm, isUnseen: isUnseen)
                }
            }
            return VariantComparison(variant: variant, basis: judged?.basis, metrics: metrics)
        }
    }

    /// Where a metric stands; nil where not every used run has it.
    private static func level(_ variant: ComparedVariant, _ metric: ComparisonMetric) -> Estimate? {
        let runs = variant.usedRuns
        let values = runs.compactMap { $0.figures[metric] }
        guard !values.isEmpty, values.count == runs.count else { return nil }
        return RoundStatistics.level(values.map { log($0) }).map { exp($0) }
    }

    static func rounds(
        _ candidate: ComparedVariant, _ baseline: ComparedVariant, candidates: Int
    ) -> [ComparisonMetric: Estimate] {
        let pairs = candidate.usedRuns.compactMap { run in
            baseline.usedRuns.first { $0.round == run.round && $0.figures.work == run.figures.work }.map { (run, $0) }
        }
        guard !pairs.isEmpty else { return [:] }
        let samples = ComparisonMetric.allCases.compactMap { metric -> (ComparisonMetric, [Double])? in
            let differences = pairs.compactMap { run, other -> Double? in
                guard let value = run.figures[metric], let reference = other.figures[metric] else { return nil }
                return log(value / reference)
            }
            return differences.count == pairs.count ? (metric, differences) : nil
        }
        let estimates = RoundStatistics.differences(samples.map(\.1), variants: candidates)
        return Dictionary(uniqueKeysWithValues: zip(samples.map(\.0), estimates))
    }
}
