extension ScenarioDecoder {
    func decodePause(_ node: JSONNode) -> DelayDistribution? {
        guard case .object = node.value else {
            if case .string = node.value {
            } else if case .number = node.value {
            } else {
                context.mismatch(node, ScenarioKeys.step, "pause")
                return nil
            }
            guard case .duration(let bounds) = ValueKind.positive else { return nil }
            return context.duration(node, bounds, "step.pause").map { .fixed($0) }
        }
        guard let reader = ObjectReader(node, ScenarioKeys.pause, context) else { return nil }
        let names = ScenarioKeys.pause.keys.map(\.name)
        let given = names.filter { reader.node($0) != nil }
        guard let name = given.first, given.count == 1, let value = reader.node(name) else {
            if given.count > 1 {
                diagnostics.error(
                    "\"step.pause\" has both \"\(given[0])\" and \"\(given[1])\"", at: node.keyRange(of: given[1]),
                    help: "keep one of them")
            } else if !reader.hasUnknownKeys, names.allSatisfy(reader.lacks) {
                diagnostics.error(
                    "\"step.pause\" names no distribution", at: reader.opening, help: "one of \(ValueKind.list(names))")
            }
            return nil
        }
        switch name {
        case "uniform": return decodeUniformPause(value)
        case "normal": return decodeNormalPause(value)
        case "logNormal": return decodeLogNormalPause(value)
        default: return decodeExponentialPause(value)
        }
    }

    func decodeRendezvous(_ node: JSONNode) -> RendezvousStep? {
        switch node.value {
        case .object:
            guard let reader = ObjectReader(node, ScenarioKeys.rendezvous, context) else { return nil }
            let rate = reader.number("rate")
            return reader.duration("at").map { RendezvousStep(at: $0, rate: rate) }
        case .string, .number:
            guard case .duration(let bounds) = ValueKind.zeroOrMore else { return nil }
            return context.duration(node, bounds, "step.rendezvous").map { RendezvousStep(at: $0, rate: nil) }
        default:
            context.mismatch(node, ScenarioKeys.step, "rendezvous")
            return nil
        }
    }

    private func decodeUniformPause(_ node: JSONNode) -> DelayDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.pauseUniform, context) else { return nil }
        return bounds(reader).map { .uniform(minimum: $0.lowerBound, maximum: $0.upperBound) }
    }

    private func decodeNormalPause(_ node: JSONNode) -> DelayDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.pauseNormal, context) else { return nil }
        let deviation = reader.duration("deviation")
        guard let (mean, bounds) = centre("mean", reader), let deviation else { return nil }
        return .normal(mean: mean, deviation: deviation, minimum: bounds.lowerBound, maximum: bounds.upperBound)
    }

    private func decodeLogNormalPause(_ node: JSONNode) -> DelayDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.pauseLogNormal, context) else { return nil }
        let sigma = reader.number("sigma")
        guard let (median, bounds) = centre("median", reader), let sigma else { return nil }
        return .logNormal(median: median, sigma: sigma, minimum: bounds.lowerBound, maximum: bounds.upperBound)
    }

    private func decodeExponentialPause(_ node: JSONNode) -> DelayDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.pauseExponential, context) else { return nil }
        return centre("mean", reader).map {
            .exponential(mean: $0.0, minimum: $0.1.lowerBound, maximum: $0.1.upperBound)
        }
    }

    private func bounds(_ reader: ObjectReader) -> ClosedRange<Duration>? {
        let minimum = reader.node("min") == nil ? .zero : reader.duration("min")
        let maximum = reader.node("max") == nil ? Self.longestPause : reader.duration("max")
        guard let minimum, let maximum else { return nil }
        if minimum <= maximum { return minimum...maximum }
        let texts = (DurationText.format(minimum), DurationText.format(maximum))
        diagnostics.error(
            "\"\(reader.table.path)\" is upside down: \"min\" (\(texts.0)) is above \"max\" (\(texts.1))",
            at: (reader.node("max") ?? reader.node("min"))?.range ?? reader.opening, help: "swap them")
        return nil
    }

    private static let longestPause: Duration = .seconds(24 * 3600)

    /// The middle of a distribution with its bounds. Outside of them nearly every pause would be clamped to one bound.
    private func centre(_ key: String, _ reader: ObjectReader) -> (Duration, ClosedRange<Duration>)? {
        let centre = reader.duration(key)
        guard let bounds = bounds(reader), let centre, let node = reader.node(key) else { return nil }
        if !bounds.contains(centre) {
            diagnostics.error(
                "\"\(reader.table.path(of: key))\" lies outside of \"min\" and \"max\"", at: node.range,
                help: "from \(DurationText.format(bounds.lowerBound)) to \(DurationText.format(bounds.upperBound))")
        }
        return (centre, bounds)
    }
}
