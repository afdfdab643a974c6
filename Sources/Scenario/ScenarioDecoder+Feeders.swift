extension ScenarioDecoder {
    /// Puts the file's own values below those of the command line.
    func decodeEnvironment(_ node: JSONNode) {
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "env")
            return
        }
        for member in object.members {
            if !EnvironmentText.isName(member.key) {
                diagnostics.error(
                    "\"\(member.key)\" is not a name in the environment", at: member.keyRange,
                    help: EnvironmentText.nameHelp)
            }
            guard let value = context.string(member.value, "env.\(member.key)") else { continue }
            context.note(environment: member.key, member.value)
            if context.environment[member.key] == nil { context.environment[member.key] = value }
        }
    }

    func decodeFeeders(_ node: JSONNode) -> [FeederPlan] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "feeders")
            return []
        }
        return object.members.compactMap { member in
            checkFeederName(member)
            context.note("feeders.\(member.key)", at: member.keyRange)
            return decodeFeeder(member.key, member.value)
        }
    }

    private func checkFeederName(_ member: JSONMember) {
        if !EnvironmentText.isName(member.key) {
            diagnostics.error(
                "\"\(member.key)\" is not the name of a feeder", at: member.keyRange, help: EnvironmentText.nameHelp)
        } else if TemplateExpression.owners.contains(member.key) {
            diagnostics.error(
                "\"\(member.key)\" has a meaning of its own in templates", at: member.keyRange,
                help: "give the feeder another name")
        }
    }

    private func decodeFeeder(_ name: String, _ node: JSONNode) -> FeederPlan? {
        let key = "feeders.\(name)"
        switch node.value {
        case .string:
            return decodeFeederFile(node, key).map { FeederPlan(name: name, file: $0) }
        case .object: break
        default:
            context.mismatch(node, .custom(#"a file, such as "users.csv", or an object"#), key)
            return nil
        }
        guard let reader = ObjectReader(node, ScenarioKeys.feeder, context) else { return nil }
        let file = reader.node("file").flatMap { decodeFeederFile($0, "\(key).file") }
        var plan = FeederPlan(name: name, file: file ?? "")
        switch reader.choice("order") {
        case "random": plan.order = .random
        case "unique": plan.order = .unique
        default: plan.order = .sequential
        }
        switch reader.choice("atEnd") {
        case "stop": plan.end = .stop
        case "fail": plan.end = .fail
        default: plan.end = .recycle
        }
        if plan.order == .random, let place = reader.node("atEnd")?.range {
            diagnostics.warning(
                "\"\(key).atEnd\" has no effect: rows that are drawn have no end", at: place, help: "leave it out")
        }
        return file == nil ? nil : plan
    }

    private func decodeFeederFile(_ node: JSONNode, _ key: String) -> String? {
        guard let path = decodeFile(node, key) else { return nil }
        if FeederFormat(ofFile: path) == nil {
            diagnostics.error(
                "\"\(key)\": the file is neither .csv nor .json", at: node.range,
                help: "rows stand in CSV with a header line, or in JSON as a list of objects")
            return nil
        }
        return path
    }
}
