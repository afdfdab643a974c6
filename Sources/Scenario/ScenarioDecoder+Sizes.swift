extension ScenarioDecoder {
    /// The owner is the path of the object that has the key `size`.
    func decodeSize(_ node: JSONNode, in owner: String) -> SizeDistribution? {
        switch node.value {
        case .array(let items): return decodeWeights(items, node, owner)
        case .object: return decodeDistribution(node, owner)
        default:
            guard case .size(let bounds) = ScenarioKeys.payload else { return nil }
            return context.size(node, bounds, "\(owner).size").map { .fixed($0) }
        }
    }

    private func decodeWeights(_ items: [JSONNode], _ node: JSONNode, _ owner: String) -> SizeDistribution? {
        if items.isEmpty || items.count > Self.maximumWeights {
            diagnostics.error(
                "\"\(owner).size\" must list 1 to \(Self.maximumWeights.grouped) sizes, not \(items.count.grouped)",
                at: node.range, help: "such as [{\"bytes\": 64, \"weight\": 9}, {\"bytes\": \"4KiB\", \"weight\": 1}]")
            return nil
        }
        let sizes = items.compactMap { item -> WeightedSize? in
            guard let reader = ObjectReader(item, ScenarioKeys.weightedSize.under(owner), context) else { return nil }
            guard let bytes = reader.size("bytes"), let weight = reader.number("weight") else { return nil }
            return WeightedSize(bytes: bytes, weight: weight)
        }
        return sizes.count == items.count ? .weighted(sizes) : nil
    }

    private static let maximumWeights = 1000

    private func decodeDistribution(_ node: JSONNode, _ owner: String) -> SizeDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.sizeDistribution.under(owner), context) else { return nil }
        let names = ScenarioKeys.sizeDistribution.keys.map(\.name)
        let given = names.filter { reader.node($0) != nil }
        if names.allSatisfy(reader.lacks) {
            diagnostics.error(
                "\"\(owner).size\" names no distribution", at: reader.opening, help: "one of \(ValueKind.list(names))")
        }
        for name in given.dropFirst() {
            guard let place = reader.node(name)?.range else { continue }
            diagnostics.error(
                "\"\(owner).size\" has both \"\(given[0])\" and \"\(name)\"", at: place, help: "keep one of them")
        }
        return reader.node("uniform").flatMap { decodeUniform($0, owner) }
            ?? reader.node("normal").flatMap { decodeNormal($0, owner) }
            ?? reader.node("logNormal").flatMap { decodeLogNormal($0, owner) }
            ?? reader.node("exponential").flatMap { decodeExponential($0, owner) }
    }

    private func decodeUniform(_ node: JSONNode, _ owner: String) -> SizeDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.sizeUniform.under(owner), context) else { return nil }
        return bounds(reader).map { .uniform(minimum: $0.lowerBound, maximum: $0.upperBound) }
    }

    private func decodeNormal(_ node: JSONNode, _ owner: String) -> SizeDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.sizeNormal.under(owner), context) else { return nil }
        let deviation = reader.size("deviation")
        guard let (mean, bounds) = centre("mean", reader), let deviation else { return nil }
        return .normal(
            mean: Double(mean), deviation: Double(deviation), minimum: bounds.lowerBound, maximum: bounds.upperBound)
    }

    private func decodeLogNormal(_ node: JSONNode, _ owner: String) -> SizeDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.sizeLogNormal.under(owner), context) else { return nil }
        let sigma = reader.number("sigma")
        guard let (median, bounds) = centre("median", reader), let sigma else { return nil }
        return .logNormal(
            median: Double(median), sigma: sigma, minimum: bounds.lowerBound, maximum: bounds.upperBound)
    }

    private func decodeExponential(_ node: JSONNode, _ owner: String) -> SizeDistribution? {
        guard let reader = ObjectReader(node, ScenarioKeys.sizeExponential.under(owner), context) else { return nil }
        guard let (mean, bounds) = centre("mean", reader) else { return nil }
        return .exponential(mean: Double(mean), minimum: bounds.lowerBound, maximum: bounds.upperBound)
    }

    private func bounds(_ reader: ObjectReader) -> ClosedRange<Int>? {
        range(reader.size("min"), reader.size("max"), reader)
    }

    /// The middle of a distribution with its bounds. Outside of them nearly every size would be clamped to one bound.
    private func centre(_ key: String, _ reader: ObjectReader) -> (Int, ClosedRange<Int>)? {
        let centre = reader.size(key)
        guard let bounds = bounds(reader), let centre, let node = reader.node(key) else { return nil }
        if !bounds.contains(centre) {
            diagnostics.error(
                "\"\(reader.table.path(of: key))\" lies outside of \"min\" and \"max\"", at: node.range,
                help: "from \(SizeText.format(bounds.lowerBound)) to \(SizeText.format(bounds.upperBound))")
        }
        return (centre, bounds)
    }
}
