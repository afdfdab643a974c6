extension ScenarioEdit {
    /// Puts a time in the place of the measured time, or of the executors' times.
    mutating func setDuration(_ duration: String?, in root: JSONNode) {
        guard let duration else { return }
        for load in [root["load"]].compactMap(\.self) + (root["scenarios"]?.members.map(\.value) ?? []) {
            if case .string(let executor)? = load["executor"]?.value {
                setDuration(duration, of: executor, in: load)
            } else if load["sessions"] != nil {
                setMeasuredTime(duration, in: load)
            }
        }
    }

    private mutating func setMeasuredTime(_ duration: String, in load: JSONNode) {
        guard let addition = set("duration", to: JSONLiteral.string(duration), in: load) else { return }
        // A measured time gives the warm-up a default, which must not change what was no warm-up.
        let warmUp = load["warmUp"] == nil ? Addition(key: "warmUp", value: JSONLiteral.string("0s")) : nil
        insert([addition, warmUp].compactMap(\.self), in: load)
    }

    private mutating func setDuration(_ text: String, of executor: String, in load: JSONNode) {
        switch ExecutorName(rawValue: executor) {
        case .constantVUs, .constantArrivalRate:
            if let own = load["duration"] { replace(own.range, with: JSONLiteral.string(text)) }
        case .rampingVUs, .rampingArrivalRate:
            guard case .array(let stages)? = load["stages"]?.value, let wanted = try? DurationText.parse(text) else {
                return
            }
            let nodes = stages.compactMap { $0["duration"] }
            let durations = nodes.compactMap { node -> Duration? in
                guard case .string(let text) = node.value else { return nil }
                return try? DurationText.parse(text)
            }
            guard durations.count == nodes.count else { return }
            for (node, duration) in zip(nodes, durations.lasting(wanted)) {
                replace(node.range, with: JSONLiteral.string(DurationText.format(duration)))
            }
        case .perVUIterations, .sharedIterations, nil: break
        }
    }
}
