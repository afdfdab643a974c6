/// One extension in `Sec-WebSocket-Extensions`, as offered or as accepted (RFC 6455, section 9.1).
package struct ExtensionHeader: Hashable, Sendable {
    /// One parameter of an extension.
    package struct Parameter: Hashable, Sendable {
        /// For example `client_max_window_bits`.
        package let name: String
        /// Nil for a parameter that stands alone.
        package let value: String?

        package init(name: String, value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// For example `permessage-deflate`.
    package let name: String
    /// In the order of the header; a name may come twice, which is for the extension to judge.
    package let parameters: [Parameter]

    package init(name: String, parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
    }

    /// Whether all names and values are tokens, as section 9.1 wants them.
    package var isValid: Bool {
        name.isToken && parameters.allSatisfy { $0.name.isToken && $0.value?.isToken ?? true }
    }
}

extension ExtensionHeader: CustomStringConvertible {
    /// As it stands in the header.
    package var description: String {
        parameters.reduce(into: name) { text, parameter in
            text += "; " + parameter.name
            if let value = parameter.value { text += "=" + value }
        }
    }
}
