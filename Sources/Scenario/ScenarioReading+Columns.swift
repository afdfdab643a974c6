extension ScenarioReading {
    /// Holds the columns that scripts use against those that the feeders' files have.
    ///
    /// - Parameter columns: of each file, by the path that the scenario gives it.
    /// - Returns: this reading, or one with an error for each column that is not there.
    package func checking(_ columns: [String: [String]]) -> ScenarioReading {
        let list = DiagnosticList(source: source)
        for use in columnUses {
            guard let feeder = scenario?.feeders.first(where: { $0.name == use.feeder }),
                let known = columns[feeder.file], !known.contains(use.column)
            else { continue }
            let near = known.first { areNear($0, use.column) }
            list.error(
                "\"\(use.key)\": \"\(feeder.file)\" has no column \"\(use.column)\"", at: use.range,
                help: near.map { "did you mean \"\(feeder.name).\($0)\"?" } ?? "it has \(ValueKind.list(known))")
        }
        guard list.hasErrors else { return self }
        return ScenarioReading(
            scenario: nil, diagnostics: diagnostics + list.sorted, source: source, file: file, columnUses: columnUses)
    }
}
