/// A piece of JSON that is carried along as it is, such as the scenario in a result.
package struct JSONText: Sendable, Equatable, Codable, JSONRepresentable {
    /// JSON, as it is to be written.
    package var text: String

    /// - Parameter text: valid JSON; it is not checked.
    package init(_ text: String) {
        self.text = text
    }

    /// The keys of an object whose values are not those of another, by what they say and not by how they are written;
    /// none where either text is no object.
    package func keysThatDiffer(from other: JSONText) -> Set<String> {
        guard let own = JSONTree.fields(text), let others = JSONTree.fields(other.text) else { return [] }
        return Set(own.keys).union(others.keys).filter { own[$0]?.text != others[$0]?.text }
    }

    package var json: [UInt8] { Array(text.utf8) }
    package var isSpreadOverLines: Bool { text.utf8.contains(UInt8(ascii: "\n")) }

    /// For an encoder that knows nothing of ``JSONRepresentable``: a string.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Reads any JSON value; its text comes out without spaces and with sorted keys, because decoders keep neither.
    package init(from decoder: any Decoder) throws {
        text = try JSONTree(from: decoder).text
    }
}
