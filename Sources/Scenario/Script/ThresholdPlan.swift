/// One entry of `thresholds`, in k6's grammar: `"ws_msg_rtt{scenario:chat}": ["p(99)<50ms over 30s"]`.
package struct ThresholdPlan: Sendable, Equatable {
    /// What of the metric is looked at.
    package enum Aggregation: Sendable, Equatable {
        case avg, min, max, med
        /// `p(99.9)`.
        case percentile(Double)
        /// `count`, and per second `rate`; of `checks`, `rate` is the share that passed, from 0 to 1.
        case count, rate
        /// `value`: of gauges such as `vus`.
        case value
    }

    /// How the value stands to the limit.
    package enum Relation: String, Sendable, Equatable {
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case equal = "=="
        case notEqual = "!="
    }

    /// The metric's name without its tags, such as `ws_msg_rtt`, or that of a `timer` or `check`.
    package var metric: String
    /// All must be a kind's for it to count in; empty: every kind does.
    package var tags: [String: String] = [:]
    /// As it stands in the file, such as `p(99)<50`.
    package var text: String
    /// What of the metric is held against the limit.
    package var aggregation: Aggregation
    /// How they must stand to each other.
    package var relation: Relation
    /// In milliseconds for times (k6's unit; `50ms`, `2s` and `800us` are converted), in the metric's own unit else.
    package var limit: Double
    /// `over 30s`: the condition must hold in every such stretch of the measured window; nil: over all of it.
    package var window: Duration?
    /// Key `abortOnFail`.
    package var abortsRun = false
    /// Key `delayAbortEval`, from the start of the run.
    package var delayAbort: Duration = .zero

    package init(metric: String, text: String, aggregation: Aggregation, relation: Relation, limit: Double) {
        self.metric = metric
        self.text = text
        self.aggregation = aggregation
        self.relation = relation
        self.limit = limit
    }
}
