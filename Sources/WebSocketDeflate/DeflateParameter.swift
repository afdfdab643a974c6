/// One parameter of `permessage-deflate` as it stands in a header, judged by nobody yet (RFC 7692, section 5).
package struct DeflateParameter: Hashable, Sendable {
    /// For example `client_max_window_bits`.
    package let name: String
    /// Nil for a parameter that stands alone.
    package let value: String?

    package init(name: String, value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// What the extension is called in `Sec-WebSocket-Extensions`.
    package static let extensionName = "permessage-deflate"
    /// Section 7.1.1.1.
    package static let serverNoContextTakeover = "server_no_context_takeover"
    /// Section 7.1.1.2.
    package static let clientNoContextTakeover = "client_no_context_takeover"
    /// Section 7.1.2.1.
    package static let serverMaxWindowBits = "server_max_window_bits"
    /// Section 7.1.2.2.
    package static let clientMaxWindowBits = "client_max_window_bits"
}
