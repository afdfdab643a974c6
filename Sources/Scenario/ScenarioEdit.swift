/// Puts values into the text of a scenario and leaves every other byte as it stands.
package struct ScenarioEdit {
    private struct Change {
        var range: Range<Int>
        var text: String
    }

    let bytes: [UInt8]
    private var changes: [Change] = []

    /// The text that reads as the scenario with these overrides.
    ///
    /// - Parameters:
    ///   - overrides: What to replace or to insert, free of faults.
    ///   - bytes: A scenario without errors; what cannot be understood of another text comes back as it is.
    /// - Returns: The text, with order, blanks and line ends kept.
    package static func apply(_ overrides: ScenarioOverrides, to bytes: [UInt8]) -> [UInt8] {
        guard let root = JSONParser.parse(DiagnosticList(source: SourceText(bytes))) else { return bytes }
        var edit = ScenarioEdit(bytes: bytes)
        edit.setURL(overrides.url, in: root)
        edit.setDuration(overrides.duration, in: root)
        edit.setFiles(overrides, in: root)
        let additions = [
            edit.setEnvironment(overrides.environment, in: root),
            overrides.seed.flatMap { edit.set("seed", to: String($0), in: root) },
            overrides.workers.flatMap { edit.set("workers", to: String($0), in: root) },
        ]
        edit.insert(additions.compactMap(\.self), in: root)
        return edit.result()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func setURL(_ url: String?, in root: JSONNode) {
        guard let url, let target = root["target"] else { return }
        if let own = target["url"] {
            replace(own.range, with: JSONLiteral.string(url))
        } else if target.members.count > 1 {
            // The other keys are those of the embedded server.
            replace(target.range, with: "{ \(JSONLiteral.string("url")): \(JSONLiteral.string(url)) }")
        } else if let embedded = target.members.first(where: { $0.key == "embedded" }) {
            replace(embedded.keyRange, with: JSONLiteral.string("url"))
            replace(embedded.value.range, with: JSONLiteral.string(url))
        }
    }

    struct Addition {
        var key: String
        var value: String
    }

    /// Replaces the value of a key; where there is no such key, what must be inserted.
    mutating func set(_ key: String, to value: String, in object: JSONNode) -> Addition? {
        guard let own = object[key] else { return Addition(key: key, value: value) }
        replace(own.range, with: value)
        return nil
    }

    /// Adds members behind the last one, set apart as that one is.
    mutating func insert(_ additions: [Addition], in object: JSONNode) {
        guard let last = object.members.last else { return }
        let end = last.value.range.upperBound
        let lead = text(blanksStart(before: last.keyRange.lowerBound)..<last.keyRange.lowerBound)
        let colon = text(last.keyRange.upperBound..<last.value.range.lowerBound)
        let members = additions.map { ",\(lead)\(JSONLiteral.string($0.key))\(colon)\($0.value)" }
        if !members.isEmpty { replace(end..<end, with: members.joined()) }
    }

    private func blanksStart(before offset: Int) -> Int {
        bytes[..<offset].lastIndex { !Array(" \t\r\n".utf8).contains($0) }.map { $0 + 1 } ?? 0
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func replace(_ range: Range<Int>, with text: String) {
        changes.append(Change(range: range, text: text))
    }

    private func result() -> [UInt8] {
        var result = bytes
        // From the end, so that the places before stay where they are.
        for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            result.replaceSubrange(change.range, with: Array(change.text.utf8))
        }
        return result
    }
}

extension JSONNode {
    /// Of an object; none of anything else.
    var members: [JSONMember] {
        if case .object(let object) = value { object.members } else { [] }
    }

    subscript(key: String) -> JSONNode? { members.first { $0.key == key }?.value }
}
