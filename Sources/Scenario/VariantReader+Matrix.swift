extension VariantReader {
    /// One setting of a dimension.
    private struct Choice {
        var label: String
        /// From 1; nil where the label is a name.
        var number: Int?
        var place: Range<Int>
        var change: JSONNode
    }

    /// Every setting of each dimension with every one of the others, the last dimension changing fastest.
    func combinations(_ node: JSONNode, of root: JSONNode) -> [Draft] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "matrix")
            return []
        }
        let paths = object.members.map(\.key)
        let dimensions = object.members.map { (name: Self.shortName($0.key, among: paths), choices: choices($0, root)) }
        guard !diagnostics.hasErrors else { return [] }
        // Before they are made: a few long lists give millions.
        let count = dimensions.reduce(1) { min($0 * $1.choices.count, 1_000_000) }
        guard Self.counts.contains(count) else {
            diagnostics.error(
                "\"matrix\" must give \(Self.counts.lowerBound) to \(Self.counts.upperBound) variants, "
                    + "not \(count.grouped)", at: node.range)
            return []
        }
        return dimensions.reduce([Draft(name: VariantName(parts: []), place: node.range, changes: [])]) {
            drafts, dimension in
            drafts.flatMap { draft in
                dimension.choices.map { choice in
                    let part = VariantName.Part(
                        text: "\(dimension.name)=\(choice.label)",
                        hidden: choice.number.map { "\(dimension.name)=\($0)" }, value: choice.place)
                    return Draft(
                        name: VariantName(parts: draft.name.parts + [part]), place: choice.place,
                        changes: draft.changes + [choice.change])
                }
            }
        }
    }

    /// The last part of a path, where it tells the dimension from the others.
    private static func shortName(_ path: String, among paths: [String]) -> String {
        let last = { (path: String) in path.split(separator: ".").last.map(String.init) ?? path }
        return paths.count { last($0) == last(path) } == 1 ? last(path) : path
    }

    private func choices(_ dimension: JSONMember, _ root: JSONNode) -> [Choice] {
        switch dimension.value.value {
        case .array(let values): return listed(values, dimension, root)
        case .object(let object):
            if object.members.isEmpty { reportNothing(dimension) }
            return named(dimension.value, "matrix.\(dimension.key)", of: root).flatMap { draft in
                draft.changes.map {
                    Choice(label: draft.name.text(hiding: context.secrets), place: draft.place, change: $0)
                }
            }
        default:
            context.mismatch(
                dimension.value, .custom("a list of values, or an object of names, each with changes"),
                "matrix.\(dimension.key)")
            return []
        }
    }

    /// Values of the key to which the dimension's name is the path.
    private func listed(_ values: [JSONNode], _ dimension: JSONMember, _ root: JSONNode) -> [Choice] {
        let path = dimension.key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = path.first, !path.contains(""), ScenarioKeys.root[first] != nil else {
            let near = path.first.flatMap { ScenarioKeys.root.nearest(to: $0) }
            diagnostics.error(
                "\"\(dimension.key)\" leads to no key of a scenario", at: dimension.keyRange,
                help: near.map { "did you mean \"\($0.name)\"?" }
                    ?? "a list belongs to a path, such as \"messages.size\"; changes of several keys need names")
            return []
        }
        if values.isEmpty { reportNothing(dimension) }
        var seen: Set<String> = []
        // A fault of the list is shown before any variant is read, which tells the other secrets.
        if Self.isSecret(path) { values.forEach(context.noteSecret) }
        return values.enumerated().compactMap { index, value in
            guard let label = Self.label(value) else {
                diagnostics.error(
                    "a list of \"matrix\" holds plain values only", at: value.range,
                    help: #"give it a name: "\#(dimension.key)": {"NAME": {"\#(first)": …}}"#)
                return nil
            }
            guard seen.insert(label).inserted else {
                let shown = context.secrets[value.range] == nil ? "\"\(label)\"" : "the same value"
                diagnostics.error("\(shown) stands in the list twice", at: value.range, help: "each value once")
                return nil
            }
            let change = path.reversed().reduce(value) { inner, key in
                let member = JSONMember(key: key, keyRange: dimension.keyRange, value: inner)
                return JSONNode(
                    value: .object(JSONObject(members: [member], isComplete: true)), range: dimension.keyRange)
            }
            return check(change, "matrix.\(dimension.key)", of: root)
                ? Choice(label: label, number: index + 1, place: value.range, change: change) : nil
        }
    }

    /// Whether a key holds what is for the server alone, as far as its path tells.
    private static func isSecret(_ path: [String]) -> Bool {
        guard let first = path.first, let last = path.last else { return false }
        switch first {
        case "cookies": return true
        case "headers": return HandshakeRules.isSecret(header: last)
        default: return path == ["auth", "bearer"] || SecretText.isSecret(name: last)
        }
    }

    private func reportNothing(_ dimension: JSONMember) {
        diagnostics.error("\"matrix.\(dimension.key)\" has no settings", at: dimension.value.range)
    }

    /// What stands in the variant's name; nil where a value has no short one.
    static func label(_ value: JSONNode) -> String? {
        let text: String
        switch value.value {
        case .null: text = "default"
        case .boolean(let value): text = value ? "on" : "off"
        case .number(let number): text = number
        case .string(let string): text = string
        default: return nil
        }
        let isPlain = text.utf8.allSatisfy { $0.isLetter || $0.isDigit || Array("-_.".utf8).contains($0) }
        return isPlain && !text.isEmpty && text.utf8.count <= 40 ? text : nil
    }
}
