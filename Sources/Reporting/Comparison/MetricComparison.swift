import Glibc
import Statistics

/// One metric of one variant, held against the reference.
package struct MetricComparison: Sendable, Equatable {
    /// What is compared.
    package var metric: ComparisonMetric
    /// Where the metric stands, in its unit.
    package var level: Estimate
    /// By what share of the reference it differs: 0.05 is 5 % more. Nil for the reference itself.
    package var difference: Estimate?
    /// What can be said of the difference.
    package var mark: ComparisonMark
    /// Whether it is judged by the seconds of single runs and has no figures of them, so that longer runs would not help.
    package var isUnseen: Bool

    /// - Parameters:
    ///   - metric: what is compared.
    ///   - level: where it stands.
    ///   - logarithm: of its ratio to the reference; nil for the reference itself.
    ///   - isUnseen: whether there are no figures by the second where seconds are judged.
    init(_ metric: ComparisonMetric, level: Estimate, logarithm: Estimate?, isUnseen: Bool = false) {
        self.isUnseen = isUnseen
        self.metric = metric
        self.level = level
        difference = logarithm?.map { exp($0) - 1 }
        switch logarithm {
        case nil: mark = .reference
        case let found? where found.interval == nil: mark = .unknown
        case let found? where found.excludes(0): mark = (found.value > 0) == metric.isGain ? .better : .worse
        default: mark = .indistinguishable
        }
    }

    /// For people: `faster`, `not distinguishable` and such.
    package var word: String {
        switch mark {
        case .reference: "reference"
        case .better, .worse: metric.word(isBetter: mark == .better)
        case .indistinguishable: "not distinguishable"
        case .unknown: isUnseen ? "takes several runs" : "too few to tell"
        }
    }

    /// By what share of the reference the metric is worse; negative where it is better.
    package var worsening: Double? {
        difference.map { metric.isGain ? -$0.value : $0.value }
    }
}
