/// What a server answers to an opening request (RFC 6455, section 4.2.2).
package enum UpgradeAnswer: Sendable {
    /// Status 101. `subprotocol` and `extensions` must be among those offered.
    case accept(
        key: HandshakeKey, subprotocol: String? = nil, extensions: [ExtensionHeader] = [], headers: [HTTPHeader] = [])
    /// Any other status; the stream is to be ended after it.
    case refuse(status: Int, reason: String, headers: [HTTPHeader] = [], body: String = "")

    /// Appends the answer. Names and values are the server's own and are not checked.
    package func encode(into buffer: inout WriteBuffer) {
        switch self {
        case .accept(let key, let subprotocol, let extensions, let headers):
            buffer.append("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
            buffer.append("Sec-WebSocket-Accept: ")
            let accept = key.expectedAccept
            unsafe buffer.append(accept.span.bytes)
            buffer.append("\r\n")
            if let subprotocol { buffer.append("Sec-WebSocket-Protocol: \(subprotocol)\r\n") }
            if !extensions.isEmpty {
                buffer.append("Sec-WebSocket-Extensions: ")
                buffer.append(extensions.map(\.description).joined(separator: ", ") + "\r\n")
            }
            Self.end(headers, into: &buffer)
        case .refuse(let status, let reason, let headers, let body):
            buffer.append("HTTP/1.1 \(status) \(reason)\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n")
            if !body.isEmpty { buffer.append("Content-Type: text/plain; charset=utf-8\r\n") }
            Self.end(headers, into: &buffer)
            buffer.append(body)
        }
    }

    private static func end(_ headers: [HTTPHeader], into buffer: inout WriteBuffer) {
        for header in headers { buffer.append("\(header.name): \(header.value)\r\n") }
        buffer.append("\r\n")
    }
}

extension HandshakeError {
    /// What a server answers when a request has this fault (sections 4.2.1, 4.2.2 and 4.4).
    package var answer: UpgradeAnswer {
        let body = description + "\n"
        return switch self {
        case .wrongVersion:
            .refuse(
                status: 426, reason: "Upgrade Required",
                headers: [HTTPHeader(name: "Sec-WebSocket-Version", value: "13")], body: body)
        case .wrongUpgrade:
            .refuse(
                status: 426, reason: "Upgrade Required", headers: [HTTPHeader(name: "Upgrade", value: "websocket")],
                body: body)
        case .method:
            .refuse(
                status: 405, reason: "Method Not Allowed", headers: [HTTPHeader(name: "Allow", value: "GET")],
                body: body)
        case .headTooLarge, .tooManyHeaders:
            .refuse(status: 431, reason: "Request Header Fields Too Large", body: body)
        case .httpVersion:
            .refuse(status: 505, reason: "HTTP Version Not Supported", body: body)
        default:
            .refuse(status: 400, reason: "Bad Request", body: body)
        }
    }
}
