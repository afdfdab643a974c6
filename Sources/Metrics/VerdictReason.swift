/// One thing that speaks against a run.
package struct VerdictReason: Sendable, Equatable, Codable {
    /// Names the check: short, snake case.
    package var code: String
    /// What this reason alone would make of the run.
    package var level: VerdictStatus
    /// For people: what was seen, and what to do about it.
    package var message: String
    /// What was found, in `unit`.
    package var measured: Double
    /// What `measured` should not have passed.
    package var limit: Double
    /// Of both figures: `ns`, `us` and `ms` are shown as times, `share` in percent, others as they are.
    package var unit: String

    package init(
        code: String, level: VerdictStatus, message: String, measured: Double, limit: Double, unit: String
    ) {
        self.code = code
        self.level = level
        self.message = message
        self.measured = measured
        self.limit = limit
        self.unit = unit
    }
}
