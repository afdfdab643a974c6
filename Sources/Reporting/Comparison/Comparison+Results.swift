import Glibc
import Statistics

extension Comparison {
    /// Of results that stand by themselves: a baseline and candidates, each a run, several runs of the same, or a variant
    /// of a comparison.
    ///
    /// - Parameters:
    ///   - baseline: that which the others are held against.
    ///   - candidates: at least one. One that ran in the rounds of the baseline is judged by them, others by their runs
    ///     or, where there is one on either side, by its seconds.
    package init(baseline: ComparedResult, candidates: [ComparedResult]) {
        let all = [baseline] + candidates
        let byName = Dictionary(all.map { ($0.variant.name, $0) }) { first, _ in first }
        let intervals = candidates.count * ComparisonMetric.allCases.count
        self.init(all.map(\.variant), 0) { candidate, reference in
            let (left, right) = (byName[candidate.name] ?? baseline, byName[reference.name] ?? baseline)
            if let rounds = left.rounds, rounds == right.rounds {
                return Judgement(.rounds, Self.rounds(candidate, reference, candidates: candidates.count))
            }
            if left.variant.usedRuns.count + right.variant.usedRuns.count > 2 {
                return Judgement(.runs, Self.runs(candidate, reference, intervals))
            }
            var judgement = Judgement(.seconds, Self.seconds(left, right, intervals))
            judgement.unseen = judgement.differences.keys.filter { left.seconds[$0] == nil || right.seconds[$0] == nil }
            return judgement
        }
    }

    private static func runs(
        _ candidate: ComparedVariant, _ baseline: ComparedVariant, _ intervals: Int
    ) -> [ComparisonMetric: Estimate] {
        estimates { metric in
            let values = [candidate, baseline].map { variant in
                variant.usedRuns.compactMap { run in run.figures[metric].map { log($0) } }
            }
            guard !values[0].isEmpty, !values[1].isEmpty else { return nil }
            return SampleStatistics.runs(values[0], against: values[1], comparisons: intervals)
        }
    }

    /// By the mean of the seconds' figures, which moves as the run's own figure does; without any, by the figures' ratio,
    /// of which the noise is not known.
    private static func seconds(
        _ candidate: ComparedResult, _ baseline: ComparedResult, _ intervals: Int
    ) -> [ComparisonMetric: Estimate] {
        estimates { metric in
            guard let value = candidate.variant.usedRuns.first?.figures[metric],
                let reference = baseline.variant.usedRuns.first?.figures[metric]
            else { return nil }
            let ratio = Estimate(value: log(value / reference), interval: nil)
            guard let left = candidate.seconds[metric], let right = baseline.seconds[metric] else { return ratio }
            return logarithm(of: left, by: right, intervals) ?? ratio
        }
    }

    /// Of the ratio of two series; nil where one is too short.
    private static func logarithm(of candidate: [Double], by baseline: [Double], _ intervals: Int) -> Estimate? {
        if (candidate + baseline).allSatisfy({ $0 > 0 }) {
            return SampleStatistics.series(
                candidate.map { log($0) }, against: baseline.map { log($0) }, comparisons: intervals)
        }
        // A second in which nothing came has no logarithm: there the means are compared, each second as a share of its
        // own series' mean.
        let means = [candidate, baseline].map { $0.reduce(0, +) / Double($0.count) }
        guard means[0] > 0, means[1] > 0 else { return nil }
        let shift = log(means[0] / means[1])
        return SampleStatistics.series(
            candidate.map { $0 / means[0] }, against: baseline.map { $0 / means[1] }, comparisons: intervals
        )?.map { $0 + shift }
    }

    private static func estimates(_ estimate: (ComparisonMetric) -> Estimate?) -> [ComparisonMetric: Estimate] {
        Dictionary(
            uniqueKeysWithValues: ComparisonMetric.allCases.compactMap { metric in
                estimate(metric).map { (metric, SampleStatistics.telling($0)) }
            })
    }
}
