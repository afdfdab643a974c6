import WebSocketCore

/// One extension in `Sec-WebSocket-Extensions`, as offered or as accepted (RFC 6455, section 9.1).
public struct WebSocketExtensionHeader: Sendable, Hashable {
    /// One parameter of an extension.
    public struct Parameter: Sendable, Hashable {
        /// For example `client_max_window_bits`.
        public var name: String
        /// Nil for a parameter that stands alone.
        public var value: String?

        /// - Parameters:
        ///   - name: a token of HTTP.
        ///   - value: a token, too; default nil, for a parameter that stands alone.
        public init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// For example `permessage-deflate`.
    public var name: String
    /// In the order of the header; a name may come twice, which is for the extension to judge.
    public var parameters: [Parameter]

    /// - Parameters:
    ///   - name: a token of HTTP.
    ///   - parameters: in order; names and values are tokens. Default none.
    public init(name: String, parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
    }

    /// The value of the first parameter of a name; nil where there is none, or where it stands alone.
    ///
    /// - Parameter name: of the parameter.
    /// - Returns: the value as it stands in the header, without quotes.
    public func value(of name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// As the core read it.
    init(_ header: ExtensionHeader) {
        self.init(name: header.name, parameters: header.parameters.map { Parameter($0.name, $0.value) })
    }

    /// For the opening request.
    var header: ExtensionHeader {
        ExtensionHeader(name: name, parameters: parameters.map { .init(name: $0.name, value: $0.value) })
    }
}

extension WebSocketExtensionHeader: CustomStringConvertible {
    /// As it stands in the header.
    public var description: String { header.description }
}
