extension HandshakeError {
    /// A short name that stays the same from release to release, for metrics; of a refusal its status: `status-401`.
    package var kind: String {
        switch self {
        case .status(let status, _, _, _): "status-\(status)"
        case .notHTTP: "not-http"
        case .wrongAccept: "wrong-accept"
        case .subprotocolNotOffered: "subprotocol-not-offered"
        case .extensionNotOffered: "extension-not-offered"
        case .wrongParameter: "wrong-parameter"
        case .repeatedExtension: "repeated-extension"
        case .missingExtension: "missing-extension"
        case .endOfStream: "end-of-stream"
        case .method: "method"
        case .malformedRequestLine: "malformed-request-line"
        case .missingHost: "missing-host"
        case .wrongKey: "wrong-key"
        case .wrongVersion: "wrong-version"
        case .httpVersion: "http-version"
        case .wrongUpgrade: "wrong-upgrade"
        case .wrongConnection: "wrong-connection"
        case .duplicateHeader: "duplicate-header"
        case .malformedHeader: "malformed-header"
        case .headTooLarge: "head-too-large"
        case .tooManyHeaders: "too-many-headers"
        case .invalidField: "invalid-field"
        }
    }
}

extension HandshakeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .status(let status, let reason, let location, let bodyStart):
            "the server answered \(status) \(reason)" + (location.map { ", location \($0)" } ?? "")
                + (bodyStart.isEmpty ? "" : ", body: \(bodyStart)")
        case .notHTTP(let start): "the answer is not HTTP; it begins with \(start.debugDescription)"
        case .wrongAccept(let expected, let got):
            "Sec-WebSocket-Accept is \(got.quotedOrMissing), expected \(expected.debugDescription)"
        case .subprotocolNotOffered(let name): "the server chose the subprotocol \(name.debugDescription), not offered"
        case .extensionNotOffered(let name): "the server chose the extension \(name.debugDescription), not offered"
        case .wrongParameter(let name, let owner, let problem):
            "the server's answer on \(owner) is wrong in \(name): \(problem)"
        case .repeatedExtension(let name): "the server accepted the extension \(name.debugDescription) more than once"
        case .missingExtension(let name): "the extension \(name) is required and was not agreed on"
        case .endOfStream(let count): "the stream ended in the handshake, after \(count) bytes"
        case .method(let method): "the method is \(method.debugDescription), not GET"
        case .malformedRequestLine(let line): "the request line is malformed: \(line.debugDescription)"
        case .missingHost: "the Host header is missing"
        case .wrongKey(let key): "Sec-WebSocket-Key is \(key.quotedOrMissing), not 16 bytes in base64"
        case .wrongVersion(let version): "Sec-WebSocket-Version is \(version.quotedOrMissing), not 13"
        case .httpVersion(let version): "the version is \(version.debugDescription), not HTTP/1.1"
        case .wrongUpgrade(let value): "Upgrade is \(value.quotedOrMissing), not websocket"
        case .wrongConnection(let value): "Connection is \(value.quotedOrMissing), without the token Upgrade"
        case .duplicateHeader(let name): "\(name) appears more than once"
        case .malformedHeader(let line): "a header is malformed: \(line.debugDescription)"
        case .headTooLarge(let limit): "the head is longer than \(limit) bytes"
        case .tooManyHeaders(let limit): "there are more than \(limit) headers"
        case .invalidField(let name, let value): "\(name) cannot be \(value.debugDescription)"
        }
    }
}

extension String? {
    fileprivate var quotedOrMissing: String { self?.debugDescription ?? "missing" }
}
