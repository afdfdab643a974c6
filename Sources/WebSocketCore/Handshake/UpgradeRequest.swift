/// A client's opening request (RFC 6455, section 4.1): one to send, or one that was received.
package struct UpgradeRequest: Sendable {
    /// Path and query, for example `/chat?room=1`.
    package let resource: String
    /// Value of the `Host` header: host, and port unless it is the scheme's own.
    package let host: String
    /// Value of the `Origin` header (section 10.2); nil where there is none.
    package let origin: String?
    /// In the order of preference.
    package let subprotocols: [String]
    /// Offered, in the order of preference (section 9.1).
    package let extensions: [ExtensionHeader]
    /// All further headers.
    package let headers: [HTTPHeader]
    /// Value of `Sec-WebSocket-Key`.
    package let key: HandshakeKey

    /// - Parameters:
    ///   - resource: begins with `/`.
    ///   - host: as in the header.
    ///   - origin: default none; browsers send it, programs need not.
    ///   - subprotocols: default none; a name may not come twice.
    ///   - extensions: offered; default none.
    ///   - headers: further ones; default none. Those that the handshake sets itself are refused.
    ///   - key: fresh for each connection.
    /// - Throws: `invalidField` for what would break the request's lines or the RFC's grammar.
    package init(
        resource: String, host: String, origin: String? = nil, subprotocols: [String] = [],
        extensions: [ExtensionHeader] = [], headers: [HTTPHeader] = [], key: HandshakeKey
    ) throws(HandshakeError) {
        self.resource = resource
        self.host = host
        self.origin = origin
        self.subprotocols = subprotocols
        self.extensions = extensions
        self.headers = headers
        self.key = key
        try check()
    }

    private func check() throws(HandshakeError) {
        guard resource.utf8.first == UInt8(ascii: "/"), resource.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .invalidField(name: "resource", value: resource)
        }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .invalidField(name: "Host", value: host)
        }
        if let origin, !origin.utf8.allSatisfy(\.isFieldByte) { throw .invalidField(name: "Origin", value: origin) }
        for (index, name) in subprotocols.enumerated() {
            guard name.isToken, !subprotocols[..<index].contains(name) else {
                throw .invalidField(name: "Sec-WebSocket-Protocol", value: name)
            }
        }
        for offer in extensions where !offer.isValid {
            throw .invalidField(name: "Sec-WebSocket-Extensions", value: offer.description)
        }
        for header in headers {
            guard header.name.isToken, header.value.utf8.allSatisfy(\.isFieldByte),
                !Self.ownHeaders.contains(header.name.lowercased())
            else { throw .invalidField(name: header.name, value: header.value) }
        }
    }

    /// Headers that have their own properties.
    private static let ownHeaders: Set<String> = [
        "host", "upgrade", "connection", "origin", "sec-websocket-key", "sec-websocket-version",
        "sec-websocket-protocol", "sec-websocket-extensions", "sec-websocket-accept",
    ]
}

extension UpgradeRequest {
    /// Appends the request.
    package func encode(into buffer: inout WriteBuffer) {
        encodeUpToKey(into: &buffer)
        unsafe buffer.append(key.base64.span.bytes)
        encodeBehindKey(into: &buffer)
    }

    func encodeUpToKey(_ fault: RequestFault? = nil, into buffer: inout WriteBuffer) {
        buffer.append("GET \(resource) HTTP/1.1\r\nHost: \(host)\r\n")
        if fault != .missingUpgrade { buffer.append("Upgrade: websocket\r\n") }
        buffer.append("Connection: Upgrade\r\n")
        if fault != .missingKey { buffer.append("Sec-WebSocket-Key: ") }
    }

    func encodeBehindKey(_ fault: RequestFault? = nil, into buffer: inout WriteBuffer) {
        if fault != .missingKey { buffer.append("\r\n") }
        buffer.append("Sec-WebSocket-Version: \(fault == .wrongVersion ? 12 : 13)\r\n")
        if let origin { buffer.append("Origin: \(origin)\r\n") }
        if !subprotocols.isEmpty {
            buffer.append("Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))\r\n")
        }
        if !extensions.isEmpty {
            buffer.append("Sec-WebSocket-Extensions: ")
            buffer.append(extensions.map(\.description).joined(separator: ", ") + "\r\n")
        }
        for header in headers { buffer.append("\(header.name): \(header.value)\r\n") }
        if fault != .neverEnds { buffer.append("\r\n") }
    }
}
