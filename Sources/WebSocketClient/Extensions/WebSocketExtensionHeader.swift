/// One extension in `Sec-WebSocket-Extensions`, as offered or as accepted (RFC 6455, section 9.1).
public struct WebSocketExtensionHeader: Sendable, Hashable {
    /// One parameter of an extension.
    public struct Parameter: Sendable, Hashable {
        public var name: String
        /// Nil for a parameter that stands alone.
        public var value: String?

        /// - Parameters:
        ///   - name: a token.
        ///   - value: a token; default none.
        public init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// For example `permessage-deflate`.
    public var name: String
    /// In the order of the header.
    public var parameters: [Parameter]

    /// - Parameters:
    ///   - name: a token.
    ///   - parameters: default none.
    public init(name: String, parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
    }
}
