import Scenario

/// What a run needs besides its scenario.
package struct RunSettings: Sendable {
    /// Of this program, for the result.
    package var toolVersion: String
    /// Overrides the scenario's; nil: the scenario's, or as many as there are cores, less one for an embedded server.
    package var workers: Int?
    /// Overrides the scenario's; nil: the scenario's, or one that is drawn.
    package var seed: UInt64?
    /// The program that `serve` is asked of for an embedded server, which is this one.
    package var executable: String
    /// The scenario's text as it goes into the result.
    package var document: String
    /// Of the files that messages, scripts and feeders name.
    package var contents = ScenarioContents()

    package init(toolVersion: String, executable: String, document: String) {
        self.toolVersion = toolVersion
        self.executable = executable
        self.document = document
    }
}
