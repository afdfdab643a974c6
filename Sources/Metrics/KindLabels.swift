/// What one kind of session, and what its script times and checks, are called.
package struct KindLabels: Sendable, Equatable {
    /// `default` where the scenario has one kind only.
    package var name: String
    /// By which figures of kinds are put together.
    package var tags: [String: String]
    /// The script's timers by index; a name may stand in several kinds, whose times then come together.
    package var timers: [String]
    /// The script's checks by index; likewise.
    package var checks: [String]

    package init(
        name: String = "default", tags: [String: String] = [:], timers: [String] = [], checks: [String] = []
    ) {
        self.name = name
        self.tags = tags
        self.timers = timers
        self.checks = checks
    }
}
