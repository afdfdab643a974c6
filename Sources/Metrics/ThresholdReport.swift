/// What became of one threshold.
package struct ThresholdReport: Sendable, Equatable, Codable {
    /// The metric with its tags, as in `ws_msg_rtt{scenario:chat}`.
    package var metric: String
    /// The condition as it stands in the scenario, such as `p(99)<50`.
    package var text: String
    /// What was found, in `unit`; of a condition over a stretch of time, in the worst such stretch. Nil where there was
    /// nothing to measure.
    package var measured: Double?
    /// `ms`, `count`, `bytes`, `per_second` or `share`.
    package var unit: String
    /// Whether the condition held.
    package var passed: Bool
    /// Whether it ended the run before its time.
    package var aborted: Bool

    /// What was measured is kept to three decimals.
    package init(metric: String, text: String, measured: Double?, unit: String, passed: Bool, aborted: Bool = false) {
        self.metric = metric
        self.text = text
        self.measured = measured?.toThousandths
        self.unit = unit
        self.passed = passed
        self.aborted = aborted
    }
}
