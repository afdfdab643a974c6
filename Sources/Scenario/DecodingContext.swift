/// What the parts of the decoder share while they read one file.
final class DecodingContext {
    let diagnostics: DiagnosticList
    let fileStatus: (String) -> FileStatus
    let patternStatus: (String) -> PatternStatus
    /// What `{{env.KEY}}` stands for: the file's own values, and those of the command line in their place.
    var environment: [String: String]
    /// The kind of session that is read or checked, `scenarios.NAME.`: its keys have the paths that they have at the
    /// root, behind this. Empty: the root itself.
    var scope = ""
    /// Where the file names other files.
    private(set) var fileReferences: [FileReference] = []
    /// The names of the scenario's feeders; nil where they cannot be told for a fault.
    var feeders: Set<String>? = []
    /// Of the script that is being read.
    var script = ScriptScope()
    /// Where scripts use columns of feeders, whose files the caller reads.
    private(set) var columnUses: [FeederColumnUse] = []
    /// The feeders of which a session has taken a row before its script begins.
    var fedByHandshake: Set<String> = []
    /// Strings of the file that must be in no result, with what stands there instead.
    private(set) var secrets: [Range<Int>: SecretLiteral] = [:]
    /// Where the file gives values of the environment.
    private var environmentNodes: [String: JSONNode] = [:]
    /// What the scripts' own metrics are, by their names.
    private var metrics: [String: KnownMetric.Kind] = [:]
    private var places: [String: Range<Int>] = [:]

    init(
        diagnostics: DiagnosticList, environment: [String: String] = [:],
        patternStatus: @escaping (String) -> PatternStatus, fileStatus: @escaping (String) -> FileStatus
    ) {
        self.diagnostics = diagnostics
        self.environment = environment
        self.patternStatus = patternStatus
        self.fileStatus = fileStatus
    }

    /// Remembers where the value of a key stands, for checks that look at several keys.
    func note(_ path: String, at range: Range<Int>) {
        places[scope + path] = range
    }

    func note(_ reference: FileReference) {
        fileReferences.append(reference)
    }

    func note(_ use: FeederColumnUse) {
        columnUses.append(use)
    }

    func note(environment name: String, _ node: JSONNode) {
        environmentNodes[name] = node
    }

    /// Remembers that parts of a string are for the server alone, and so are values that the environment gives to it.
    func noteSecret(_ parts: [Range<Int>], of node: JSONNode, environment names: [String]) {
        guard case .string(let text) = node.value else { return }
        secrets[node.range] = SecretLiteral(
            shown: SecretText.masked(text, parts), hidden: parts.map { sourceRange(of: $0, in: node) })
        for name in names {
            guard let node = environmentNodes[name], case .string(let value) = node.value else { continue }
            secrets[node.range] = SecretLiteral(
                shown: SecretText.mask, hidden: [sourceRange(of: 0..<value.utf8.count, in: node)])
        }
    }

    /// What a script's own metric is: as it was named first.
    func kind(ofMetric name: String, else kind: KnownMetric.Kind) -> KnownMetric.Kind {
        if let known = metrics[name] { return known }
        metrics[name] = kind
        return kind
    }

    /// Where the value of a key stands; nil where the file does not give it. A kind of session has the keys of the root
    /// that it does not give itself.
    func place(_ path: String) -> Range<Int>? {
        let top = path.prefix { $0 != "." }
        return places[scope + top] != nil ? places[scope + path] : places[path]
    }

    /// Whether these values are as the file meant them: given without a fault, or left to their defaults.
    func areSound(_ paths: String...) -> Bool {
        paths.allSatisfy { path in place(path).map(isSound) ?? true }
    }

    /// Whether nothing is wrong in this part of the file.
    func isSound(_ range: Range<Int>) -> Bool {
        !diagnostics.items.contains { $0.severity == .error && range.contains($0.position.offset) }
    }

    /// Reads an object whose keys may stand in other objects, too: their places are known inside only.
    func scoped<Result>(_ body: () -> Result) -> Result {
        let (outerPlaces, outerScope) = (places, scope)
        defer { (places, scope) = (outerPlaces, outerScope) }
        (places, scope) = ([:], "")
        return body()
    }

    /// Reports what is wrong with the text of a string, at the faulty part of it.
    func report(_ fault: TextFault, in node: JSONNode, _ path: String) {
        diagnostics.error("\"\(path)\": \(fault.message)", at: place(of: fault, in: node), help: fault.help)
    }

    /// Reports what is doubtful in the text of a string, at that part of it.
    func warn(_ fault: TextFault, in node: JSONNode) {
        diagnostics.warning(fault.message, at: place(of: fault, in: node), help: fault.help)
    }

    private func place(of fault: TextFault, in node: JSONNode) -> Range<Int> {
        fault.range.map { sourceRange(of: $0, in: node) } ?? node.range
    }

    /// Where bytes of a string's text stand in the file.
    func sourceRange(of part: Range<Int>, in node: JSONNode) -> Range<Int> {
        guard case .string = node.value else { return node.range }
        var literal = StringLiteralBytes(diagnostics.source.bytes, node.range)
        let start = literal.offset(ofText: part.lowerBound)
        return start..<max(start, literal.offset(ofText: part.upperBound))
    }
}
