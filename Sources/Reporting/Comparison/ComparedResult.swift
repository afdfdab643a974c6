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

    /// What keeps results from being held against each other: costs by message and costs by session are no more alike than
    /// round trips and connects are.
    ///
    /// - Parameter results: the baseline first.
    /// - Returns: for people; nil where they have one unit.
    package static func mismatch(in results: [ComparedResult]) -> String? {
        let units = results.map { ($0.variant.name, Set($0.variant.usedRuns.map(\.figures.work))) }
        guard Set(units.flatMap(\.1)).count > 1 else { return nil }
        if let mixed = units.first(where: { $0.1.count > 1 }) {
            return "some runs of \(mixed.0) have messages and others none, so that they do not measure the same"
        }
        let counted = { (unit: WorkUnit) in units.first { $0.1 == [unit] }?.0 ?? "" }
        return
            "the figures of \(counted(.message)) are by message, and \(counted(.session)) has no messages: its figures "
            + "are by session"
    }
}
