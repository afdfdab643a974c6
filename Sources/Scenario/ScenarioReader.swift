/// Reads a scenario file: the way into this room.
package enum ScenarioReader {
    /// Parses and checks a scenario, finding as many faults as it can in one pass.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file, at most 1 MiB.
    ///   - file: The name of the file as diagnostics show it.
    ///   - environment: What `{{env.KEY}}` stands for, by key, in place of the file's own `env`.
    ///   - patternStatus: Looks at a regular expression of the scenario.
    ///   - fileStatus: Looks at a path that the scenario names, relative to the scenario file; this room itself reads
    ///     no files.
    /// - Returns: The scenario, if it has no errors, and all diagnostics; of a file with variants that of the reference,
    ///   and each of them.
    package static func read(
        _ bytes: [UInt8], file: String, environment: [String: String] = [:],
        patternStatus: @escaping (String) -> PatternStatus, fileStatus: @escaping (String) -> FileStatus
    ) -> ScenarioReading {
        let diagnostics = DiagnosticList(source: SourceText(bytes))
        let newContext = {
            DecodingContext(
                diagnostics: $0, environment: environment, patternStatus: patternStatus, fileStatus: fileStatus)
        }
        let root = JSONParser.parse(diagnostics)
        if let root, VariantReader.isAsked(by: root) {
            return readVariants(root, diagnostics, file: file, newContext: newContext)
        }
        let context = newContext(diagnostics)
        let scenario = root.flatMap(ScenarioDecoder(context: context).decode)
        return ScenarioReading(
            scenario: scenario, diagnostics: diagnostics.sorted, source: diagnostics.source, file: file,
            secrets: context.secrets, fileReferences: context.fileReferences, columnUses: context.columnUses)
    }
}
