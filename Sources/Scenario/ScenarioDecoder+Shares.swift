extension ScenarioDecoder {
    /// The kinds whose loads are parts of the root's.
    func share(_ load: KindLoad, among entries: [KindEntry], _ reader: ObjectReader) -> [SessionKind] {
        if case .arrivals(_, _, _, let most?) = load.executor, most < entries.count, let node = reader.node("maxVUs") {
            diagnostics.error(
                "\(entries.count.grouped) scenarios share \"maxVUs\" (\(most.grouped))", at: node.range,
                help: "at least one for each scenario")
        }
        let shares = load.shares(entries.map(\.weight))
        return zip(entries, shares).map { entry, share in
            if share.executor.isEmpty {
                diagnostics.error(
                    "no session is left for \"\(entry.kind.name)\"", at: entry.weightPlace ?? entry.place,
                    help: "raise its weight, or the load that the scenarios share")
            }
            var kind = entry.kind
            kind.load = share
            return kind
        }
    }

    /// The kinds that have loads of their own, as all must where one has; the root's `load` then has the start and the
    /// end of the run only.
    func decodeOwnLoads(_ entries: [KindEntry], _ reader: ObjectReader?) -> [SessionKind] {
        for key in ScenarioKeys.load.keys.map(\.name) where key != "warmUp" && key != "rampDown" {
            guard let node = reader?.node(key) else { continue }
            diagnostics.error(
                "\"load.\(key)\" has no place where scenarios have loads of their own", at: node.range,
                help: "\"load\" has then \"warmUp\" and \"rampDown\" at most")
        }
        return entries.map { entry in
            if let place = entry.weightPlace {
                diagnostics.error(
                    "a weight is a share of one \"load\", and there are scenarios with loads of their own", at: place,
                    help: "leave the weights out, or all the executors beside them")
            } else if !entry.hasOwnLoad {
                diagnostics.error(
                    "\"\(entry.kind.name)\" has no load, and other scenarios have their own", at: entry.place,
                    help: "give it an \"executor\", or let all share one \"load\"")
            }
            var kind = entry.kind
            if case .own(let load?) = entry.source { kind.load = load }
            return kind
        }
    }
}
