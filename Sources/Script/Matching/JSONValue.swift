/// A value inside a JSON text: where it stands and what it is.
package struct JSONValue: Equatable, Sendable {
    /// What kind of value; true, false and null by themselves.
    package enum Kind: Sendable {
        case string, number, `true`, `false`, null, object, array
    }

    /// Of a string, without its quotes.
    package var range: Range<Int>
    /// What it is.
    package var kind: Kind
    /// Whether it is a string with escapes, which must be resolved before it is compared.
    package var hasEscapes = false
}
