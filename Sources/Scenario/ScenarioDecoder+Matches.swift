extension ScenarioDecoder {
    /// Reads what a message must be: a string that it equals, or an object.
    func decodeMatch(_ node: JSONNode, _ table: KeyTable) -> MessageMatch? {
        switch node.value {
        case .string: return decodeEqual(node, table.path)
        case .object: return ObjectReader(node, table, context).flatMap(decodeMatch)
        default:
            context.mismatch(node, .custom("a string or an object"), table.path)
            return nil
        }
    }

    func decodeEqual(_ node: JSONNode, _ path: String) -> MessageMatch? {
        decodeTemplate(node, path).map {
            var match = MessageMatch()
            match.tests = [.equals($0)]
            return match
        }
    }

    /// - Returns: nil, after reporting it, where one of the tests is faulty.
    func decodeMatch(_ reader: ObjectReader) -> MessageMatch? {
        var match = MessageMatch()
        match.kind = reader.choice("type").map { $0 == "text" ? .text : .binary }
        var isSound = true
        for key in ["size", "equals", "contains", "matches", "json"] {
            guard let node = reader.node(key) else { continue }
            let path = reader.table.path(of: key)
            let tests: [MessageTest]? =
                switch key {
                case "size": decodeSizes(node, path).map { [.size($0)] }
                case "equals": decodeTemplate(node, path).map { [.equals($0)] }
                case "contains": decodeTemplate(node, path).map { [.contains($0)] }
                case "matches": decodePattern(node, path).map { [.matches($0)] }
                default: decodeJSONTests(node)
                }
            isSound = isSound && tests != nil
            match.tests += tests ?? []
        }
        return isSound ? match : nil
    }

    private func decodeSizes(_ node: JSONNode, _ path: String) -> ClosedRange<Int>? {
        guard case .object = node.value else {
            return context.size(node, 0...ScenarioKeys.maximumSize, path).map { $0...$0 }
        }
        guard let reader = ObjectReader(node, ScenarioKeys.matchSize, context) else { return nil }
        if reader.lacks("min"), reader.lacks("max") {
            diagnostics.error(
                "\"\(path)\" has neither \"min\" nor \"max\"", at: reader.opening, help: "such as {\"min\": 1}")
        }
        let bounds = (reader.node("min") == nil ? 0 : reader.size("min"), reader.size("max"))
        if reader.node("max") == nil { return bounds.0.map { $0...Int.max } }
        return range(bounds.0, bounds.1, reader)
    }

    private func decodeJSONTests(_ node: JSONNode) -> [MessageTest]? {
        let items: [JSONNode] = if case .array(let items) = node.value { items } else { [node] }
        if items.isEmpty {
            diagnostics.error("\"match.json\" has no paths", at: node.range, help: "such as [{\"path\": \"$.type\"}]")
        }
        let tests = items.compactMap { item in
            context.scoped { () -> MessageTest? in
                guard let reader = ObjectReader(item, ScenarioKeys.matchJSON, context) else { return nil }
                let path = reader.node("path").flatMap { decodePath($0, "match.json.path") }
                guard let comparison = decodeComparison(item, reader), let path else { return nil }
                return .json(path, comparison)
            }
        }
        return tests.count == items.count ? tests : nil
    }

    /// Reads the one comparison among the keys of an object; without any, there must be a value.
    func decodeComparison(_ node: JSONNode, _ reader: ObjectReader) -> Comparison? {
        let given = ScenarioKeys.comparison.keys.map(\.name).filter { reader.node($0) != nil }
        guard let key = given.first, let value = reader.node(key) else { return .exists(true) }
        if given.count > 1 {
            diagnostics.error(
                "there are two comparisons, \"\(key)\" and \"\(given[1])\"", at: node.keyRange(of: given[1]),
                help: "write an object for each")
            return nil
        }
        let path = reader.table.path(of: key)
        switch key {
        case "exists": return reader.boolean(key).map { .exists($0) }
        case "equals": return decodeScalar(value, path).map { .equals($0) }
        case "notEquals": return decodeScalar(value, path).map { .notEquals($0) }
        case "lessThan": return decodeNumber(value, path).map { .lessThan($0) }
        case "atMost": return decodeNumber(value, path).map { .atMost($0) }
        case "greaterThan": return decodeNumber(value, path).map { .greaterThan($0) }
        case "atLeast": return decodeNumber(value, path).map { .atLeast($0) }
        case "contains": return decodeTemplate(value, path).map { .contains($0) }
        default: return decodePattern(value, path).map { .matches($0) }
        }
    }

    private func decodeNumber(_ node: JSONNode, _ path: String) -> Double? {
        guard case .number(let text) = node.value, let number = Double(text) else {
            context.mismatch(node, .custom("a number"), path)
            return nil
        }
        return number
    }

    private func decodeScalar(_ node: JSONNode, _ path: String) -> TemplateText? {
        switch node.value {
        case .string: return decodeTemplate(node, path)
        case .number, .boolean, .null: return decodeJSONTemplate(node, path)
        default:
            if let kind = ScenarioKeys.comparison["equals"]?.kind { context.mismatch(node, kind, path) }
            return nil
        }
    }

    func decodePath(_ node: JSONNode, _ path: String) -> JSONPath? {
        guard let text = context.string(node, path) else { return nil }
        do throws(TextFault) {
            return try JSONPath.parse(text)
        } catch {
            context.report(error, in: node, path)
            return nil
        }
    }

    func decodePattern(_ node: JSONNode, _ path: String) -> String? {
        decodeGroups(node, path)?.pattern
    }

    /// Reads a regular expression.
    ///
    /// - Returns: it, and how many groups it has; nil, after reporting it, where it is none.
    func decodeGroups(_ node: JSONNode, _ path: String) -> (pattern: String, groups: Int)? {
        guard let pattern = context.string(node, path) else { return nil }
        guard !pattern.isEmpty else {
            diagnostics.error(
                "\"\(path)\" is an empty regular expression, which finds itself in any message", at: node.range,
                help: "leave the key out")
            return nil
        }
        switch context.patternStatus(pattern) {
        case .sound(let groups): return (pattern, groups)
        case .faulty(let reason, let offset):
            let place = min(offset, pattern.utf8.count - 1)
            context.report(
                TextFault(
                    "the regular expression is wrong: \(reason)",
                    help: "the syntax is that of PCRE2; a backslash is written twice in JSON",
                    range: place..<place + 1), in: node, path)
            return nil
        }
    }
}
