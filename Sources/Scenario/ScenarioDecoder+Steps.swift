extension ScenarioDecoder {
    /// What a listener may do.
    private static let listenerActions = ["send", "set", "check", "if", "join", "leave", "close"]

    /// The keys that may stand beside that of a step.
    private static let companions: [String: [String]] = [
        "if": ["then", "else"], "timer": ["steps"], "messages": ["reply"], "join": ["wrapped"],
        "fault": ["expect"] + ScenarioKeys.faultKeys.map(\.name),
    ]

    private static let actions: [String] = {
        let others = Set(companions.values.joined()).subtracting(["expect"])
        return ScenarioKeys.step.keys.map(\.name).filter { !others.contains($0) }
    }()

    /// - Returns: one step, several of a `check`, none where it is faulty.
    func decodeStep(_ node: JSONNode) -> [ScriptStep] {
        guard let reader = ObjectReader(node, ScenarioKeys.step, context) else { return [] }
        guard let action = action(of: node, reader), let value = reader.node(action) else { return [] }
        if context.script.isInListener, !Self.listenerActions.contains(action) {
            diagnostics.error(
                "\"\(action)\" has no place in a listener", at: node.keyRange(of: action),
                help: "a listener does not wait; it has \(Self.listenerActions.joined(separator: ", "))")
            return []
        }
        if action == "check" { return decodeChecks(value) }
        return (decodeAction(action, value, reader) ?? decodeNamed(action, value, reader)).map { [$0] } ?? []
    }

    /// The key that says what a step does; nil, after reporting it, where there is not one of them.
    private func action(of node: JSONNode, _ reader: ObjectReader) -> String? {
        var given = Self.actions.filter { reader.node($0) != nil }
        if given.contains("fault") { given.removeAll { $0 == "expect" } }
        guard let action = given.first else {
            if !reader.hasUnknownKeys, Self.actions.allSatisfy(reader.lacks) {
                diagnostics.error(
                    "the step does nothing", at: reader.opening,
                    help: "one of \(Self.actions.joined(separator: ", "))")
            }
            return nil
        }
        if given.count == 2, let owner = ["expect", "expectClose"].first(where: given.contains),
            case .string(let name)? = reader.node("check")?.value
        {
            diagnostics.error(
                "\"check\" has no place beside \"\(owner)\"", at: node.keyRange(of: "check"),
                help: "it belongs in \"step.\(owner)\": " + helpWithCheck(name, of: owner, reader))
            return nil
        }
        if given.count > 1 {
            diagnostics.error(
                "a step does one thing, and this has both \"\(action)\" and \"\(given[1])\"",
                at: node.keyRange(of: given[1]), help: "make two steps of it")
            return nil
        }
        for key in ScenarioKeys.step.keys.map(\.name) where key != action && reader.node(key) != nil {
            if Self.companions[action]?.contains(key) == true { continue }
            let owners = Self.actions.filter { Self.companions[$0]?.contains(key) == true }
            diagnostics.error(
                "\"\(key)\" has no place beside \"\(action)\"", at: node.keyRange(of: key),
                help: "it belongs beside \(ValueKind.list(owners))")
        }
        return action
    }

    /// How the step counts a check of its own.
    private func helpWithCheck(_ name: String, of owner: String, _ reader: ObjectReader) -> String {
        let start =
            switch reader.node(owner)?.value {
            case .string(let text) where text.utf8.count <= 40 && SecretFinder(text).parts.isEmpty:
                "\"equals\": \(JSONLiteral.string(text))"
            case .number(let code): "\"code\": \(code)"
            default: "…"
            }
        return "{ \"\(owner)\": { \(start), \"check\": \(JSONLiteral.string(name)) } }"
    }

    private func decodeAction(_ action: String, _ node: JSONNode, _ reader: ObjectReader) -> ScriptStep? {
        switch action {
        case "send": decodeSend(node).map { .send($0) }
        case "expect": decodeExpect(node).map { .expect($0) }
        case "ping": decodePingStep(node).map { .ping($0) }
        case "pause": decodePause(node).map { .pause($0) }
        case "pace": reader.duration("pace").map { .pace($0) }
        case "loop": decodeLoop(node).map { .loop($0) }
        case "if": decodeBranch(node, reader)
        case "set": decodeAssignments(node).map { .set($0) }
        case "messages": decodeMessagesStep(node, reader)
        case "rendezvous": decodeRendezvous(node).map { .rendezvous($0) }
        case "close": decodeCloseStep(node).map { .close($0) }
        case "expectClose": decodeExpectation(node, "step.expectClose").map { .expectClose($0) }
        case "reconnect": decodeReconnect(node).map { .reconnect($0) }
        case "fault": decodeFault(node, reader).map { .fault($0) }
        default: nil
        }
    }

    /// Reads the steps whose value is a name.
    private func decodeNamed(_ action: String, _ node: JSONNode, _ reader: ObjectReader) -> ScriptStep? {
        guard ["feed", "timer", "join", "leave"].contains(action),
            let name = action == "timer" ? decodeTimerName(node) : decodeLabel(node, "step.\(action)")
        else { return nil }
        switch action {
        case "feed": return decodeFeed(name, node)
        case "join": return decodeWrapping(reader).map { .join(name, wrapped: $0) }
        case "leave": return .leave(name)
        default:
            guard let steps = reader.node("steps") else {
                if reader.lacks("steps") {
                    diagnostics.error(
                        "\"steps\" is missing beside \"timer\"", at: reader.opening,
                        help: "\"steps\": \(ScenarioKeys.steps)")
                }
                return nil
            }
            return decodeSteps(steps, "step.steps").map { .timer(name: name, $0) }
        }
    }

    private func decodeWrapping(_ reader: ObjectReader) -> MessageWrapping? {
        guard let node = reader.node("wrapped") else { return reader.lacks("wrapped") ? MessageWrapping.none : nil }
        switch node.value {
        case .boolean(let isWrapped): return isWrapped ? .anyhow : MessageWrapping.none
        case .string: return decodePath(node, "step.wrapped").map { .json($0) }
        default:
            context.mismatch(node, .custom(ScenarioKeys.wrapping), "step.wrapped")
            return nil
        }
    }

    private func decodeFeed(_ name: String, _ node: JSONNode) -> ScriptStep? {
        context.script.feeds.append((name, node.range.lowerBound))
        guard let feeders = context.feeders, !feeders.contains(name) else { return .feed(name) }
        let near = feeders.sorted().first { areNear($0, name) }
        diagnostics.error(
            "there is no feeder \"\(name)\"", at: node.range,
            help: near.map { "did you mean \"\($0)\"?" } ?? "name its file in \"feeders\" beside \"load\"")
        return nil
    }

    private func decodeMessagesStep(_ node: JSONNode, _ reader: ObjectReader) -> ScriptStep? {
        guard let plan = decodeMessages(node) else { return nil }
        let reply = reader.node("reply").map(decodeReply) ?? context.script.reply
        checkReplies(reply)
        return .messages(plan, reply: reply)
    }
}

extension JSONNode {
    /// The opening bracket of an object, where what is missing is reported.
    var opening: Range<Int> { range.lowerBound..<range.lowerBound + 1 }

    /// Where a key of this object stands; the object itself where it has no such key.
    func keyRange(of key: String) -> Range<Int> {
        guard case .object(let object) = value else { return range }
        return object.members.first { $0.key == key }?.keyRange ?? range
    }
}
