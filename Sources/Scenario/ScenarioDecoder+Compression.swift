extension ScenarioDecoder {
    /// - Returns: nil for `false`, and, after reporting it, where the value is wrong.
    func decodeCompression(_ node: JSONNode) -> CompressionPlan? {
        switch node.value {
        case .boolean(let isOn): return isOn ? CompressionPlan() : nil
        case .object: break
        default:
            context.mismatch(node, ScenarioKeys.root, "compression")
            return nil
        }
        guard let reader = ObjectReader(node, ScenarioKeys.compression, context) else { return nil }
        var plan = CompressionPlan()
        plan.offers = reader.node("offers").flatMap { decodeOffers($0, reader) } ?? [decodeOffer(reader)]
        plan.level = reader.integer("level").map { Int($0) } ?? plan.level
        plan.memoryLevel = reader.integer("memLevel").map { Int($0) } ?? plan.memoryLevel
        plan.strategy = reader.choice("strategy").flatMap(CompressionPlan.Strategy.init) ?? plan.strategy
        plan.threshold = reader.size("threshold") ?? plan.threshold
        plan.isRequired = reader.boolean("required") ?? plan.isRequired
        return plan
    }

    /// Of the server that the run starts itself.
    func decodeEmbeddedCompression(_ target: ObjectReader) -> EmbeddedCompression {
        var compression = EmbeddedCompression()
        compression.mode = target.choice("compression").flatMap(EmbeddedCompression.Mode.init)
        compression.parameters = target.string("compressionParameters") ?? ""
        if target.node("url") != nil {
            for key in ["compression", "compressionParameters", "allowUnmasked"] {
                guard let node = target.node(key) else { continue }
                diagnostics.error(
                    "\"target.\(key)\" is for the embedded server", at: node.range,
                    help: "the server behind \"url\" decides by itself: leave it out")
            }
        }
        return compression
    }

    private static let offerCounts = 1...16

    private func decodeOffers(_ node: JSONNode, _ reader: ObjectReader) -> [CompressionOffer]? {
        for key in ScenarioKeys.compressionOffer.keys {
            guard let beside = reader.node(key.name) else { continue }
            diagnostics.error(
                "\"compression\" has both \"offers\" and \"\(key.name)\"", at: beside.range,
                help: "each of the offers has parameters of its own")
        }
        guard case .array(let list) = node.value else {
            context.mismatch(node, ScenarioKeys.compression, "offers")
            return nil
        }
        guard Self.offerCounts.contains(list.count) else {
            diagnostics.error(
                "\"compression.offers\" must have 1 to \(Self.offerCounts.upperBound) offers, not \(list.count)",
                at: node.range)
            return nil
        }
        return list.compactMap { element in
            ObjectReader(element, ScenarioKeys.compressionOffer, context).map(decodeOffer)
        }
    }

    private func decodeOffer(_ reader: ObjectReader) -> CompressionOffer {
        var offer = CompressionOffer()
        offer.clientNoContextTakeover = reader.boolean("clientNoContextTakeover") ?? false
        offer.serverNoContextTakeover = reader.boolean("serverNoContextTakeover") ?? false
        offer.serverMaxWindowBits = reader.integer("serverMaxWindowBits").map { Int($0) }
        if let node = reader.node("clientMaxWindowBits") {
            offer.clientWindow = decodeClientWindow(node, reader.table) ?? offer.clientWindow
        }
        return offer
    }

    private func decodeClientWindow(_ node: JSONNode, _ table: KeyTable) -> CompressionOffer.ClientWindow? {
        let path = table.path(of: "clientMaxWindowBits")
        switch node.value {
        case .boolean(let isOffered): return isOffered ? .any : .notOffered
        case .number("8"):
            diagnostics.error(
                "\"\(path)\" cannot be 8: zlib does not compress with so small a window", at: node.range,
                help: "9 to 15; RFC 7692 (section 7.1.2.2) allows 8, but no message could be compressed by it")
            return nil
        case .number:
            return context.integer(node, 9...15, path).map { .atMost(Int($0)) }
        default:
            context.mismatch(node, table, "clientMaxWindowBits")
            return nil
        }
    }
}
