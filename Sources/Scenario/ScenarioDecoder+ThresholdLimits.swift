/// What a threshold can be held against.
extension ScenarioDecoder {
    /// - Throws: where the limit is not one of this metric, or one that no figure can meet.
    func checkLimit(_ condition: ThresholdText, _ metric: KnownMetric) throws(TextFault) {
        if let unit = condition.unit { try checkUnit(unit, condition, metric) }
        let limit = condition.limit
        if metric.kind == .rate, !(0...1).contains(limit) {
            // More than a hundred would be no per cent either.
            let isPercent = condition.unit == nil && (1...100).contains(limit)
            throw TextFault(
                "a share lies between 0 and 1",
                help: isPercent
                    ? "write \(ThresholdScanner.share(ofPercent: limit)) or \(limit.plain)%"
                    : "such as 0.99 or 99%",
                range: condition.limitRange)
        }
        let never =
            switch condition.relation {
            case .less: limit <= 0
            case .atMost, .equal: limit < 0
            case .greater: metric.kind == .rate && limit >= 1
            case .atLeast, .notEqual: false
            }
        guard never else { return }
        throw TextFault(
            "this never holds: \(metric.name) is never \(condition.relation == .greater ? "above 1" : "below 0")",
            help: condition.relation == .greater ? "did you mean \">=\"?" : limit == 0 ? "did you mean \"<=\"?" : nil,
            range: condition.limitRange)
    }

    private func checkUnit(
        _ unit: (name: String, range: Range<Int>), _ condition: ThresholdText, _ metric: KnownMetric
    ) throws(TextFault) {
        switch metric.kind {
        case .trend where unit.name == "%":
            throw TextFault(
                "\(metric.name) is a time, and no share", help: "times have h, m, s, ms, us or ns", range: unit.range)
        case .rate where unit.name == "%", .trend: break
        case .counter where unit.name == "%" && condition.aggregation == .rate:
            throw TextFault(
                "\(metric.name) is a counter: its rate is per second, and no share",
                help: "leave \"%\" out for so many a second, or write a bound for its \"count\"", range: unit.range)
        case .rate, .counter, .gauge:
            throw TextFault("\(metric.name) is no time and has no unit", help: "leave it out", range: unit.range)
        }
    }

    /// Warns of a metric that is always empty in this scenario.
    func checkMetric(_ metric: KnownMetric, _ selector: MetricSelector, _ key: JSONNode, _ scenario: LoadScenario) {
        guard !diagnostics.hasErrors else { return }
        let kinds = scenario.kinds.filter { kind in selector.tags.allSatisfy { kind.tags[$0.name] == $0.value } }
        guard let reason = metric.reasonForNothing(in: kinds, of: scenario) else { return }
        let outcome =
            metric.kind == .counter
            ? "\"\(metric.name)\" is always 0 here"
            : "there is never a figure for \"\(metric.name)\" here, and without one the threshold fails at the end"
        diagnostics.warning("\(outcome): \(reason)", at: key.range, help: "leave the threshold out")
    }
}
