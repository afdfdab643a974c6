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
                return (.rounds, Self.rounds(candidate, reference, candidates: candidates.count))
            }
            if left.variant.usedRuns.count + right.variant.usedRuns.count > 2 {
                return (.runs, Self.runs(candidate, reference, intervals))
            }
            return (.seconds, Self.seconds(left, right, intervals))
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

    /// By the mean of the seconds' figures, which moves as the run's own figure does; without any, the figures' ratio.
    private static func seconds(
        _ candidate: ComparedResult, _ baseline: ComparedResult, _ intervals: Int
    ) -> [ComparisonMetric: Estimate] {
        estimates { metric in
            guard let value = candidate.variant.usedRuns.first?.figures[metric],
                let reference = baseline.variant.usedRuns.first?.figures[metric]
            else { return nil }
            let ratio = Estimate(value: log(value / reference), interval: nil)
            guard let left = candidate.seconds[metric], let right = baseline.seconds[metric] else { return ratio }
            return SampleStatistics.series(left, against: right, comparisons: intervals) ?? ratio
        }
    }

    private static func estimates(_ estimate: (ComparisonMetric) -> Estimate?) -> [ComparisonMetric: Estimate] {
        Dictionary(
            uniqueKeysWithValues: ComparisonMetric.allCases.compactMap { metric in
                estimate(metric).map { (metric, $0) }
            })
    }
}
