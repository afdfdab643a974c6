extension ScenarioReading {
    /// Reads the files that the scenario names, each once, and holds the scenario against them.
    ///
    /// - Parameter content: reads a file by the path that the scenario gives it.
    /// - Returns: this reading with what could be read, or one with nothing but an error for each thing that is wrong with
    ///   the files: at the place where the scenario names the file, or uses a column that the file does not have. What this
    ///   reading has found it says by itself.
    package func takingContents(_ content: (String) -> FileContent) -> (ScenarioReading, ScenarioContents) {
        var contents = ScenarioContents()
        guard let scenario else { return (self, contents) }
        let list = DiagnosticList(source: source)
        for file in scenario.payloadFiles {
            guard let bytes = take(content(file.path), of: file.path, list) else { continue }
            if file.isText, let offset = PayloadText.firstFault(in: bytes) {
                report(
                    "\(file.path) is not UTF-8 at byte \(offset), and it is sent as text", in: file.path, list,
                    help: "save it as UTF-8, or write \"type\": \"binary\" where it is sent")
            }
            contents.payloads[file.path] = bytes
        }
        for path in scenario.tlsFiles { contents.credentials[path] = take(content(path), of: path, list) }
        for path in scenario.feederFiles {
            guard let bytes = take(content(path), of: path, list) else { continue }
            do throws(FeederFault) {
                contents.rows[path] = try FeederRows.read(bytes, file: path)
            } catch {
                report("\(error)", in: path, list, help: error.help)
            }
        }
        checkColumns(contents.rows, scenario.feeders, list)
        guard list.hasErrors else { return (self, contents) }
        let reading = ScenarioReading(
            scenario: nil, diagnostics: list.sorted, source: source, file: file,
            secrets: secrets, fileReferences: fileReferences, columnUses: columnUses)
        return (reading, contents)
    }

    private func take(_ content: FileContent, of path: String, _ list: DiagnosticList) -> [UInt8]? {
        switch content {
        case .bytes(let bytes): return bytes
        case .unreadable(let reason):
            report("the file \"\(path)\" cannot be read: \(reason)", in: path, list)
            return nil
        }
    }

    /// Reports what is wrong with a file where the scenario names it first.
    private func report(_ message: String, in path: String, _ list: DiagnosticList, help: String? = nil) {
        guard let reference = fileReferences.first(where: { $0.path == path }) else { return }
        list.error("\"\(reference.key)\": \(message)", at: reference.range, help: help)
    }

    private func checkColumns(_ rows: [String: FeederRows], _ feeders: [FeederPlan], _ list: DiagnosticList) {
        for use in columnUses {
            guard let feeder = feeders.first(where: { $0.name == use.feeder }),
                let known = rows[feeder.file]?.columns, !known.contains(use.column)
            else { continue }
            let near = known.first { areNear($0, use.column) }
            list.error(
                "\"\(use.key)\": \"\(feeder.file)\" has no column \"\(use.column)\"", at: use.range,
                help: near.map { "did you mean \"\(feeder.name).\($0)\"?" } ?? "it has \(ValueKind.list(known))")
        }
    }
}
