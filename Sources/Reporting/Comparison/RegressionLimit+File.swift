import FoundationEssentials

extension RegressionLimit {
    /// Reads a file of limits: an object of metrics, each with a percentage, such as `{"p99": "10%"}`.
    ///
    /// - Parameter path: of the file.
    /// - Returns: the limits, in the order of the metrics' names.
    /// - Throws: what is wrong with the file.
    package static func read(_ path: String) throws(RegressionLimitError) -> [RegressionLimit] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw RegressionLimitError(text: path, reason: "the file cannot be read")
        }
        guard let limits = try? JSONDecoder().decode([String: String].self, from: content) else {
            throw RegressionLimitError(
                text: path, reason: #"the file must be an object of metrics, such as {"p99": "10%"}"#)
        }
        var found: [RegressionLimit] = []
        for (metric, limit) in limits.sorted(by: { $0.key < $1.key }) {
            found.append(try RegressionLimit(metric: metric, limit: limit))
        }
        return found
    }
}
