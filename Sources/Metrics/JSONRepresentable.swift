/// A value that knows its own JSON text: because it is JSON already, or because going through `Encodable` number by
/// number would be too slow.
package protocol JSONRepresentable {
    var json: [UInt8] { get }
    /// Whether the text has line breaks, and so is to be moved to where it stands in a larger text.
    var isSpreadOverLines: Bool { get }
}
