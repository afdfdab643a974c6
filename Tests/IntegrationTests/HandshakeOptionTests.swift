import FoundationEssentials
import Metrics
import Testing

/// What sessions say of themselves in their opening handshakes, against a server that tells what it heard.
@Suite(.partOfMachine) struct HandshakeOptionTests {
    private struct Handshake: Decodable {
        var path: String
        var headers: [[String]]

        subscript(name: String) -> [String] { headers.filter { $0[0] == name }.map { $0[1] } }
    }

    private static let load = #"{ "sessions": 2, "connectRate": 100, "warmUp": "0s", "duration": "2s" }"#

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    /// A run beside the files that its scenario names.
    private func run(_ text: String, _ options: [String] = []) async throws -> Outcome {
        let folder = try TemporaryFolder()
        try folder.write("user,token\nann,ann-secret-1\nbob,bob-secret-2\n", to: "users.csv")
        try folder.write(text, to: "scenario.json")
        return try await squall(
            command: ["run", folder["scenario.json"], "--out", folder["result"]] + options, in: folder)
    }

    @Test func eachSessionSaysItsOwn() async throws {
        try await withPeer("handshake_server.py") { peer in
            let outcome = try await run(
                scenario(
                    peer.url("/own"),
                    [
                        "load": Self.load, "feeders": #"{ "users": "users.csv" }"#,
                        "auth": #"{ "basic": { "user": "{{users.user}}", "password": "{{users.token}}" } }"#,
                        "cookies": #"{ "a": "1", "n": "{{session}}" }"#,
                        "headers": #"{ "X-Session": ["s{{session}}", "{{env.ROOM}}"] }"#,
                        "script": #"[{ "send": "{{users.user}}" }, { "expect": "{{users.user}}" }]"#,
                    ]), ["-e", "ROOM=lobby"])
            #expect(outcome.isComplete, "\(outcome.complaints)")
            #expect(try outcome.result().errors == [:])
            let heard = try await peer.reports(Handshake.self, count: 2).sorted {
                $0["X-Session"][0] < $1["X-Session"][0]
            }
            #expect(heard.map { $0["X-Session"] } == [["s0", "lobby"], ["s1", "lobby"]])
            #expect(heard.map { $0["Cookie"] } == [["a=1; n=0"], ["a=1; n=1"]])
            let users = Set(heard.flatMap { $0["Authorization"] })
            #expect(users == ["Basic \(Self.base64("ann:ann-secret-1"))", "Basic \(Self.base64("bob:bob-secret-2"))"])
        }
    }

    @Test func aRowIsKeptForRetriesAndVUsEndWithTheRows() async throws {
        try await withPeer("handshake_server.py") { peer in
            let outcome = try await run(
                scenario(
                    peer.url("/first/503"),
                    [
                        "load": #"{ "executor": "constant-vus", "vus": 2, "duration": "3s" }"#,
                        "feeders": #"{ "users": { "file": "users.csv", "atEnd": "stop" } }"#,
                        "headers": #"{ "X-User": "{{users.user}}" }"#, "reconnect": #"{ "delay": "10ms" }"#,
                        "script": #"[{ "send": "{{users.user}}" }, { "expect": "{{users.user}}" }]"#,
                    ]))
            #expect(outcome.isComplete, "\(outcome.complaints)")
            let result = try outcome.result()
            #expect(result.errors == ["handshake-status-503": 2])
            #expect(result.total(.wsConnectsAttempted) == 4 && result.total(.wsSessions) == 2)
            #expect(result.total(.iterations) == 2)
            let heard = try await peer.reports(Handshake.self, count: 4)
            #expect(heard.flatMap { $0["X-User"] }.sorted() == ["ann", "ann", "bob", "bob"])
        }
    }

