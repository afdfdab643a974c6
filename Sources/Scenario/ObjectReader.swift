/// Reads the keys of one object by its table, and reports those that are unknown or missing.
struct ObjectReader {
    let context: DecodingContext
    let table: KeyTable
    /// The opening bracket, where what is missing is reported.
    let opening: Range<Int>
    private var nodes: [String: JSONNode] = [:]
    /// Keys that the file gives under a wrong name, as was said.
    private var misspelt: Set<String> = []
    private var isComplete = true
    /// Whether the file gives a key that the table does not know.
    private(set) var hasUnknownKeys = false

    /// - Returns: nil, after reporting it, where the value is no object.
    init?(_ node: JSONNode, _ table: KeyTable, _ context: DecodingContext) {
        self.context = context
        self.table = table
        opening = node.opening
        guard case .object(let object) = node.value else {
            context.mismatch(node, .object, table.path.isEmpty ? "a scenario" : table.path)
            return nil
        }
        isComplete = object.isComplete
        for member in object.members {
            if table[member.key] != nil {
                nodes[member.key] = member.value
                context.note(table.path(of: member.key), at: member.value.range)
            } else {
                hasUnknownKeys = true
                reportUnknown(member)
            }
        }
        for key in table.allKeys where key.presence == .required && lacks(key.name) {
            reportMissing(key.name)
        }
    }

    /// Says that a key must be there.
    func reportMissing(_ name: String) {
        guard let key = table[name] else { return }
        let place = table.path.isEmpty ? "the scenario" : "\"\(table.path)\""
        context.diagnostics.error(
            "the key \"\(name)\" is missing in \(place)", at: opening,
            help: "\(key.summary) It is \(key.kind.expectation).")
    }

    /// Whether the file really leaves this key out.
    func lacks(_ key: String) -> Bool {
        nodes[key] == nil && isComplete && !misspelt.contains(key)
    }

    func node(_ key: String) -> JSONNode? {
        nodes[key]
    }

    func string(_ key: String) -> String? {
        nodes[key].flatMap { context.string($0, table.path(of: key)) }
    }

    func boolean(_ key: String) -> Bool? {
        nodes[key].flatMap { context.boolean($0, table.path(of: key)) }
    }

    func integer(_ key: String) -> UInt64? {
        guard let node = nodes[key], case .integer(let range)? = table[key]?.kind else { return nil }
        return context.integer(node, range, table.path(of: key))
    }

    func number(_ key: String) -> Double? {
        guard let node = nodes[key], case .number(let range)? = table[key]?.kind else { return nil }
        return context.number(node, range, table.path(of: key))
    }

    func duration(_ key: String) -> Duration? {
        guard let node = nodes[key], case .duration(let range)? = table[key]?.kind else { return nil }
        return context.duration(node, range, table.path(of: key))
    }

    func size(_ key: String) -> Int? {
        guard let node = nodes[key], case .size(let range)? = table[key]?.kind else { return nil }
        return context.size(node, range, table.path(of: key))
    }

    func choice(_ key: String) -> String? {
        guard let node = nodes[key], case .choice(let names)? = table[key]?.kind else { return nil }
        return context.choice(node, names, table.path(of: key))
    }

    private mutating func reportUnknown(_ member: JSONMember) {
        let place = table.path.isEmpty ? "the scenario" : "\"\(table.path)\""
        let elsewhere = ScenarioKeys.relatives(of: table).filter { other in
            !other.path.isEmpty && other.keys.contains { $0.name == member.key }
        }.map(\.path)
        let help: String
        if let near = table.nearest(to: member.key) {
            misspelt.insert(near.name)
            help = "did you mean \"\(near.name)\"?"
        } else if !elsewhere.isEmpty {
            help = "it belongs in \(ValueKind.list(elsewhere))"
        } else if ScenarioKeys.root[member.key] != nil {
            help = "it belongs beside \"load\", not inside another key"
        } else {
            help = "known here: \(table.allKeys.map(\.name).joined(separator: ", "))"
        }
        context.diagnostics.error("unknown key \"\(member.key)\" in \(place)", at: member.keyRange, help: help)
    }
}
