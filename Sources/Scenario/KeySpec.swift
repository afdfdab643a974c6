/// One key of a scenario's objects: what the decoder checks, and what it says of the key.
struct KeySpec: Sendable {
    enum Presence: Sendable, Equatable {
        case required
        /// With the default in words or as JSON; nil: without the key the thing itself is left out.
        case optional(default: String?)
    }

    let name: String
    let kind: ValueKind
    let presence: Presence
    /// A sentence for people.
    let summary: String
    /// What other tools, or a first guess, call it.
    let otherNames: [String]

    static func required(
        _ name: String, _ kind: ValueKind, _ summary: String, otherNames: [String] = []
    ) -> KeySpec {
        KeySpec(name: name, kind: kind, presence: .required, summary: summary, otherNames: otherNames)
    }

    static func optional(
        _ name: String, _ kind: ValueKind, default value: String? = nil, _ summary: String, otherNames: [String] = []
    ) -> KeySpec {
        KeySpec(name: name, kind: kind, presence: .optional(default: value), summary: summary, otherNames: otherNames)
    }
}
