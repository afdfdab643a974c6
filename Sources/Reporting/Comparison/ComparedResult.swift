import Metrics

/// What stands in a result folder, ready to be compared.
package struct ComparedResult: Sendable {
    /// Its runs; the name is the folder's path.
    package var variant: ComparedVariant
    /// The folder of the comparison in whose rounds the runs were made; nil: they were made by themselves.
    package var rounds: String?
    /// The figures by the second of each metric that has them, of the only run; empty where there are several.
    package var seconds: [ComparisonMetric: [Double]] = [:]
    /// The scenario of the first run.
    package var scenario: JSONText
}
