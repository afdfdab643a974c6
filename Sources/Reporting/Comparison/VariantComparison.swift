/// One variant, held against the reference.
package struct VariantComparison: Sendable, Equatable {
    /// The variant and all of its runs.
    package var variant: ComparedVariant
    /// What its differences are judged by; nil for the reference itself.
    package var basis: ComparisonBasis?
    /// Those metrics that the variant has, in the order of the table.
    package var metrics: [MetricComparison]

    /// A metric of the variant; nil where it does not have it.
    package subscript(_ metric: ComparisonMetric) -> MetricComparison? {
        metrics.first { $0.metric == metric }
    }
}
