extension ScenarioDecoder {
    /// The thresholds, which can name the tags, timers and checks of the scenario's kinds.
    func decodeThresholds(_ node: JSONNode, _ scenario: LoadScenario) -> [ThresholdPlan] {
        let kinds = scenario.kinds
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "thresholds")
            return []
        }
        let metrics = KnownMetric.all + kinds.flatMap(\.ownMetrics)
        return object.members.flatMap { member -> [ThresholdPlan] in
            let key = JSONNode(value: .string(member.key), range: member.keyRange)
            let selector: MetricSelector
            do throws(TextFault) {
                selector = try MetricSelector.parse(member.key)
            } catch {
                context.report(error, in: key, "thresholds")
                return []
            }
            let hasKinds = checkTags(selector, key, kinds)
            guard let metric = metrics.first(where: { $0.name == selector.name }) else {
                reportUnknown(selector.name, key, metrics)
                return []
            }
            if metric.isOfRun, kinds.count > 1, let tag = selector.tags.first {
                context.report(
                    TextFault(
                        "\(metric.name) is counted for the run, not by scenario", help: "leave the tags out",
                        range: tag.range), in: key, "thresholds")
                return []
            }
            guard hasKinds else { return [] }
            let items: [JSONNode] = if case .array(let items) = member.value.value { items } else { [member.value] }
            if items.isEmpty {
                diagnostics.error(
                    "\"thresholds.\(member.key)\" lists no condition", at: member.value.range,
                    help: "such as [\"p(99)<50ms\"]")
            }
            let thresholds = items.compactMap { decodeThreshold($0, selector, metric, "thresholds.\(member.key)") }
            checkMetric(metric, selector, key, scenario)
            return thresholds
        }
    }

    /// Whether there may be kinds of session with all the tags; where there are none, that is reported.
    private func checkTags(_ selector: MetricSelector, _ key: JSONNode, _ kinds: [SessionKind]) -> Bool {
        guard context.areSound("scenarios") else { return true }
        let known = kinds.isEmpty ? [["scenario": "default"]] : kinds.map(\.tags)
        let unknown = selector.tags.filter { tag in !known.contains { $0[tag.name] == tag.value } }
        for tag in unknown {
            context.report(
                TextFault(
                    "no scenario has the tag \(tag.name):\(tag.value), so that nothing would ever be counted here",
                    help: helpWithTag(tag.name, tag.value, known), range: tag.range), in: key, "thresholds")
        }
        guard unknown.isEmpty else { return false }
        let haveAll = known.contains { tags in selector.tags.allSatisfy { tags[$0.name] == $0.value } }
        if !haveAll, let last = selector.tags.last {
            context.report(
                TextFault(
                    "no scenario has all of these tags, so that nothing would ever be counted here",
                    help: "leave tags out, or give each its own threshold",
                    range: selector.tags[0].range.lowerBound..<last.range.upperBound), in: key, "thresholds")
        }
        return haveAll
    }

    private func helpWithTag(_ name: String, _ value: String, _ known: [[String: String]]) -> String {
        let values = Set(known.compactMap { $0[name] }).sorted()
        if let near = nearest(to: value, in: values) { return "did you mean \(name):\(near)?" }
        if !values.isEmpty { return "known are \(ValueKind.list(values))" }
        let names = Set(known.flatMap(\.keys)).sorted()
        return nearest(to: name, in: names).map { "did you mean the tag \"\($0)\"?" }
            ?? "known tags are \(ValueKind.list(names))"
    }

    private func nearest(to word: String, in words: [String]) -> String? {
        words.filter { areNear($0, word) }.min { editDistance($0, word) < editDistance($1, word) }
    }

    private func reportUnknown(_ name: String, _ key: JSONNode, _ metrics: [KnownMetric]) {
        // A timer or check whose script was not understood may well be there.
        guard context.areSound("script", "on", "scenarios") else { return }
        let near = metrics.filter { areNear($0.name, name.lowercased()) }
        let nearest = near.min { editDistance($0.name, name) < editDistance($1.name, name) }
        let metric = nearest.map { "did you mean \"\($0.name)\"?" }
        let range = key.range.lowerBound + 1..<key.range.lowerBound + 1 + max(1, name.utf8.count)
        diagnostics.error(
            "unknown metric \"\(name)\"", at: name.isEmpty ? key.range : range,
            help: metric ?? "a metric of summary.json, or the name of a timer or a check")
    }

    private func decodeThreshold(
        _ node: JSONNode, _ selector: MetricSelector, _ metric: KnownMetric, _ key: String
    ) -> ThresholdPlan? {
        guard case .object = node.value else {
            guard case .string(let text) = node.value else {
                context.mismatch(node, .custom(#"a condition, such as "p(99)<50ms", or an object"#), key)
                return nil
            }
            return decodeCondition(text, node, selector, metric, key)
        }
        guard let reader = ObjectReader(node, ScenarioKeys.threshold, context), let text = reader.string("threshold"),
            let place = reader.node("threshold"),
            var plan = decodeCondition(text, place, selector, metric, key)
        else { return nil }
        plan.abortsRun = reader.boolean("abortOnFail") ?? false
        plan.delayAbort = reader.duration("delayAbortEval") ?? .zero
        if !plan.abortsRun, let delay = reader.node("delayAbortEval") {
            diagnostics.warning(
                "\"delayAbortEval\" has no effect without \"abortOnFail\"", at: delay.range, help: "leave it out")
        }
        if plan.abortsRun, metric.isKnownAtEnd, let abort = reader.node("abortOnFail") {
            diagnostics.warning(
                "\"abortOnFail\" has no effect on \(metric.name), which is known when the run is over", at: abort.range,
                help: "leave it out")
        }
        return plan
    }

    private func decodeCondition(
        _ text: String, _ node: JSONNode, _ selector: MetricSelector, _ metric: KnownMetric, _ key: String
    ) -> ThresholdPlan? {
        do throws(TextFault) {
            let condition = try ThresholdText.parse(text)
            guard metric.kind.has(condition.aggregation) else {
                throw TextFault(
                    "\(metric.name) is a \(metric.kind.rawValue), which has \(ValueKind.list(metric.kind.aggregations))",
                    range: condition.aggregationRange)
            }
            try checkLimit(condition, metric)
            if condition.window != nil, metric.isKnownAtEnd {
                throw TextFault(
                    "\(metric.name) has no windows: it is known when the run is over", help: "leave \"over\" out")
            }
            var plan = ThresholdPlan(
                metric: metric.name, text: text, aggregation: condition.aggregation, relation: condition.relation,
                limit: condition.limit)
            plan.tags = Dictionary(uniqueKeysWithValues: selector.tags.map { ($0.name, $0.value) })
            plan.window = condition.window
            return plan
        } catch {
            context.report(error, in: node, key)
            return nil
        }
    }
}
