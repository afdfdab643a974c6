import Metrics
import Testing

/// Servers that refuse, break off or break the protocol. Each has an error of its own, and none holds up a run.
@Suite(.partOfMachine) struct BadServerTests {
    /// A way to fail, and what is to be said of it.
    struct Fault: CustomTestStringConvertible, Sendable {
        var server: String
        var kind: String
        /// What the example of the error must hold.
        var says = ""
        /// With which the client closes; nil where there is nothing left to close.
        var code: UInt16?
        var initiator = CloseInitiator.client

        var testDescription: String { server }
    }

    private struct Report: Decodable {
        var code: UInt16?
    }

    private static func short(
        _ url: String, connecting: String = "10s", messages: String = #"{ "count": 1, "type": "text" }"#
    ) -> String {
        scenario(
            url,
            [
                "connection": #"{ "timeout": "\#(connecting)" }"#, "load": #"{ "sessions": 3 }"#, "messages": messages,
                "reply": #"{ "timeout": "5s" }"#, "close": #"{ "timeout": "500ms" }"#,
            ])
    }

    static let refusals = [
        Fault(server: "refuses", kind: "connect-refused"),
        Fault(server: "silent", kind: "upgrade-timeout", says: "no answer"),
        Fault(server: "reset-in-handshake", kind: "handshake-reset"),
        Fault(server: "ends-in-handshake", kind: "handshake-end-of-stream", says: "after 16 bytes"),
        Fault(server: "endless-header", kind: "upgrade-timeout"),
        Fault(server: "long-header", kind: "handshake-head-too-large", says: "65536"),
        Fault(server: "many-headers", kind: "handshake-too-many-headers", says: "128"),
        Fault(server: "garbage", kind: "handshake-not-http", says: "SSH-2.0"),
        Fault(server: "old-http", kind: "handshake-http-version", says: "HTTP/1.0"),
        Fault(server: "wrong-accept", kind: "handshake-wrong-accept", says: "AAAAAAAA"),
        Fault(server: "no-accept", kind: "handshake-wrong-accept", says: "missing"),
        Fault(server: "wrong-upgrade", kind: "handshake-wrong-upgrade", says: "h2c"),
        Fault(server: "wrong-connection", kind: "handshake-wrong-connection", says: "keep-alive"),
        Fault(server: "subprotocol", kind: "handshake-subprotocol-not-offered", says: "nobody.asked"),
        Fault(server: "extension", kind: "handshake-extension-not-offered", says: "permessage-deflate"),
        Fault(server: "redirect", kind: "handshake-status-302", says: "ws://elsewhere.example/chat"),
        Fault(server: "unauthorized", kind: "handshake-status-401", says: "Unauthorized"),
        Fault(server: "unavailable", kind: "handshake-status-503", says: "out of order, try again tomorrow!"),
        Fault(server: "stalled-refusal", kind: "handshake-status-503", says: "out of order, try again tomorrow"),
        Fault(server: "no-upgrade", kind: "handshake-status-200", says: "OK"),
    ]

