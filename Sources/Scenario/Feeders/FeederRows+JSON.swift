extension FeederRows {
    static let maximumJSONBytes = 64 * 1024 * 1024

    /// Reads a list of objects; the first one names the columns.
    init(json bytes: [UInt8], file: String) throws(FeederFault) {
        guard bytes.contains(where: { $0 > UInt8(ascii: " ") }) else {
            throw FeederFault(file: file, line: 1, message: "the file is empty")
        }
        let diagnostics = DiagnosticList(source: SourceText(bytes))
        let root = JSONParser.parse(diagnostics, maximumBytes: Self.maximumJSONBytes)
        if let first = diagnostics.sorted.first(where: { $0.severity == .error }) {
            throw FeederFault(file: file, line: first.position.line, message: first.message, help: first.help)
        }
        guard case .array(let items)? = root?.value, let first = items.first, case .object(let header) = first.value,
            !header.members.isEmpty
        else {
            throw FeederFault(
                file: file, line: 1, message: "the file is no list of objects with keys",
                help: "such as [{\"user\": \"ann\", \"token\": \"a1\"}, …]")
        }
        self.init(columns: header.members.map(\.key))
        let indices = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        var nodes = [JSONNode?](repeating: nil, count: columns.count)
        for item in items {
            let line = diagnostics.source.line(of: item.range.lowerBound)
            guard case .object(let object) = item.value else {
                throw FeederFault(file: file, line: line, message: "a row must be an object, not \(item.value.nature)")
            }
            for index in nodes.indices { nodes[index] = nil }
            for member in object.members {
                guard let index = indices[member.key] else {
                    throw FeederFault(
                        file: file, line: diagnostics.source.line(of: member.keyRange.lowerBound),
                        message: "the first row has no key \"\(member.key)\"", help: "all rows have the same keys")
                }
                nodes[index] = member.value
            }
            for (index, node) in nodes.enumerated() {
                guard let node else {
                    throw FeederFault(
                        file: file, line: line, message: "the key \"\(columns[index])\" is missing",
                        help: "all rows have the same keys")
                }
                append(node, of: bytes)
                endValue()
            }
        }
    }

    /// A string's content, nothing for null, and else the value as it stands in the file.
    private mutating func append(_ node: JSONNode, of bytes: [UInt8]) {
        switch node.value {
        case .string(let text): append(text.utf8)
        case .null: break
        default: append(bytes[node.range])
        }
    }
}
