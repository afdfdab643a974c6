/// What may stand in the opening handshake.
package enum HandshakeRules {
    /// A token of HTTP (RFC 9110, section 5.6.2).
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || tokenMarks.contains($0) }
    }

    /// The value of a header (RFC 9110, section 5.5).
    static func isHeaderValue(_ text: String) -> Bool {
        let blanks: [Unicode.Scalar?] = [" ", "\t"]
        let scalars = text.unicodeScalars
        return !blanks.contains(scalars.first) && !blanks.contains(scalars.last)
            && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }
    }

    /// Why a header cannot be set by the scenario, and what to do instead; nil where it can.
    static func refusal(ofHeader name: String) -> (message: String, help: String)? {
        switch name.lowercased() {
        case "origin": ("the header \(name) has a key of its own", "write \"origin\": … beside \"headers\"")
        case "sec-websocket-protocol":
            ("the header \(name) has a key of its own", "write \"subprotocols\": [ … ] beside \"headers\"")
        case "upgrade", "connection":
            ("the header \(name) belongs to the opening handshake (RFC 6455, section 4.1)", "leave it out")
        case "content-length", "transfer-encoding":
            ("the header \(name) announces a body, and the opening handshake has none", "leave it out")
        case let name where name.hasPrefix("sec-websocket-"):
            ("the headers Sec-WebSocket-… belong to the opening handshake (RFC 6455, section 4.1)", "leave it out")
        default: nil
        }
    }

    /// What may stand in the value of a cookie (RFC 6265, section 4.1.1).
    static func isCookieByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !Array("\",;\\".utf8).contains(byte)
    }

    /// Whether the value of a header is for the server alone, and must be in no result.
    package static func isSecret(header name: String) -> Bool {
        let name = name.lowercased()
        // The key of the handshake is a random number that the server's answer repeats, hashed.
        return name == "cookie" || SecretText.isSecret(parameter: name) && !name.hasPrefix("sec-websocket-")
    }

    private static let tokenMarks = Array("!#$%&'*+-.^_`|~".utf8)
}
