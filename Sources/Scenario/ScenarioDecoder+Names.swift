extension ScenarioDecoder {
    /// Reads variables with their new values.
    func decodeAssignments(_ node: JSONNode) -> [VariableAssignment]? {
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.step, "set")
            return nil
        }
        if object.members.isEmpty, object.isComplete {
            diagnostics.error("\"step.set\" has no variables", at: node.range, help: "such as {\"room\": \"lobby\"}")
        }
        return object.members.compactMap { member in
            guard declare(member) else { return nil }
            let path = "step.set.\(member.key)"
            let value: TemplateText?
            switch member.value.value {
            case .number(let text): value = TemplateText([.literal(Array(text.utf8))])
            case .boolean(let flag): value = TemplateText([.literal(Array((flag ? "true" : "false").utf8))])
            case .string: value = decodeTemplate(member.value, path)
            default:
                context.mismatch(member.value, .custom("a string, a number or a boolean"), path)
                value = nil
            }
            return value.map { VariableAssignment(name: member.key, value: $0) }
        }
    }

    /// Takes a key as the name of a variable; false, after reporting it, where it cannot be one.
    func declare(_ member: JSONMember) -> Bool {
        let name = member.key
        if TemplateExpression.reserved.contains(name) {
            diagnostics.error(
                "\"\(name)\" names a value of Squall's own", at: member.keyRange, help: "choose another name")
            return false
        }
        if !TemplateExpression.isName(name) {
            diagnostics.error(
                "\"\(name)\" cannot name a variable", at: member.keyRange,
                help: "letters (a-z, A-Z), digits and \"_\", with a letter first")
            return false
        }
        context.script.variables.insert(name)
        return true
    }

    /// What scripts may take rows of, faulty or not; nil where that cannot be told.
    func feederNames(_ node: JSONNode) -> Set<String>? {
        guard case .object(let object) = node.value, object.isComplete else { return nil }
        return Set(object.members.map(\.key))
    }

    /// Holds the names that templates use against those that the script gives.
    func checkNames() {
        for use in context.script.uses {
            if let column = use.column {
                context.note(FeederColumnUse(feeder: use.name, column: column, key: use.path, range: use.range))
            }
            guard let fault = use.column == nil ? variableFault(use) : feederFault(use) else { continue }
            diagnostics.error("\"\(use.path)\": \(fault.message)", at: use.range, help: fault.help)
        }
    }

    private func variableFault(_ use: ScriptScope.Use) -> TextFault? {
        let script = context.script
        guard !script.variables.contains(use.name) else { return nil }
        let near =
            script.variables.filter { areNear($0, use.name) }
            .min { (editDistance($0, use.name), $0) < (editDistance($1, use.name), $1) }
            ?? TemplateExpression.nearest(to: use.name)
        let isFeeder = context.feeders?.contains(use.name) == true
        return TextFault(
            "nothing gives \"\(use.name)\" a value",
            help: isFeeder
                ? "a value of the feeder is written with its column: {{\(use.name).COLUMN}}"
                : near.map { "did you mean \"\($0)\"?" } ?? "a variable gets its value by \"set\" or \"capture\"")
    }

    private func feederFault(_ use: ScriptScope.Use) -> TextFault? {
        guard let feeders = context.feeders else { return nil }
        guard feeders.contains(use.name) else {
            let whole = "\(use.name).\(use.column ?? "")"
            let near =
                TemplateExpression.nearest(to: whole)
                ?? feeders.sorted().first { areNear($0, use.name) }.map { "\($0).\(use.column ?? "")" }
            return TextFault(
                "there is no feeder \"\(use.name)\"",
                help: near.map { "did you mean \"\($0)\"?" } ?? "name its file in \"feeders\" beside \"load\"")
        }
        let isFed =
            context.fedByHandshake.contains(use.name)
            || context.script.feeds.contains {
                $0.name == use.name && (use.isInListener || $0.offset < use.range.lowerBound)
            }
        return isFed
            ? nil
            : TextFault(
                "no \"feed\" takes a row of \"\(use.name)\" before this",
                help: "put the step {\"feed\": \"\(use.name)\"} before it")
    }
}
