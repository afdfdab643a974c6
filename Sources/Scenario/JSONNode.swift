/// A value of a JSON document, with the bytes of the file that it takes.
struct JSONNode: Sendable {
    var value: JSONValue
    var range: Range<Int>
}

enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    /// As it stands in the file, which keeps every digit.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object(JSONObject)
    /// The parser has said what is wrong here, so that nothing more needs to be said.
    case broken
}

struct JSONObject: Sendable {
    var members: [JSONMember]
    /// False where the parser lost members on the way, so that a missing key proves nothing.
    var isComplete: Bool
}

struct JSONMember: Sendable {
    var key: String
    var keyRange: Range<Int>
    var value: JSONNode
}

extension JSONValue {
    /// What this is, to be read after "not".
    var nature: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        case .broken: "a fault"
        }
    }
}
