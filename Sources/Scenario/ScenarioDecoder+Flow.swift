extension ScenarioDecoder {
    func decodeLoop(_ node: JSONNode) -> LoopStep? {
        guard let reader = ObjectReader(node, ScenarioKeys.loop, context) else { return nil }
        guard let steps = reader.node("steps").flatMap({ decodeSteps($0, "step.loop.steps") }) else { return nil }
        var loop = LoopStep(steps: steps)
        loop.count = reader.integer("count").map { Int($0) }
        loop.duration = reader.duration("duration")
        loop.until = reader.node("until").flatMap(decodeCondition)
        if loop.isEndless, context.isSound(node.range), !steps.contains(where: \.takesTime) {
            diagnostics.error(
                "this loop has no end and no step that takes time, so that it would spin", at: reader.opening,
                help: "add a \"pace\" or a \"pause\", or give it a \"count\", a \"duration\" or an \"until\"")
        }
        return loop
    }

    func decodeBranch(_ node: JSONNode, _ reader: ObjectReader) -> ScriptStep? {
        let condition = decodeCondition(node)
        if reader.lacks("then") {
            diagnostics.error(
                "\"then\" is missing beside \"if\"", at: reader.opening, help: "\"then\": \(ScenarioKeys.steps)")
        }
        let then = reader.node("then").flatMap { decodeSteps($0, "step.then") }
        let otherwise = reader.node("else").flatMap { decodeSteps($0, "step.else") }
        guard let condition, let then else { return nil }
        return .branch(condition, then: then, otherwise: otherwise ?? [])
    }

    func decodeChecks(_ node: JSONNode) -> [ScriptStep] {
        guard case .object(let object) = node.value else {
            guard case .string(let name) = node.value else {
                context.mismatch(node, ScenarioKeys.step, "check")
                return []
            }
            diagnostics.error(
                "\"step.check\" must be an object of names, each with a condition, not a string", at: node.range,
                help: "such as {\(JSONLiteral.string(name)): {\"value\": \"{{token}}\", \"exists\": true}}; what an "
                    + "\"expect\" comes to is counted by a \"check\" in it")
            return []
        }
        if object.members.isEmpty, object.isComplete {
            diagnostics.error(
                "\"step.check\" has no conditions", at: node.range,
                help: "such as {\"logged in\": {\"value\": \"{{token}}\", \"exists\": true}}")
        }
        return object.members.compactMap { member in
            let label = JSONNode(value: .string(member.key), range: member.keyRange)
            guard let name = decodeCheckName(label, "step.check") else { return nil }
            return decodeCondition(member.value).map { .check(name: name, $0) }
        }
    }

    func decodeCondition(_ node: JSONNode) -> Condition? {
        context.scoped {
            guard let reader = ObjectReader(node, ScenarioKeys.condition, context) else { return nil }
            let kinds = ScenarioKeys.condition.keys.map(\.name)
            let given = kinds.filter { reader.node($0) != nil }
            guard let kind = given.first else {
                if !reader.hasUnknownKeys, kinds.allSatisfy(reader.lacks) {
                    diagnostics.error(
                        "the condition looks at nothing", at: reader.opening, help: "one of \(ValueKind.list(kinds))")
                }
                return nil
            }
            if given.count > 1 {
                diagnostics.error(
                    "a condition has both \"\(kind)\" and \"\(given[1])\"", at: node.keyRange(of: given[1]),
                    help: "join two conditions by \"all\" or \"any\"")
                return nil
            }
            return decodeCondition(kind, node, reader)
        }
    }

    private func decodeCondition(_ kind: String, _ node: JSONNode, _ reader: ObjectReader) -> Condition? {
        if kind == "value" {
            let value = reader.node("value").flatMap { decodeTemplate($0, "condition.value") }
            guard let comparison = decodeComparison(node, reader), let value else { return nil }
            return .compare(value, comparison)
        }
        for key in ScenarioKeys.comparison.keys.map(\.name) where reader.node(key) != nil {
            diagnostics.error(
                "\"\(key)\" has no place beside \"\(kind)\"", at: node.keyRange(of: key),
                help: "it is compared with a \"value\"")
        }
        switch kind {
        case "probability": return reader.number("probability").map { .probability($0) }
        case "not": return reader.node("not").flatMap(decodeCondition).map { .not($0) }
        default:
            guard let list = reader.node(kind), let conditions = decodeConditions(list, kind) else { return nil }
            return kind == "all" ? .all(conditions) : .any(conditions)
        }
    }

    private func decodeConditions(_ node: JSONNode, _ key: String) -> [Condition]? {
        guard case .array(let items) = node.value else {
            context.mismatch(node, ScenarioKeys.condition, key)
            return nil
        }
        if items.isEmpty {
            diagnostics.error(
                "\"condition.\(key)\" has no conditions", at: node.range, help: "a list of one or more conditions")
        }
        let conditions = items.compactMap(decodeCondition)
        return conditions.count == items.count ? conditions : nil
    }
}