    @Test func cookiesAndVariablesGoWithTheNextConnection() async throws {
        try await withPeer("handshake_server.py") { peer in
            let outcome = try await run(
                scenario(
                    peer.url("/back"),
                    [
                        "load": #"{ "sessions": 1, "warmUp": "0s", "duration": "2s" }"#,
                        "auth": #"{ "bearer": "t{{token}}" }"#, "cookies": #"{ "sid": "none", "a": "1" }"#,
                        "keepCookies": "true",
                        "script": """
                        [{ "send": "abc" }, { "expect": { "capture": { "token": "message" } } },
                         { "reconnect": { "delay": "1ms" } }, { "send": "d" }, { "expect": "d" }]
                        """,
                    ]))
            #expect(outcome.isComplete, "\(outcome.complaints)")
            let heard = try await peer.reports(Handshake.self, count: 2)
            #expect(heard.map { $0["Cookie"] } == [["sid=none; a=1"], ["a=1; sid=s1"]])
            #expect(heard.map { $0["Authorization"] } == [["Bearer t"], ["Bearer tabc"]])
        }
    }

    @Test(arguments: [401, 429]) func aRefusalCanBeThePass(status: Int) async throws {
        try await withPeer("handshake_server.py") { peer in
            let outcome = try await run(
                scenario(
                    peer.url("/refuse/\(status)"),
                    [
                        "load": Self.load, "expectHandshake": "\(status)",
                        "thresholds": #"{ "checks": "rate==1" }"#,
                    ]))
            let result = try outcome.result()
            #expect(result.metrics.checks.map(\.passes) == [2])
            #expect(result.metrics.checks.map(\.fails) == [0])
            #expect(result.errors == [:])
        }
    }

    /// The server says back all that it was told, and none of it is in what the run shows or writes.
    @Test(arguments: ["/refuse/403", "/open"]) func noSecretIsWritten(path: String) async throws {
        let secrets = [
            "ann-secret-1", "bob-secret-2", "env-secret-3", "cookie-secret-4", "key-secret-5", "sent-secret-6",
            "url-secret-7", "common-secret-8", "text-secret-9", "loop-secret-10",
            Self.base64("ann:ann-secret-1env-secret-3"), Self.base64("bob:bob-secret-2env-secret-3"),
        ]
        try await withPeer("handshake_server.py") { peer in
            let outcome = try await run(
                scenario(
                    peer.url(path + "?token=url-secret-7&room=1"),
                    [
                        "feeders": #"{ "users": "users.csv" }"#, "load": Self.load,
                        "scenarios": #"""
                        { "own": {
                            "auth": { "basic": { "user": "{{users.user}}", "password": "{{users.token}}{{env.PASSWORD}}" } },
                            "cookies": { "device": "cookie-secret-4" }, "headers": { "X-Api-Key": "key-secret-5" },
                            "script": [{ "send": { "json": { "password": "sent-secret-6", "user": "{{users.user}}" } } },
                                       { "expect": {} },
                                       { "send": "{\"token\":\"{{users.token}}text-secret-9\"}" }, { "expect": {} }] },
                          "common": { "auth": { "bearer": "common-secret-8" },
                                      "messages": { "count": 1, "text": "{\"pwd\":\"loop-secret-10\"}" } } }
                        """#,
                    ]), ["-e", "PASSWORD=env-secret-3"])
            #expect(outcome.folder.exists("result/summary.json"), "\(outcome.complaints)")
            let heard = try await peer.reports(Handshake.self, count: 2)
            #expect(heard.map { $0["Authorization"] }.joined().contains { $0.contains("common-secret-8") })
            var shown = [("stdout", outcome.output), ("stderr", outcome.complaints)]
            let result = URL(filePath: outcome.folder["result"])
            for name in try FileManager.default.contentsOfDirectory(atPath: result.path) {
                shown.append((name, outcome.folder.text("result/\(name)")))
            }
            #expect(shown.count > 5)
            for (name, text) in shown {
                for secret in secrets { #expect(!text.contains(secret), "\(secret) in \(name)") }
            }
            #expect(outcome.folder.text("result/scenario.json").contains("{{users.token}}{{env.PASSWORD}}"))
            if path == "/open" { #expect(try outcome.result().errors == [:]) }
        }
    }

    @Test func anErrorShowsNoSecretOfItsLine() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            #"{ "name": "a", "target": { "embedded": "echo" }, "auth": { "bearer": "line-secret" }, "load": 1 }"#,
            to: "a.json")
        let outcome = try await squall(command: ["validate", folder["a.json"]], in: folder)
        #expect(outcome.end == .code(104))
        #expect(outcome.complaints.contains("\"load\" must be"))
        #expect(!outcome.complaints.contains("line-secret"))
    }
}