    @Test(arguments: refusals)
    func failedConnectIsNoSession(fault: Fault) async throws {
        try await withPeer("bad_server.py", [fault.server]) { peer in
            // Those that are not waited for have all the time they need.
            let patience = fault.kind.hasSuffix("-timeout") ? "700ms" : "10s"
            let run = try await squall(
                BadServerTests.short(peer.url(), connecting: patience), within: .seconds(20))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [fault.kind: 3])
            #expect(result.example(fault.kind).contains(fault.says), "\(result.example(fault.kind))")
            #expect(result.total(.wsSessions) == 0)
            #expect(result.total(.wsSessionsFailed) == 3)
            #expect(result.metrics.closes == [])
            #expect(try run.table("timeseries.csv").sum("connects_failed") == 3)
        }
    }

    static let violations = [
        Fault(server: "masked", kind: "protocol-masked-by-server", code: 1002),
        Fault(server: "reserved-bits", kind: "protocol-reserved-bits", says: "0b100", code: 1002),
        Fault(server: "reserved-opcode", kind: "protocol-reserved-opcode", says: "3", code: 1002),
        Fault(server: "reserved-control", kind: "protocol-reserved-opcode", says: "11", code: 1002),
        Fault(server: "bad-utf8", kind: "protocol-invalid-utf8", says: "byte 5", code: 1007),
        Fault(server: "cut-utf8", kind: "protocol-truncated-utf8", says: "7 bytes", code: 1007),
        Fault(server: "long-ping", kind: "protocol-control-too-long", says: "126", code: 1002),
        Fault(server: "fragmented-ping", kind: "protocol-fragmented-control", code: 1002),
        Fault(server: "huge-length", kind: "protocol-length-too-large", says: "9223372036854775808", code: 1002),
        Fault(server: "long-form-of-short-length", kind: "protocol-length-not-minimal", code: 1002),
        Fault(server: "frame-over-limit", kind: "protocol-frame-too-big", says: "1099511627776", code: 1009),
        Fault(server: "continuation-of-nothing", kind: "protocol-unexpected-continuation", code: 1002),
        Fault(server: "interrupted-message", kind: "protocol-expected-continuation", code: 1002),
        Fault(server: "close-1005", kind: "protocol-close-code-invalid", says: "1005", code: 1002),
        Fault(server: "close-of-one-byte", kind: "protocol-close-body-too-short", code: 1002),
        Fault(server: "close-with-bad-reason", kind: "protocol-close-reason-invalid-utf8", code: 1007),
        Fault(server: "bad-from-the-start", kind: "protocol-reserved-bits", says: "0b10", code: 1002),
    ]

    @Test(arguments: violations)
    func brokenRuleEndsTheSessionWithItsCode(fault: Fault) async throws {
        try await withPeer("bad_server.py", [fault.server]) { peer in
            let run = try await squall(BadServerTests.short(peer.url()), within: .seconds(20))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [fault.kind: 3])
            #expect(result.example(fault.kind).contains(fault.says), "\(result.example(fault.kind))")
            #expect(result.total(.wsSessions) == 3)
            #expect(result.metrics.closes == [.of(3, 1006, .client)])
            #expect(try await peer.reports(Report.self, count: 3).allSatisfy { $0.code == fault.code })
            #expect(try run.table("errors.csv")["kind"] == [fault.kind])
        }
    }

    static let breaks = [
        Fault(server: "reset-in-frame", kind: "connection-reset", initiator: .none),
        Fault(server: "ends-in-frame", kind: "connection-ended", initiator: .server),
        Fault(server: "ends-without-close", kind: "connection-ended", initiator: .server),
        Fault(server: "silent-after-close", kind: "close-timeout"),
        Fault(server: "never-ends-stream", kind: "close-timeout", code: 1000),
    ]

    @Test(arguments: breaks)
    func brokenConnectionHasItsKind(fault: Fault) async throws {
        try await withPeer("bad_server.py", [fault.server]) { peer in
            let isLate = fault.kind == "close-timeout"
            let run = try await squall(
                isLate
                    ? scenario(
                        peer.url(),
                        ["load": #"{ "sessions": 3 }"#, "close": #"{ "after": "100ms", "timeout": "500ms" }"#])
                    : BadServerTests.short(peer.url()), within: .seconds(20))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [fault.kind: 3])
            #expect(result.metrics.closes == [.of(3, fault.code ?? 1006, fault.initiator)])
            #expect(result.total(.wsSessions) == 3)
            #expect(result.total(.wsMsgsLost) == (isLate ? 0 : 3))
        }
    }

    @Test func fullBacklogIsATimeout() async throws {
        try await withPeer("bad_server.py", ["full"]) { peer in
            let run = try await squall(BadServerTests.short(peer.url(), connecting: "700ms"), within: .seconds(20))
            #expect(run.isComplete, "\(run.complaints)")
            let errors = try run.result().errors
            #expect(errors.values.reduce(0, +) == 3)
            #expect((errors["tcp-timeout"] ?? 0) >= 1, "\(errors)")
            #expect(Set(errors.keys).isSubset(of: ["tcp-timeout", "upgrade-timeout"]))
        }
    }

    @Test func unknownNameIsAnError() async throws {
        let run = try await squall(BadServerTests.short("ws://squall.invalid:9/"), within: .seconds(20))
        #expect(run.isComplete, "\(run.complaints)")
        let errors = try run.result().errors
        // Where no name server answers, the connect's own time-out comes first.
        #expect(errors == ["dns-failed": 3] || errors == ["dns-timeout": 3])
    }

    // MARK: - Replies that are not what they should be

    private func replies(of server: String, reply: String = "5s") async throws -> RunResult {
        try await withPeer("bad_server.py", [server]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 3 }"#,
                        "messages": #"{ "count": 5, "inFlight": 5, "type": "text", "size": 32 }"#,
                        "reply": #"{ "timeout": "\#(reply)" }"#,
                    ]), within: .seconds(30))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.total(.wsMsgsSent) == 15)
            return result
        }
    }

    @Test(arguments: ["corrupt", "short", "other-type"])
    func otherContentIsCorrupt(server: String) async throws {
        let result = try await replies(of: server)
        #expect(result.total(.wsMsgsCorrupt) == 3)
        #expect(result.total(.wsMsgsMatched) == 12)
        #expect(result.metrics.closes == [.of(3, 1000, .client)])
    }

    @Test func answerThatNeverComesIsLost() async throws {
        let result = try await replies(of: "drops-last", reply: "500ms")
        #expect(result.total(.wsMsgsLost) == 3)
        #expect(result.total(.wsMsgsMatched) == 12)
        #expect(result.metrics.closes == [.of(3, 1000, .client)])
    }

    @Test func answerAfterItsTimeIsLate() async throws {
        let result = try await replies(of: "late", reply: "300ms")
        // The second answer takes twice its time, and those behind it wait as long.
        #expect(result.total(.wsMsgsLate) + result.total(.wsMsgsLost) == 12)
        #expect(result.total(.wsMsgsMatched) == 3)
    }

    @Test func answerThatNobodyAskedForIsUnexpected() async throws {
        let result = try await replies(of: "talkative")
        #expect(result.total(.wsMsgsMatched) == 15)
        #expect(result.total(.wsMsgsLost) == 0)
        #expect(result.total(.wsMsgsUnexpected) == 3)
    }
}
