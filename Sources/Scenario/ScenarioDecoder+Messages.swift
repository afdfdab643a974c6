extension ScenarioDecoder {
    func decodeMessages(_ node: JSONNode) -> MessagePlan? {
        guard let reader = ObjectReader(node, ScenarioKeys.messages, context) else { return nil }
        var plan = MessagePlan()
        plan.count = reader.integer("count").map { Int($0) }
        plan.duration = reader.duration("duration")
        plan.schedule = decodeSchedule(reader)
        let type = reader.choice("type")
        plan.kind = type == "text" || type == nil && reader.node("text") != nil ? .text : .binary
        plan.payload = decodePayload(reader) ?? plan.payload
        plan.fragmentation = reader.node("fragmentation").flatMap { decodeFragmentation($0, in: "messages") }
        return plan
    }

    private func decodeSchedule(_ reader: ObjectReader) -> MessageSchedule {
        let rate = reader.number("rate")
        let inFlight = reader.integer("inFlight").map { Int($0) } ?? 1
        if reader.node("rate") != nil, let place = context.place("messages.inFlight") {
            diagnostics.error(
                "\"messages\" has both \"rate\" and \"inFlight\"", at: place,
                help: "\"rate\" is an open schedule, \"inFlight\" a closed loop: keep one")
        }
        return rate.map { .open(rate: $0) } ?? .closed(inFlight: inFlight)
    }

    private func decodePayload(_ reader: ObjectReader) -> MessagePayload? {
        let given = ["text", "file", "size"].filter { reader.node($0) != nil }
        for key in given.dropFirst() {
            guard let place = context.place("messages.\(key)") else { continue }
            diagnostics.error(
                "\"messages\" has both \"\(given[0])\" and \"\(key)\"", at: place,
                help: key == "size" && given.count == 2
                    ? "\"size\" is for generated payloads; the size of a \(given[0]) is its own" : "keep one of them")
        }
        if let text = reader.node("text") { return context.filled(text, "messages.text").map { .literal($0) } }
        if let file = reader.node("file") { return decodeFile(file, "messages.file").map { .file($0) } }
        return reader.node("size").flatMap { decodeSize($0, in: "messages") }.map { .generated($0) }
    }

    /// The owner is the path of the object that has the key `fragmentation`.
    func decodeFragmentation(_ node: JSONNode, in owner: String) -> FragmentationPlan? {
        guard let reader = ObjectReader(node, ScenarioKeys.fragmentation.under(owner), context) else { return nil }
        let pings = reader.boolean("pings") ?? false
        if let bytes = reader.node("bytes"), reader.node("frames") != nil {
            diagnostics.error(
                "\"\(owner).fragmentation\" has both \"frames\" and \"bytes\"", at: bytes.range,
                help: "keep one of them")
        } else if reader.lacks("bytes"), reader.lacks("frames") {
            diagnostics.error(
                "\"\(owner).fragmentation\" has neither \"frames\" nor \"bytes\"", at: reader.opening,
                help: "add \"frames\": 4 for a number of frames, or \"bytes\": \"1KiB\" for their size")
        }
        if let frames = reader.node("frames") {
            guard let range = decodeFrames(frames, owner) else { return nil }
            if pings, range.upperBound == 1, let place = context.place("\(owner).fragmentation.pings") {
                diagnostics.error(
                    "there are no pings between the fragments of a message in one frame", at: place,
                    help: "raise \"frames\" to 2 or more, or use \"ping\" beside \"messages\"")
            }
            return FragmentationPlan(cut: .frames(range), pings: pings)
        }
        return reader.node("bytes").flatMap { decodeFragmentBytes($0, owner) }.map {
            FragmentationPlan(cut: .bytes($0), pings: pings)
        }
    }

    private func decodeFrames(_ node: JSONNode, _ owner: String) -> ClosedRange<Int>? {
        let table = ScenarioKeys.fragmentationFrames.under(owner)
        switch node.value {
        case .object:
            guard let reader = ObjectReader(node, table, context) else { return nil }
            return range(reader.integer("min").map { Int($0) }, reader.integer("max").map { Int($0) }, reader)
        case .number:
            guard case .integer(let bounds)? = table["min"]?.kind else { return nil }
            return context.integer(node, bounds, table.path).map { Int($0)...Int($0) }
        default:
            context.mismatch(node, ScenarioKeys.fragmentation.under(owner), "frames")
            return nil
        }
    }

    private func decodeFragmentBytes(_ node: JSONNode, _ owner: String) -> ClosedRange<Int>? {
        let table = ScenarioKeys.fragmentationBytes.under(owner)
        guard case .object = node.value else {
            guard case .size(let bounds)? = table["min"]?.kind else { return nil }
            return context.size(node, bounds, table.path).map { $0...$0 }
        }
        guard let reader = ObjectReader(node, table, context) else { return nil }
        return range(reader.size("min"), reader.size("max"), reader)
    }

    /// Makes a range of `min` and `max`; nil, after reporting it, where they are upside down.
    func range(_ minimum: Int?, _ maximum: Int?, _ reader: ObjectReader) -> ClosedRange<Int>? {
        guard let minimum, let maximum, let place = context.place(reader.table.path(of: "max")) else { return nil }
        if minimum <= maximum { return minimum...maximum }
        diagnostics.error(
            "\"\(reader.table.path)\" is upside down: \"min\" (\(minimum.grouped)) is above \"max\" (\(maximum.grouped))",
            at: place, help: "swap them")
        return nil
    }
}
