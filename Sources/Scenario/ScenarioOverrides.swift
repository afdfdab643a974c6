/// Values that take the place of a scenario's own for one run; nil leaves the scenario's.
package struct ScenarioOverrides: Sendable, Equatable {
    /// A duration longer than 0, as in the file.
    package var duration: String?
    /// A `ws://` URL.
    package var url: String?
    /// Any number.
    package var seed: UInt64?
    /// From 1 to 1,024.
    package var workers: Int?
    /// Where the files that the scenario names stand, by their paths in the scenario, so that the text means the same
    /// files from another folder.
    package var files: [String: String] = [:]
    /// What `{{env.NAME}}` stands for, in place of the scenario's `env`.
    package var environment: [String: String] = [:]

    package init() {}
}

extension LoadScenario {
    /// Replaces what the overrides give; files and environment are replaced in the text alone (`ScenarioEdit`), which is
    /// then read again.
    ///
    /// - Parameter overrides: The values, of which the first faulty one ends it.
    /// - Throws: `ScenarioOverrideError` where a value is faulty, or cannot go with the scenario.
    package mutating func override(_ overrides: ScenarioOverrides) throws(ScenarioOverrideError) {
        if let duration = overrides.duration { try override(duration: duration) }
        if let url = overrides.url { try override(url: url) }
        if let seed = overrides.seed { override(seed: seed) }
        if let workers = overrides.workers { try override(workers: workers) }
    }
}
