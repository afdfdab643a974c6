import Metrics

/// Makes a ``JSONNode`` of anything `Encodable`.
///
/// Foundation's encoder sorts or scatters the keys, and takes tens of milliseconds for the histograms of a run, which
/// are written every second.
final class JSONTreeEncoder: Encoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var content = Content.scalar(.scalar("null"))

    private enum Content {
        case scalar(JSONNode)
        case array([JSONTreeEncoder])
        case object([(key: String, value: JSONTreeEncoder)])
    }

    /// What was encoded.
    var node: JSONNode {
        switch content {
        case .scalar(let node): node
        case .array(let elements): .array(elements.map(\.node))
        case .object(let fields): .object(fields.map { ($0.key, $0.value.node) })
        }
    }

    static func node(_ value: some Encodable) throws -> JSONNode {
        let encoder = JSONTreeEncoder()
        try encoder.take(value)
        return encoder.node
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        content = .object([])
        return KeyedEncodingContainer(JSONKeyedContainer(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        content = .array([])
        return JSONUnkeyedContainer(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONSingleContainer(encoder: self)
    }

    /// Takes a value in the place of what this encoder held.
    func take(_ value: some Encodable) throws {
        switch value {
        case let value as any JSONRepresentable:
            content = .scalar(value.isSpreadOverLines ? .block(value.json) : .raw(value.json))
        case let value as String: take(text: value)
        case let value as Bool: content = .scalar(.scalar(value ? "true" : "false"))
        case let value as any BinaryInteger: take(whole: value)
        case let value as any BinaryFloatingPoint: take(number: Double(value))
        default: try value.encode(to: self)
        }
    }

    func take(text: String) { content = .scalar(.scalar(text.jsonQuoted)) }

    func take(whole: some BinaryInteger) { content = .scalar(.scalar(String(whole))) }

    func take(number: Double) { content = .scalar(.scalar(Self.text(number))) }

    func takeNil() { content = .scalar(.scalar("null")) }

    /// A place for one more element or field.
    func child(key: String? = nil) -> JSONTreeEncoder {
        let child = JSONTreeEncoder()
        // What is in the enum is taken out first, so that the list grows in its place.
        switch exchange(&content, with: .scalar(.scalar("null"))) {
        case .array(var elements):
            elements.append(child)
            content = .array(elements)
        case .object(var fields):
            fields.append((key ?? "", child))
            content = .object(fields)
        case .scalar: content = .array([child])
        }
        return child
    }

    var elementCount: Int {
        if case .array(let elements) = content { elements.count } else { 0 }
    }

    /// JSON has no word for what is not a number; whole numbers go without `.0`.
    private static func text(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return Int64(exactly: value).map { String($0) } ?? "\(value)"
    }
}
