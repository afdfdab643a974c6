/// What came of reading a scenario file.
package struct ScenarioReading: Sendable {
    /// Nil where there is an error; of several variants, the reference.
    package let scenario: LoadScenario?
    /// Errors and warnings in the order of the file.
    package let diagnostics: [Diagnostic]
    let source: SourceText
    let file: String
    let secrets: [Range<Int>: SecretLiteral]
    let fileReferences: [FileReference]
    let columnUses: [FeederColumnUse]
    /// The settings that are to be compared, in the order of the file; empty where there is one, and after an error.
    package var variants: [ScenarioVariant] = []
    /// How they are; nil where there are none.
    package var comparison: ComparisonPlan?

    /// The files that the scenario names, or any of its variants, as they name them.
    package var filePaths: Set<String> {
        variants.reduce(Set(fileReferences.map(\.path))) { $0.union($1.reading.filePaths) }
    }

    /// How many of the diagnostics are errors.
    package var errorCount: Int { diagnostics.count { $0.severity == .error } }
    /// How many of them are warnings.
    package var warningCount: Int { diagnostics.count { $0.severity == .warning } }

    /// All diagnostics for a terminal: each with its place, its line, a mark under it and what helps, and a count at
    /// the end; empty where there are none. Lines of the scenario that are longer than the terminal is wide are cut
    /// around the place.
    package func render(width: Int) -> String {
        guard !diagnostics.isEmpty else { return "" }
        let renderer = DiagnosticRenderer(
            source: source, file: file, width: width, hidden: secrets.values.flatMap(\.hidden))
        let counts = [Self.count(errorCount, "error"), Self.count(warningCount, "warning")].compactMap(\.self)
        return diagnostics.map(renderer.render).joined(separator: "\n") + "\n\(file): "
            + counts.joined(separator: ", ") + "\n"
    }

    /// The same without what another reading has said, of whatever place in its file.
    package func addingTo(_ other: ScenarioReading) -> ScenarioReading {
        let known = Set(other.diagnostics.map(\.message))
        return ScenarioReading(
            scenario: scenario, diagnostics: diagnostics.filter { !known.contains($0.message) }, source: source,
            file: file, secrets: secrets, fileReferences: fileReferences, columnUses: columnUses, variants: variants,
            comparison: comparison)
    }

    /// The text of the file without its secrets: passwords, tokens, cookies and what else is for the server alone.
    package var masked: [UInt8] {
        var bytes = source.bytes
        for (range, secret) in secrets.sorted(by: { $0.key.lowerBound > $1.key.lowerBound }) {
            bytes.replaceSubrange(range, with: Array(JSONLiteral.string(secret.shown).utf8))
        }
        return bytes
    }

    private static func count(_ number: Int, _ word: String) -> String? {
        number == 0 ? nil : "\(number) \(word)\(number == 1 ? "" : "s")"
    }
}
