extension ScenarioEdit {
    /// Names each file by the path that it has from elsewhere.
    mutating func setFiles(_ overrides: ScenarioOverrides) {
        guard !overrides.files.isEmpty else { return }
        let diagnostics = DiagnosticList(source: SourceText(bytes))
        let context = DecodingContext(
            diagnostics: diagnostics, environment: overrides.environment, patternStatus: { _ in .sound(groups: .max) },
            fileStatus: { _ in .file(bytes: 0) })
        _ = JSONParser.parse(diagnostics).flatMap(ScenarioDecoder(context: context).decode)
        // What several kinds have from the root is read once, and a step may be read more than once.
        var seen: Set<Range<Int>> = []
        for reference in context.fileReferences where seen.insert(reference.range).inserted {
            guard let path = overrides.files[reference.path] else { continue }
            replace(reference.range, with: JSONLiteral.string(path))
        }
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
