extension ExtensionHeader {
    /// Reads the value of a `Sec-WebSocket-Extensions` header (RFC 6455, section 9.1).
    ///
    /// - Parameter value: a list; values may be quoted.
    /// - Returns: the extensions in the order of the header.
    /// - Throws: `malformedHeader` when the value breaks the grammar.
    package static func parse(_ value: String) throws(HandshakeError) -> [ExtensionHeader] {
        var reader = Reader(rest: value.utf8[...])
        guard let extensions = reader.list() else { throw .malformedHeader("Sec-WebSocket-Extensions: " + value) }
        return extensions
    }

    private struct Reader {
        var rest: Substring.UTF8View

        /// Nil when the grammar is broken, here and below.
        mutating func list() -> [ExtensionHeader]? {
            var extensions: [ExtensionHeader] = []
            while true {
                // Lists of HTTP may have empty elements.
                while skip(UInt8(ascii: ",")) {}
                if rest.isEmpty { return extensions.isEmpty ? nil : extensions }
                guard let element = element() else { return nil }
                extensions.append(element)
                guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
            }
        }

        private mutating func element() -> ExtensionHeader? {
            guard let name = token() else { return nil }
            var parameters: [Parameter] = []
            while skip(UInt8(ascii: ";")) {
                guard let name = token() else { return nil }
                var value: String?
                if skip(UInt8(ascii: "=")) {
                    value = skip(UInt8(ascii: "\"")) ? quoted() : token()
                    if value == nil { return nil }
                }
                parameters.append(Parameter(name: name, value: value))
            }
            return ExtensionHeader(name: name, parameters: parameters)
        }

        private mutating func token() -> String? {
            dropBlanks()
            let token = rest.prefix(while: \.isTokenByte)
            rest = rest[token.endIndex...]
            dropBlanks()
            return token.isEmpty ? nil : String(Substring(token))
        }

        /// What follows an opening quote. Without its backslashes it must be a token.
        private mutating func quoted() -> String? {
            var value: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""):
                    dropBlanks()
                    let text = String(decoding: value, as: UTF8.self)
                    return text.isToken ? text : nil
                case UInt8(ascii: "\\"):
                    guard let escaped = rest.popFirst() else { return nil }
                    value.append(escaped)
                default:
                    value.append(byte)
                }
            }
            return nil
        }

        private mutating func skip(_ byte: UInt8) -> Bool {
            dropBlanks()
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func dropBlanks() {
            rest = rest.drop(while: \.isBlank)
        }
    }
}
