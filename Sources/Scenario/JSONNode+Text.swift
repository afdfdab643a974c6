extension JSONNode {
    /// JSON for people: a member of an object a line, a list of plain values on one line.
    func text(indent: Int = 0) -> String {
        switch value {
        case .null, .broken: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): JSONLiteral.string(text)
        case .array(let items):
            items.contains(where: \.isContainer)
                ? JSONNode.lines(items.map { $0.text(indent: indent + 2) }, "[", "]", indent)
                : "[" + items.map { $0.text() }.joined(separator: ", ") + "]"
        case .object(let object):
            JSONNode.lines(
                object.members.map { "\(JSONLiteral.string($0.key)): \($0.value.text(indent: indent + 2))" }, "{", "}",
                indent)
        }
    }

    private var isContainer: Bool {
        switch value {
        case .array, .object: true
        default: false
        }
    }

    private static func lines(_ items: [String], _ opener: String, _ closer: String, _ indent: Int) -> String {
        guard !items.isEmpty else { return opener + closer }
        let margin = "\n" + String(repeating: " ", count: indent)
        return opener + items.map { margin + "  " + $0 }.joined(separator: ",") + margin + closer
    }
}
