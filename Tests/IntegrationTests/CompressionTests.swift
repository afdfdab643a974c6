import Metrics
import Testing

/// permessage-deflate with programs that are not ours (RFC 7692).
@Suite(.partOfMachine) struct CompressionTests {
    /// What a server of `deflate_server.py` says of a session.
    private struct Session: Decodable {
        /// Client's and server's context takeover left out, client's and server's window; nil without compression.
        var agreed: [Agreed]?
        var code: Int?
    }

    private enum Agreed: Decodable, Equatable {
        case flag(Bool)
        case bits(Int)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let flag = try? value.decode(Bool.self) {
                self = .flag(flag)
            } else {
                self = .bits(try value.decode(Int.self))
            }
        }
    }

    /// A run that compresses, against a server that echoes.
    private static func run(
        _ url: String, compression: String,
        messages: String =
            #"{ "count": 30, "inFlight": 2, "type": "text", "size": [{ "bytes": 0, "weight": 1 }, { "bytes": 1, "weight": 1 }, { "bytes": 200, "weight": 2 }, { "bytes": 70000, "weight": 1 }] }"#
    ) -> String {
        scenario(
            url,
            [
                "seed": "1", "load": #"{ "sessions": 3 }"#, "compression": compression, "messages": messages,
                // Python takes its time with what is large.
                "close": #"{ "timeout": "30s" }"#,
            ])
    }

    // MARK: - Clients of ours

    struct Case: CustomTestStringConvertible, Sendable {
        var compression: String
        var server: [String] = []
        /// Client's and server's context takeover left out, client's and server's window.
        var agreed: [Int]

        var testDescription: String { "\(compression) \(server.joined(separator: " "))" }
    }

    static let cases = [
        Case(compression: "true", agreed: [0, 0, 15, 15]),
        Case(
            compression: #"{ "clientNoContextTakeover": true, "level": 1 }"#, agreed: [1, 0, 15, 15]),
        Case(
            compression: #"{ "serverNoContextTakeover": true, "memLevel": 1 }"#, agreed: [0, 1, 15, 15]),
        Case(
            compression: #"{ "clientNoContextTakeover": true, "serverNoContextTakeover": true, "level": 0 }"#,
            agreed: [1, 1, 15, 15]),
        Case(compression: #"{ "clientMaxWindowBits": 9, "strategy": "rle" }"#, agreed: [0, 0, 9, 15]),
        Case(compression: #"{ "serverMaxWindowBits": 9, "level": 9 }"#, agreed: [0, 0, 15, 9]),
        Case(
            compression: "true", server: ["--client-max-window-bits", "10", "--server-max-window-bits", "11"],
            agreed: [0, 0, 10, 11]),
        Case(
            compression: "true", server: ["--client-no-context-takeover", "--server-no-context-takeover"],
            agreed: [1, 1, 15, 15]),
        Case(compression: "true", server: ["--fragments", "5"], agreed: [0, 0, 15, 15]),
        Case(
            compression: #"{ "offers": [{ "serverMaxWindowBits": 9 }, { "serverMaxWindowBits": 12 }] }"#,
            agreed: [0, 0, 15, 9]),
    ]

    @Test(arguments: cases)
    func everyParameterIsAgreedOn(_ one: Case) async throws {
        try await withPeer("deflate_server.py", one.server) { peer in
            let run = try await squall(CompressionTests.run(peer.url(), compression: one.compression))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsMsgsMatched) == 90)
            #expect(result.total(.wsCompressionDeclined) == 0)
            #expect(result.total(.wsDeflateIn) == result.total(.dataSentPayload))
            #expect(result.total(.wsInflateOut) == result.total(.dataReceivedPayload))
            let sessions = try await peer.reports(Session.self, count: 3)
            let agreed: [Agreed] = [
                .flag(one.agreed[0] == 1), .flag(one.agreed[1] == 1), .bits(one.agreed[2]), .bits(one.agreed[3]),
            ]
            #expect(sessions.allSatisfy { $0.agreed == agreed && $0.code == 1000 })
        }
    }

    /// aiohttp takes the parameters of the server. Those of the client it reads over: it agrees neither on
    /// `client_no_context_takeover` nor on `client_max_window_bits`, and inflates whatever comes.
    static let aiohttpCases = [
        Case(compression: "true", agreed: [0, 0, 15, 15]),
        Case(compression: #"{ "clientNoContextTakeover": true }"#, agreed: [0, 0, 15, 15]),
        Case(compression: #"{ "serverNoContextTakeover": true }"#, agreed: [0, 1, 15, 15]),
        Case(
            compression: #"{ "clientNoContextTakeover": true, "serverNoContextTakeover": true }"#,
            agreed: [0, 1, 15, 15]),
        Case(compression: #"{ "clientMaxWindowBits": 10 }"#, agreed: [0, 0, 15, 15]),
        Case(compression: #"{ "serverMaxWindowBits": 9 }"#, agreed: [0, 0, 15, 9]),
        Case(compression: #"{ "serverMaxWindowBits": 12, "level": 9 }"#, agreed: [0, 0, 15, 12]),
        Case(
            compression: #"""
                { "clientNoContextTakeover": true, "serverNoContextTakeover": true, "clientMaxWindowBits": 9,
                  "serverMaxWindowBits": 10, "memLevel": 1, "strategy": "rle" }
                """#, agreed: [0, 1, 15, 10]),
        Case(
            compression: #"{ "offers": [{ "serverMaxWindowBits": 9 }, { "serverMaxWindowBits": 12 }] }"#,
            agreed: [0, 0, 15, 9]),
    ]

    @Test(arguments: aiohttpCases)
    func aiohttpAgrees(_ one: Case) async throws {
        try await withPeer("deflate_server.py", ["--library", "aiohttp"]) { peer in
            let run = try await squall(CompressionTests.run(peer.url(), compression: one.compression))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsMsgsMatched) == 90)
            #expect(result.total(.wsDeflateOut) > 0 && result.total(.wsInflateIn) > 0)
            let agreed: [Agreed] = [
                .flag(one.agreed[0] == 1), .flag(one.agreed[1] == 1), .bits(one.agreed[2]), .bits(one.agreed[3]),
            ]
            let sessions = try await peer.reports(Session.self, count: 3)
            #expect(sessions.allSatisfy { $0.agreed == agreed }, "\(sessions)")
        }
    }

    /// Without pings for aiohttp, which forgets by a control frame between that the message is compressed.
    @Test(arguments: [("websockets", true), ("aiohttp", false)])
    func largeMessagesInFragments(library: String, pings: Bool) async throws {
        try await withPeer("deflate_server.py", ["--library", library]) { peer in
            let run = try await squall(
                CompressionTests.run(
                    peer.url(), compression: "true",
                    messages: """
                        { "count": 4, "type": "text", "size": "4MiB",
                          "fragmentation": { "frames": 7, "pings": \(pings) } }
                        """))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsMsgsMatched) == 12)
            #expect(result.total(.wsPingsSent) == (pings ? 12 * 6 : 0))
            #expect(result.total(.wsFramesSent) == 12 * (pings ? 13 : 7) + 3)
            // Letters hold six bits each.
            #expect(Double(result.total(.wsDeflateOut)) < 0.8 * Double(result.total(.wsDeflateIn)))
        }
    }

    /// Where no session keeps its window, all of a worker share one pair of contexts; else each has its own.
    @Test func sessionsWithoutAWindowShareContexts() async throws {
        func memory(_ compression: String) async throws -> Int {
            let result = try await squall(
                scenario(
                    target: #"{ "embedded": "echo" }"#,
                    [
                        "load": #"{ "sessions": 1000, "connectRate": 1000, "warmUp": "5s", "duration": "1s" }"#,
                        "messages": #"{ "rate": 1, "type": "text", "size": 200 }"#, "compression": compression,
                        "workers": "1",
                    ])
            ).result()
            #expect(result.errors == [:])
            #expect(result.metrics[.wsSessions].total == 1000)
            #expect(result.metrics[.wsDeflateOut].total > 0 && result.metrics[.wsInflateIn].total > 0)
            return Int(try #require(result.generator.memoryPerSessionBytes))
        }
        let shared = try await memory(#"{ "clientNoContextTakeover": true, "serverNoContextTakeover": true }"#)
        let own = try await memory(#"{ "clientMaxWindowBits": 9, "serverMaxWindowBits": 9, "memLevel": 1 }"#)
        #expect(shared < 8 * 1024)
        // A window of 9 bits and the least memory take zlib some 15 KiB for both ways; the default takes 300.
        #expect(own > shared + 8 * 1024, "\(own) and \(shared)")
    }

    @Test func scriptsSendCompressedOrNot() async throws {
        try await withPeer("deflate_server.py") { peer in
            let script = #"""
                [{ "send": { "text": "aaaaaaaaaaaaaaaaaaaa" } }, { "expect": { "equals": "aaaaaaaaaaaaaaaaaaaa" } },
                 { "send": { "text": "bbbbbbbbbbbbbbbbbbbb", "compress": false } }, { "expect": { "contains": "bbbb" } },
                 { "send": { "text": "ccc" } }, { "expect": { "equals": "ccc" } },
                 { "send": { "text": "ddd", "compress": true } }, { "expect": { "equals": "ddd" } }]
                """#
            let run = try await squall(
                scenario(
                    peer.url(),
                    ["load": #"{ "sessions": 2 }"#, "compression": #"{ "threshold": 10 }"#, "script": script]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsMsgsReceived) == 8)
            #expect(result.total(.wsDeflateIn) == 2 * (20 + 3))
        }
    }

    // MARK: - Servers that are wrong

    private static let strict = #"{ "serverNoContextTakeover": true, "clientMaxWindowBits": false }"#

    @Test(arguments: [
        ("unknown-parameter", "wrong-parameter", "unheard_of"),
        ("window-of-16", "wrong-parameter", "server_max_window_bits"),
        ("window-not-offered", "wrong-parameter", "client_max_window_bits"),
        ("value-of-a-flag", "wrong-parameter", "server_no_context_takeover"),
        ("flag-not-answered", "wrong-parameter", "server_no_context_takeover"),
        ("twice", "repeated-extension", "permessage-deflate"),
    ])
    func aWrongAnswerFailsTheConnect(server: String, kind: String, says: String) async throws {
        try await withPeer("deflate_bad_server.py", [server]) { peer in
            let run = try await squall(CompressionTests.run(peer.url(), compression: CompressionTests.strict))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == ["handshake-\(kind)": 3])
            #expect(result.example("handshake-\(kind)").contains(says), "\(result.example("handshake-\(kind)"))")
            #expect(result.total(.wsSessions) == 0)
        }
    }

    @Test func aServerThatDeclinesIsCountedOrRefused() async throws {
        try await withPeer("websockets_server.py") { peer in
            let run = try await squall(CompressionTests.run(peer.url(), compression: "true"))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsMsgsMatched) == 90)
            #expect(result.total(.wsCompressionDeclined) == 3)
            #expect(result.total(.wsDeflateIn) == 0)
            #expect(run.output.contains("declined in 3 of 3 sessions"))

            let strict = try await squall(CompressionTests.run(peer.url(), compression: #"{ "required": true }"#))
            #expect(try strict.result().errors == ["handshake-missing-extension": 3])
        }
    }

    @Test(arguments: [
        ("bomb", "message-too-big", 1009), ("bad-data", "undecodable-data", 1007), ("bad-utf8", "invalid-utf8", 1007),
    ])
    func badDataEndTheSession(server: String, rule: String, code: Int) async throws {
        try await withPeer("deflate_bad_server.py", [server]) { peer in
            let run = try await squall(
                CompressionTests.run(
                    peer.url(), compression: CompressionTests.strict, messages: #"{ "count": 1, "type": "text" }"#))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == ["protocol-\(rule)": 3])
            #expect(try await peer.reports(Session.self, count: 3).allSatisfy { $0.code == code })
        }
    }

    // MARK: - Servers of ours

    /// The checks that `Peers/deflate_client.py` has, by their names.
    static let checks = [
        "every parameter", "4 MiB", "asks for what it was told", "aiohttp too", "answers offers in order",
        "refuses who does not compress", "takes control frames between", "refuses a bomb", "refuses bad data",
        "refuses bad UTF-8", "refuses RSV2", "refuses RSV1 of a ping",
    ]

    @Test(arguments: checks)
    func serveKeepsTo(check: String) async throws {
        var options = ["--compression", check == "refuses who does not compress" ? "require" : "accept"]
        if check == "asks for what it was told" {
            options += [
                "--compression-parameters",
                "client_no_context_takeover; server_no_context_takeover; server_max_window_bits=10; "
                    + "client_max_window_bits=11; level=1",
            ]
        }
        try await withServe(options) { port, _ in
            let outcome = try await python("deflate_client.py", ["\(port)", check])
            #expect(outcome.end == .code(0), "\(outcome.complaints)")
        }
    }

    @Test func allChecksAreRun() async throws {
        let outcome = try await python("deflate_client.py", ["list"])
        #expect(outcome.output.split(separator: "\n").map(String.init) == CompressionTests.checks)
    }

    @Test(arguments: ["level=10", "no_such", "server_max_window_bits=8", "; ;", "client_max_window_bits=16"])
    func parametersThatAreWrongAreRefused(text: String) async throws {
        let words = ["serve", "--compression", "accept", "--compression-parameters", text]
        let outcome = try await squall(command: words, in: try TemporaryFolder())
        #expect(outcome.end == .code(64))
        #expect(outcome.complaints.contains("--compression-parameters"))
    }

    // MARK: - Both of ours

    @Test(arguments: [
        ("echo", #""compression": "accept""#), ("echo", #""compression": "require""#),
        ("echo", #""compressionParameters": "server_no_context_takeover; client_no_context_takeover; level=1""#),
        ("broadcast", #""compressionParameters": "server_no_context_takeover""#),
        ("broadcast", #""compression": "accept""#),
    ])
    func theEmbeddedServerCompresses(kind: String, keys: String) async throws {
        let script = #"""
            [{ "loop": { "count": 5, "steps": [{ "send": { "text": "{{session}} says the same and the same and the same" } },
              { "expect": { "contains": "{{session}} says the same" } }] } }]
            """#
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "\#(kind)", \#(keys) }"#,
                ["load": #"{ "sessions": 5 }"#, "compression": "true", "script": script]))
        #expect(run.isComplete, "\(run.complaints)")
        let result = try run.result()
        #expect(result.errors == [:])
        #expect(result.total(.wsMsgsSent) == 25)
        #expect(result.total(.wsMsgsReceived) >= 25)
        #expect(result.total(.wsCompressionDeclined) == 0)
        #expect(result.total(.wsInflateOut) == result.total(.dataReceivedPayload))
        #expect(run.output.contains("compression"))
    }

    @Test func theEmbeddedServerMayDecline() async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "echo", "compression": "decline" }"#,
                ["load": #"{ "sessions": 2 }"#, "compression": "true", "messages": #"{ "count": 3 }"#]))
        #expect(run.isComplete, "\(run.complaints)")
        #expect(try run.result().total(.wsCompressionDeclined) == 2)
        #expect(try run.result().total(.wsMsgsMatched) == 6)
    }
}
