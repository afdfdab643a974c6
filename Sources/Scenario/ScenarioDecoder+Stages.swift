extension ScenarioDecoder {
    /// What the targets of stages count.
    enum StageUnit {
        case virtualUsers
        /// Iterations in each stretch of so many seconds.
        case rates(per: Double)
    }

    /// The stages of a ramping executor; nil, after reporting it, where they are faulty.
    func decodeStages(_ reader: ObjectReader, start: Double, _ unit: StageUnit) -> [LoadStage]? {
        guard let node = reader.node("stages") else { return nil }
        guard case .array(let items) = node.value else {
            context.mismatch(node, reader.table, "stages")
            return nil
        }
        guard !items.isEmpty, items.count <= Self.mostStages else {
            diagnostics.error(
                "\"\(reader.table.path).stages\" must list 1 to \(Self.mostStages.grouped) stages, "
                    + "not \(items.count.grouped)",
                at: node.range, help: "such as [{\"duration\": \"30s\", \"target\": 100}]")
            return nil
        }
        let table = ScenarioKeys.stage(at: reader.table.path)
        let stages = items.compactMap { decodeStage($0, table, unit) }
        guard stages.count == items.count else { return nil }
        let time = stages.reduce(Duration.zero) { $0 + $1.duration }
        guard time > .zero, time <= DurationText.longest else {
            diagnostics.error(
                time > .zero ? "the stages are longer than the longest duration" : "the stages take no time",
                at: node.range,
                help: time > .zero ? "at most \(DurationText.format(DurationText.longest))" : "give one a duration")
            return nil
        }
        guard start > 0 || stages.contains(where: { $0.target > 0 }) else {
            diagnostics.error("no session ever comes: every target is 0", at: node.range, help: "raise a target")
            return nil
        }
        return stages
    }

    private static let mostStages = 1000

    private func decodeStage(_ node: JSONNode, _ table: KeyTable, _ unit: StageUnit) -> LoadStage? {
        guard let reader = ObjectReader(node, table, context) else { return nil }
        let duration = reader.duration("duration")
        guard let given = reader.number("target"), let place = reader.node("target") else { return nil }
        var target = given
        switch unit {
        case .virtualUsers:
            guard given == given.rounded() else {
                diagnostics.error("a number of virtual users is whole", at: place.range)
                return nil
            }
        case .rates(let seconds):
            guard let rate = checked(given / seconds, place) else { return nil }
            target = rate
        }
        return duration.map { LoadStage(duration: $0, target: target) }
    }

    /// A rate per second that a run can have; nil, after reporting it, where it is too high.
    func checked(_ rate: Double, _ node: JSONNode?) -> Double? {
        guard let node, rate > Self.highestRate else { return rate }
        diagnostics.error(
            "more than \(Int(Self.highestRate).grouped) iterations per second", at: node.range,
            help: "lower the rate, or lengthen \"timeUnit\"")
        return nil
    }

    private static let highestRate = 10_000_000.0
}
