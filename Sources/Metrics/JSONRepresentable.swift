/// A value that knows its own JSON text: because it is JSON already, or because going through `Encodable` number by
/// number would be too slow.
package protocol JSONRepresentable {
    var json: [UInt8] { get }
}
