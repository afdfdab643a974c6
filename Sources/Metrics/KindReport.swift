/// The figures of one kind of session.
package struct KindReport: Sendable, Equatable, Codable {
    /// As in the scenario.
    package var name: String
    /// Likewise, with `scenario`, the kind's name.
    package var tags: [String: String]
    /// Rates are by the measured window of the whole run.
    package var metrics: RunMetrics

    package init(name: String, tags: [String: String], metrics: RunMetrics) {
        self.name = name
        self.tags = tags
        self.metrics = metrics
    }
}
