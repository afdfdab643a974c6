/// By how much a metric may be worse than in the baseline.
package struct RegressionLimit: Sendable, Equatable {
    /// Which may not be worse.
    package var metric: ComparisonMetric
    /// As a share of the baseline: 0.1 is 10 %.
    package var share: Double

    /// Reads a limit such as `p99=10%`.
    ///
    /// - Parameter text: metric and percentage.
    /// - Throws: what is wrong with it, and what is allowed.
    package init(_ text: String) throws(RegressionLimitError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw RegressionLimitError(text: text, reason: "write METRIC=PERCENT%") }
        try self.init(metric: String(parts[0]), limit: String(parts[1]))
    }

    /// - Parameters:
    ///   - metric: such as `p99`.
    ///   - limit: a percentage such as `10%`.
    /// - Throws: what is wrong with them, and what is allowed.
    package init(metric: String, limit: String) throws(RegressionLimitError) {
        guard let known = ComparisonMetric(rawValue: metric) else {
            let names = ComparisonMetric.allCases.map(\.rawValue).joined(separator: ", ")
            throw RegressionLimitError(text: metric, reason: "no such metric; there are \(names)")
        }
        guard limit.hasSuffix("%"), let percent = Double(limit.dropLast()), percent.isFinite, percent >= 0 else {
            throw RegressionLimitError(text: limit, reason: "a limit is a percentage, such as 10%")
        }
        self.metric = known
        share = percent / 100
    }

    /// What becomes of the limit in a comparison.
    ///
    /// - Parameter variant: a candidate.
    /// - Returns: whether it holds; nil where that cannot be told, because the metric is missing or there is too little to
    ///   know the noise.
    package func holds(in variant: VariantComparison) -> Bool? {
        guard let found = variant[metric], let worsening = found.worsening, found.mark != .unknown else { return nil }
        return found.mark != .worse || worsening <= share
    }
}
