import Metrics

/// JSON on its way to text, with the order of its keys kept.
indirect enum JSONNode {
    /// A number, a word or a quoted string as it will stand in the text.
    case scalar(String)
    /// JSON text of someone else's making, on one line.
    case raw([UInt8])
    /// The same on several lines.
    case block([UInt8])
    case array([JSONNode])
    case object([(key: String, value: JSONNode)])

    /// How wide a line may be before an array or object is spread over several.
    private static let lineWidth = 110

    /// Appends text made for people: what is short and flat stands on one line, all else a member a line.
    func write(to text: inout [UInt8], indent: Int = 0) {
        switch self {
        case .scalar(let scalar): text.append(contentsOf: scalar.utf8)
        case .raw(let bytes): text.append(contentsOf: bytes)
        case .block(let bytes): Self.write(bytes, to: &text, indent: indent)
        case .array(let values):
            write(values.map { (nil, $0) }, between: ("[", "]"), to: &text, indent: indent)
        case .object(let fields):
            write(fields.map { ($0.key, $0.value) }, between: ("{", "}"), to: &text, indent: indent)
        }
    }

    /// About as many bytes as the text will take; a growing array would copy them several times.
    var roughSize: Int {
        switch self {
        case .scalar(let scalar): scalar.utf8.count
        case .raw(let bytes): bytes.count
        case .block(let bytes): bytes.count + bytes.count / 4
        case .array(let values): values.reduce(8) { $0 + $1.roughSize + 2 }
        case .object(let fields): fields.reduce(16) { $0 + $1.key.utf8.count + $1.value.roughSize + 16 }
        }
    }

    private func write(
        _ members: [(key: String?, value: JSONNode)], between brackets: (String, String), to text: inout [UInt8],
        indent: Int
    ) {
        let inLine = members.allSatisfy { $0.value.isScalar } && oneLineWidth(of: members) + indent < Self.lineWidth
        let margin = inLine ? "" : "\n" + String(repeating: " ", count: indent + 2)
        text.append(contentsOf: brackets.0.utf8)
        for (index, member) in members.enumerated() {
            if index > 0 { text.append(contentsOf: (inLine ? ", " : ",").utf8) }
            text.append(contentsOf: margin.utf8)
            if let key = member.key { text.append(contentsOf: (key.jsonQuoted + ": ").utf8) }
            member.value.write(to: &text, indent: indent + 2)
        }
        if !inLine { text.append(contentsOf: margin.dropLast(2).utf8) }
        text.append(contentsOf: brackets.1.utf8)
    }

    /// The text of someone else keeps its lines but moves to our indentation; JSON strings hold no raw line breaks.
    private static func write(_ bytes: [UInt8], to text: inout [UInt8], indent: Int) {
        let isSpace = { (byte: UInt8) in byte <= UInt8(ascii: " ") }
        let trimmed = bytes.drop(while: isSpace)
        let end = trimmed.lastIndex { !isSpace($0) } ?? trimmed.startIndex - 1
        let margin = [UInt8](repeating: UInt8(ascii: " "), count: indent)
        for byte in trimmed[...end] {
            text.append(byte)
            if byte == UInt8(ascii: "\n") { text.append(contentsOf: margin) }
        }
    }

    private func oneLineWidth(of members: [(key: String?, value: JSONNode)]) -> Int {
        members.reduce(0) { $0 + ($1.key?.utf8.count ?? -4) + 6 + $1.value.scalarWidth }
    }

    private var isScalar: Bool {
        if case .scalar = self { true } else { false }
    }

    private var scalarWidth: Int {
        if case .scalar(let text) = self { text.utf8.count } else { 0 }
    }
}
