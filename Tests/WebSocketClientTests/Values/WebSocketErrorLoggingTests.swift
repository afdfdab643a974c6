import Testing

@testable import WebSocketClient

@Suite struct WebSocketErrorLoggingTests {
    @Test func whatOthersSaidIsLeftOut() {
        let hush = "hush"
        let mismatch = ContentMismatch(type: hush, path: hush, problem: hush, frame: .text(hush))
        let errors: [WebSocketError] = [
            .invalidURL(hush, problem: hush), .invalidRequest(hush),
            .connectFailed(code: 111, problem: hush), .handshake(kind: "not-http", problem: hush),
            .refused(
                WebSocketRefusal(
                    status: 302, reason: hush, headers: [WebSocketHeader(name: "Location", value: hush)], body: hush)),
            .abnormalEnd(WebSocketAbnormalEnd(cause: .ended, problem: "ended", lastBytes: Array(hush.utf8))),
            .messageTooBig(bytes: 2, limit: 1, lastBytes: Array(hush.utf8)), .notDecodable(mismatch),
            .notEncodable(type: hush, path: hush, problem: hush),
            .extensionFailed(name: "x", problem: hush, code: .normal),
            .wrongExtensionAnswer(name: "x", problem: hush), .invalidExtension(name: "x", problem: hush),
            .closed(reason: CloseReason(.goingAway, hush)),
        ]
        for error in errors {
            let text = "\(error.logged)"
            #expect(!text.contains(hush) && !text.contains("68 75"), "\(text)")
        }
    }

    @Test func aProblemIsOneLine() {
        let error = WebSocketError.tls(kind: "tls-expired", problem: "the certificate of a\nb")
        #expect(error.logged["ws.problem"]?.description.contains("\n") == false)
    }

    @Test(
        arguments: [
            (WebSocketError.refused(.init(status: 503, reason: "", headers: [], body: "")), "status-503", nil),
            (.refused(.init(status: 407, reason: "", headers: [], body: "", isByProxy: true)), "proxy-status-407", nil),
            (.connectFailed(code: 111, problem: ""), "connect-failed", "Connection refused"),
            (.connectTimedOut(phase: "tls", after: .seconds(1)), "tls-timeout", nil),
            (.messageTooBig(bytes: 2, limit: 1), "message-too-big", "2 bytes; the limit is 1"),
            (.closed(reason: CloseReason(.goingAway)), "closed", "1001 (going away)"),
            (.extensionFailed(name: "x", problem: "", code: .normal), "extension-failed", "x"),
        ] as [(WebSocketError, String, String?)])
    func anErrorHasANameAndWords(error: WebSocketError, name: String, words: String?) {
        #expect(error.logged["ws.error"] == "\(name)")
        if let words { #expect("\(error.logged["ws.problem"] ?? "")".contains(words)) }
    }
}
