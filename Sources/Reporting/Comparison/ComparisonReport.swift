import Metrics

/// A comparison with what is to be known of how it came about: the content of `comparison.json`.
package struct ComparisonReport: Sendable {
    /// Rises when a key changes its meaning or goes away.
    package static let schemaVersion = 1

    /// What made it.
    package var tool: ToolInfo
    /// Nil where results of several runs are compared.
    package var scenarioName: String?
    /// How far it came; nil where results of earlier runs are compared.
    package var status: RunStatus?
    /// RFC 3339, UTC.
    package var startedAt: String?
    /// Nil while it is going.
    package var finishedAt: String?
    /// Of the first round, and of the order in all of them.
    package var seed: UInt64?
    /// Nil: until a time was over.
    package var roundsPlanned: Int?
    /// What became of the limits that were given, for each candidate.
    package var limits: [LimitOutcome] = []
    /// What was found.
    package var comparison: Comparison

    /// - Parameters:
    ///   - tool: what made it.
    ///   - comparison: what was found.
    package init(tool: ToolInfo, comparison: Comparison) {
        self.tool = tool
        self.comparison = comparison
    }
}
