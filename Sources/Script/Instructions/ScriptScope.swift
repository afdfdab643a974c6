import Scenario

/// What the scripts of a scenario share.
package struct ScriptScope: Sendable {
    /// The contents of the files that are sent, by the paths that the scenario gives them.
    package var files: [String: [UInt8]]
    /// The feeders; all workers draw from the same.
    package var feeders: [FeederTable]
    /// The names of the fan-out groups, of all kinds.
    package var groups: [String]

    /// - Parameters:
    ///   - kinds: all of the scenario.
    ///   - files: the contents of the files that are sent, by the paths that the scenario gives them.
    ///   - feeders: all of the scenario, with their rows.
    package init(kinds: [SessionKind], files: [String: [UInt8]], feeders: [FeederTable]) {
        self.files = files
        self.feeders = feeders
        groups = kinds.groups
    }
}
