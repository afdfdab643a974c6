/// A server's consent to an upgrade, checked (RFC 6455, section 4.1).
package struct UpgradeResponse: Sendable {
    /// The one of those offered that the server chose, if it did.
    package let subprotocol: String?
    /// Those of the ones offered that the server accepted; their parameters are for the extension to check.
    package let extensions: [ExtensionHeader]
    /// The whole head, as it was received.
    package let head: ReceivedBytes

    /// Looks a header up, for example `Server`.
    ///
    /// - Parameters:
    ///   - name: letter case does not matter.
    ///   - received: the span that was handed to the parser.
    /// - Returns: the first such header's value, or nil.
    package func header(_ name: String, in received: RawSpan) -> String? {
        headers(name, in: received).first
    }

    /// Looks up a header that may come several times, for example `Set-Cookie`.
    ///
    /// - Parameters:
    ///   - name: letter case does not matter.
    ///   - received: the span that was handed to the parser.
    /// - Returns: the values of all such headers, in their order.
    package func headers(_ name: String, in received: RawSpan) -> [String] {
        headers(in: received).filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// All headers, in their order.
    ///
    /// - Parameter received: the span that was handed to the parser.
    /// - Returns: name and value of each.
    package func headers(in received: RawSpan) -> [HTTPHeader] {
        head.withBytes(in: received) { HeaderReader.headers(of: $0) }
    }
}
