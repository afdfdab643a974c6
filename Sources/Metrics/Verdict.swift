/// Whether a run's figures speak of the server, or of the generator.
package struct Verdict: Sendable, Equatable, Codable {
    /// That of the worst reason, else valid.
    package var status: VerdictStatus
    /// What speaks against the run, the worst first; empty where nothing does.
    package var reasons: [VerdictReason]

    package init(status: VerdictStatus, reasons: [VerdictReason]) {
        self.status = status
        self.reasons = reasons
    }
}
