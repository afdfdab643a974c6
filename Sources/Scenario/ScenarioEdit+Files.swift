extension ScenarioEdit {
    /// Names each file by the path that it has from elsewhere, also in what variants change.
    mutating func setFiles(_ overrides: ScenarioOverrides, in root: JSONNode) {
        guard !overrides.files.isEmpty else { return }
        // What several kinds or variants have from the root is read once, and a step may be read more than once.
        var paths: [Range<Int>: String] = [:]
        for reference in fileReferences(in: root, overrides.environment) {
            paths[reference.range] = overrides.files[reference.path]
        }
        for dimension in root["matrix"]?.members ?? [] {
            guard case .array(let values) = dimension.value.value,
                values.contains(where: { paths[$0.range] != nil })
            else { continue }
            replace(dimension.value.range, with: named(values, of: dimension, paths))
            for value in values { paths[value.range] = nil }
        }
        for (range, path) in paths { replace(range, with: JSONLiteral.string(path)) }
    }

    private func fileReferences(in root: JSONNode, _ environment: [String: String]) -> [FileReference] {
        func newContext() -> DecodingContext {
            DecodingContext(
                diagnostics: DiagnosticList(source: SourceText(bytes)), environment: environment,
                patternStatus: { _ in .sound(groups: .max) }, fileStatus: { _ in .file(bytes: 0) })
        }
        var scenarios = [root.without(VariantReader.keys)]
        if VariantReader.isAsked(by: root) {
            scenarios += VariantReader(context: newContext()).drafts(root).map { draft in
                draft.changes.reduce(scenarios[0]) { $0.merging($1) }
            }
        }
        return scenarios.flatMap { scenario in
            let context = newContext()
            _ = ScenarioDecoder(context: context).decode(scenario)
            return context.fileReferences
        }
    }

    /// A list of a matrix as names with changes, so that variants keep their names where the values become others.
    private func named(
        _ values: [JSONNode], of dimension: JSONMember, _ paths: [Range<Int>: String]
    ) -> String {
        let keys = dimension.key.split(separator: ".").map { JSONLiteral.string(String($0)) }
        let members = values.map { value in
            let text = paths[value.range].map(JSONLiteral.string) ?? text(value.range)
            let change = keys.reversed().reduce(text) { "{ \($1): \($0) }" }
            return "\(JSONLiteral.string(VariantReader.label(value) ?? "")): \(change)"
        }
        return "{ \(members.joined(separator: ", ")) }"
    }

    /// Puts values into `env`; where there is none, what must be inserted.
    mutating func setEnvironment(_ values: [String: String], in root: JSONNode) -> Addition? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted { $0.key < $1.key }.map { (key: $0.key, value: JSONLiteral.string($0.value)) }
        guard let own = root["env"] else {
            let members = sorted.map { "\(JSONLiteral.string($0.key)): \($0.value)" }
            return Addition(key: "env", value: "{ \(members.joined(separator: ", ")) }")
        }
        let additions = sorted.compactMap { set($0.key, to: $0.value, in: own) }
        if own.members.isEmpty, !additions.isEmpty {
            let members = additions.map { "\(JSONLiteral.string($0.key)): \($0.value)" }
            replace(own.range, with: "{ \(members.joined(separator: ", ")) }")
        } else {
            insert(additions, in: own)
        }
        return nil
    }
}
