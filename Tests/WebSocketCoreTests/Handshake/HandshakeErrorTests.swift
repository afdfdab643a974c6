import Testing
import WebSocketCore

@Suite struct HandshakeErrorTests {
    private let all: [(HandshakeError, String)] = [
        (.status(401, reason: "Unauthorized", location: nil, bodyStart: ""), "status-401"),
        (.notHTTP(start: "SSH"), "not-http"), (.wrongAccept(expected: "a", got: nil), "wrong-accept"),
        (.subprotocolNotOffered("p"), "subprotocol-not-offered"), (.extensionNotOffered("e"), "extension-not-offered"),
        (.endOfStream(bytesReceived: 1), "end-of-stream"), (.method("POST"), "method"),
        (.malformedRequestLine("x"), "malformed-request-line"), (.missingHost, "missing-host"),
        (.wrongKey(nil), "wrong-key"), (.wrongVersion("8"), "wrong-version"), (.httpVersion("HTTP/2"), "http-version"),
        (.wrongUpgrade("h2c"), "wrong-upgrade"), (.wrongConnection(nil), "wrong-connection"),
        (.duplicateHeader("Host"), "duplicate-header"), (.malformedHeader("x y"), "malformed-header"),
        (.headTooLarge(limit: 1), "head-too-large"), (.tooManyHeaders(limit: 1), "too-many-headers"),
        (.invalidField(name: "A", value: "b"), "invalid-field"),
    ]

    @Test func haveStableKinds() {
        for (error, kind) in all { #expect(error.kind == kind) }
    }

    @Test func tellWhatWasFound() {
        #expect(
            "\(HandshakeError.status(302, reason: "Found", location: "/x", bodyStart: "moved"))"
                == "the server answered 302 Found, location /x, body: moved")
        #expect("\(HandshakeError.wrongUpgrade(nil))" == "Upgrade is missing, not websocket")
        #expect("\(HandshakeError.wrongUpgrade("h2c"))" == "Upgrade is \"h2c\", not websocket")
        #expect(Set(all.map(\.0.description)).count == all.count)
    }
}
