extension ScenarioDecoder {
    /// A name that is shown in results.
    func decodeLabel(_ node: JSONNode, _ path: String) -> String? {
        guard let name = context.string(node, path) else { return nil }
        if !name.isEmpty, name.utf8.count <= 100 { return name }
        diagnostics.error("\"\(path)\" is no name", at: node.range, help: "1 to 100 bytes")
        return nil
    }

    /// The name of a timer, by which thresholds know it.
    func decodeTimerName(_ node: JSONNode) -> String? {
        decodeMetricName(node, "step.timer", .trend)
    }

    /// The name of a check, likewise.
    func decodeCheckName(_ node: JSONNode, _ path: String) -> String? {
        decodeMetricName(node, path, .rate)
    }

    private func decodeMetricName(_ node: JSONNode, _ path: String, _ kind: KnownMetric.Kind) -> String? {
        guard let name = decodeLabel(node, path) else { return nil }
        if KnownMetric.all.contains(where: { $0.name == name }) {
            diagnostics.error(
                "\"\(name)\" is a metric of Squall's own, and thresholds could not tell the two apart",
                at: node.range, help: "choose another name")
        } else if context.kind(ofMetric: name, else: kind) != kind {
            diagnostics.error(
                "a timer and a check have the name \"\(name)\", and thresholds could not tell them apart",
                at: node.range, help: "choose another name for one of them")
        }
        return name
    }
}
