import Testing
import WebSocketCore
import WebSocketTransport

@testable import WebSocketClient

@Suite struct WebSocketErrorTests {
    static let texts: [(WebSocketError, String)] = [
        (
            .invalidURL("http://a", problem: "has the scheme http"),
            "the URL \"http://a\" has the scheme http; write ws://host:port/path or wss://…"
        ),
        (
            .connectTimedOut(phase: "tls", after: .seconds(3)),
            "the session was not open within 3.0 seconds; it had come to the phase tls; see `connectTimeout`"
        ),
        (
            .refused(.init(status: 302, reason: "Found", headers: [.init(name: "location", value: "/a")], body: "b")),
            "the server answered 302 Found, location /a; body: b"
        ),
        (
            .refused(.init(status: 401, reason: "", headers: [], body: "")),
            "the server answered 401; see `bearerAuth` and `basicAuth` of the request"
        ),
        (
            .refused(.init(status: 407, reason: "No", headers: [], body: "", isByProxy: true)),
            "the proxy answered 407 No; see `user` and `password` of the proxy"
        ),
        (
            .abnormalEnd(.init(cause: .ended, problem: "the stream ended", lastBytes: [0x81, 5])),
            "the session ended without a closing handshake (1006): the stream ended; the last bytes that came: 81 05"
        ),
        (.closed(reason: nil), "the session is closed, no reason was given"),
        (.closed(reason: CloseReason(.goingAway, "bye")), "the session is closed with 1001 (going away): bye"),
        (
            .reservedBits(.ping),
            "a ping frame has an RSV bit, which extensions alone set here; send it without, or open a raw session"
        ),
        (
            .extensionFailed(name: "x", problem: "no", code: .internalError),
            "the extension x: no; closed with 1011"
        ),
    ]

    @Test(arguments: texts) func errorsSayWhatIsWrongAndWhatToDo(error: WebSocketError, text: String) {
        #expect(error.description == text)
    }

    @Test func violationsCarryTheirCode() {
        let violation = WebSocketError(ProtocolViolation.unexpectedContinuation)
        #expect(violation.closeCode == .protocolError)
        #expect(violation.description.hasSuffix("(RFC 6455, section 5.4); closed with 1002"))
        #expect(WebSocketError(ProtocolViolation.invalidUTF8(offset: 3)).closeCode == .invalidPayload)
        #expect(WebSocketError(.messageTooBig(length: .max, limit: 10)) == .messageTooBig(bytes: .max, limit: 10))
        #expect(WebSocketError.cancelled.closeCode == nil)
    }

    @Test func refusalsKeepWhatTheServerSaid() {
        let error = WebSocketError(.status(301, reason: "Moved", location: "ws://b/", bodyStart: "gone"))
        #expect(
            error
                == .refused(
                    .init(
                        status: 301, reason: "Moved", headers: [.init(name: "Location", value: "ws://b/")],
                        body: "gone")))
    }

    @Test func connectFailuresAreOfTheRightKind() {
        #expect(WebSocketError(.cancelled(.tcp), host: "a") == .cancelled)
        #expect(
            WebSocketError(.timedOut(.upgrade, after: .seconds(1)), host: "a")
                == .connectTimedOut(phase: "upgrade", after: .seconds(1)))
        #expect(
            WebSocketError(.handshake(.missingExtension("x")), host: "a")
                == .handshake(
                    kind: "missing-extension", problem: "the extension x is required and was not agreed on"))
        #expect(
            WebSocketError(.proxy(.notHTTP(start: "x")), host: "a")
                == .handshake(
                    kind: "proxy-not-http", problem: "from the proxy: the answer is not HTTP; it begins with \"x\""))
    }
}
