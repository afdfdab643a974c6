import Scenario
import WebSocketCore

extension SessionKind {
    /// The further headers of the opening handshake, where they are the same for all sessions.
    var commonHeaders: [HTTPHeader] {
        var headers = headers.filter { $0.name.lowercased() != "host" }
            .map { HTTPHeader(name: $0.name, value: $0.value.plain) }
        if let auth { headers.append(HTTPHeader(name: "Authorization", value: auth.plain)) }
        if !cookies.isEmpty {
            let list = cookies.map { "\($0.name)=\($0.value.plain)" }.joined(separator: "; ")
            headers.append(HTTPHeader(name: "Cookie", value: list))
        }
        return headers
    }

    /// The secrets of the opening handshake that are the same for all sessions.
    var commonSecrets: [String] {
        var secrets = headers.filter { HandshakeRules.isSecret(header: $0.name) }.flatMap { header in
            SecretMask.credentials(in: header.value.plain)
        }
        switch auth {
        case .basic(_, let password): secrets += [password.plain] + SecretMask.credentials(in: auth?.plain ?? "")
        case .bearer(let token): secrets.append(token.plain)
        case nil: break
        }
        return secrets + cookies.map(\.value.plain)
    }
}

extension ProxyOptions {
    /// What no text of the result may say.
    var secrets: [String] {
        guard let credentials else { return [] }
        var bytes: [UInt8] = []
        bytes.appendBase64("\(credentials.user):\(credentials.password)".utf8)
        return [credentials.password, String(decoding: bytes, as: UTF8.self)]
    }
}

extension HandshakeAuth {
    /// The header's value, where it is the same for all sessions.
    fileprivate var plain: String {
        switch self {
        case .bearer(let token): return "Bearer \(token.plain)"
        case .basic(let user, let password):
            var bytes: [UInt8] = []
            bytes.appendBase64("\(user.plain):\(password.plain)".utf8)
            return "Basic \(String(decoding: bytes, as: UTF8.self))"
        }
    }
}

extension TemplateText {
    /// The text where it is the same each time; else empty.
    fileprivate var plain: String { String(decoding: constant ?? [], as: UTF8.self) }
}
