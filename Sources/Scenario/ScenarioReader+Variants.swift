extension ScenarioReader {
    /// Reads a file with variants: each is the file without them, with its changes, and checked as a whole scenario.
    static func readVariants(
        _ root: JSONNode, _ diagnostics: DiagnosticList, file: String, newContext: (DiagnosticList) -> DecodingContext
    ) -> ScenarioReading {
        let reader = VariantReader(context: newContext(diagnostics))
        let drafts = reader.drafts(root)
        let base = root.without(VariantReader.keys)
        let readings = drafts.map { draft in
            let node = draft.changes.reduce(base) { $0.merging($1) }
            let list = DiagnosticList(source: diagnostics.source)
            let context = newContext(list)
            let scenario = ScenarioDecoder(context: context).decode(node)
            let reading = ScenarioReading(
                scenario: scenario, diagnostics: list.sorted, source: diagnostics.source, file: file,
                secrets: context.secrets, fileReferences: context.fileReferences, columnUses: context.columnUses)
            return (reading: reading, document: node.text() + "\n")
        }
        // What every variant replaces is in none of them, and still a secret of the file.
        let shared = newContext(DiagnosticList(source: diagnostics.source))
        _ = ScenarioDecoder(context: shared).decode(base)
        let secrets = ([shared.secrets, reader.context.secrets] + readings.map(\.reading.secrets))
            .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        let parts = zip(drafts, readings).map { draft, part in
            ScenarioVariant(
                name: draft.name.text(hiding: secrets), reading: part.reading, document: part.document)
        }
        let plan = reader.plan(root, parts.map(\.name))
        for item in findings(parts) { diagnostics.add(item) }
        let isSound = !diagnostics.hasErrors && parts.indices.contains(plan.reference)
        let reference = isSound ? parts[plan.reference].reading : nil
        return ScenarioReading(
            scenario: reference?.scenario, diagnostics: diagnostics.sorted, source: diagnostics.source, file: file,
            secrets: secrets, fileReferences: reference?.fileReferences ?? [], columnUses: reference?.columnUses ?? [],
            variants: isSound ? parts : [], comparison: isSound ? plan : nil)
    }

    /// What was found in the variants, each thing once: what is in all of them is the file's own.
    private static func findings(_ variants: [ScenarioVariant]) -> [Diagnostic] {
        var seen: [Diagnostic] = []
        for item in variants.flatMap(\.reading.diagnostics) where !seen.contains(item) { seen.append(item) }
        return seen.map { item in
            let names = variants.filter { $0.reading.diagnostics.contains(item) }.map(\.name)
            guard names.count < variants.count else { return item }
            var item = item
            let shown = names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
            let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
            item.message = "variant\(names.count == 1 ? "" : "s") \(shown)\(rest): \(item.message)"
            return item
        }
    }
}
