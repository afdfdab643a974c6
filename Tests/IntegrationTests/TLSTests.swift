import Metrics
import Testing

/// `wss://` against servers that are not ours.
@Suite(.partOfMachine) struct TLSTests {
    private struct Session: Decodable {
        struct TLS: Decodable {
            var version: String
            var cipher: String
            var resumed: Bool
            var client: String?
            /// That the client asked for (SNI).
            var name: String?
        }
        var tls: TLS
        var code: Int?
    }

    private static let load = #"{ "sessions": 6 }"#
    private static let messages = #"{ "count": 5, "inFlight": 2, "size": 30000 }"#

    @Test(arguments: ["websockets_server.py", "aiohttp_server.py"], ["1.2", "1.3"])
    func everyMessageComesBack(server: String, version: String) async throws {
        let certificates = try await Certificates.shared
        try await withPeer(server, certificates.options() + ["--tls", version]) { peer in
            let run = try await squall(
                scenario(
                    peer.secureURL, ["load": Self.load, "messages": Self.messages, "tls": certificates.trust()]))
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsMsgsMatched) == 30)
            #expect(result.metrics.closes == [.of(6, 1000, .client)])
            #expect(result.total(.wsTLSHandshakes) == 6)
            #expect(result.metrics.summary(.wsConnectingTLS)?.count == 6)
            #expect(result.total(.dataReceived) > 30 * 30_000 + 3000)
            let sessions = try await peer.reports(Session.self, count: 6)
            #expect(sessions.allSatisfy { $0.tls.version == "TLSv\(version)" && $0.code == 1000 })
            #expect(sessions.count { $0.tls.resumed } == result.total(.wsTLSResumed))
            #expect(run.output.contains("tls  "))
        }
    }

    @Test(arguments: ["1.2", "1.3"]) func resumptionCanBeTurnedOff(version: String) async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options() + ["--tls", version]) { peer in
            for (resumption, expected) in [("true", 9...9), ("false", 0...0)] {
                let run = try await squall(
                    scenario(
                        peer.secureURL,
                        [
                            "workers": "1", "load": #"{ "sessions": 10, "connectRate": 20 }"#,
                            "messages": #"{ "count": 1, "inFlight": 1, "size": 10 }"#,
                            "tls": certificates.trust("\"resumption\": \(resumption)"),
                        ]))
                let result = try run.result()
                #expect(result.errors == [:])
                #expect(expected.contains(result.total(.wsTLSResumed)), "\(result.total(.wsTLSResumed))")
            }
        }
    }

    @Test func aCipherSuiteCanBeChosen() async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options()) { peer in
            for suite in ["TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"] {
                let run = try await squall(
                    scenario(
                        peer.secureURL,
                        [
                            "load": #"{ "sessions": 1 }"#, "messages": #"{ "count": 1, "inFlight": 1, "size": 10 }"#,
                            "tls": certificates.trust("\"cipherSuites\": [\"\(suite)\"]"),
                        ]))
                let result = try run.result()
                #expect(result.errors == [:])
                let agreement = TLSAgreement(version: suite.contains("_WITH_") ? "1.2" : "1.3", cipherSuite: suite)
                #expect(result.metrics.tlsAgreements == [TLSAgreementCount(agreement, count: 1)])
                #expect(run.output.contains("TLS \(agreement.version) \(suite)"))
            }
            let ciphers = try await peer.reports(Session.self, count: 2).map(\.tls.cipher)
            #expect(ciphers == ["TLS_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"])
        }
    }

    @Test func kindsMayAgreeOnDifferentThings() async throws {
        let certificates = try await Certificates.shared
        let options = certificates.options() + ["--alpn", "http/1.1"]
        try await withPeer("websockets_server.py", options) { peer in
            let messages = #""messages": { "count": 1, "inFlight": 1, "size": 10 }"#
            let old = certificates.trust(#""maxVersion": "1.2""#)
            let new = certificates.trust(#""alpn": ["other", "http/1.1"]"#)
            let run = try await squall(
                scenario(
                    peer.secureURL,
                    [
                        "load": #"{ "sessions": 6 }"#,
                        "scenarios": """
                        { "old": { "weight": 1, "tls": \(old), \(messages) },
                          "new": { "weight": 2, "tls": \(new), \(messages) } }
                        """,
                    ]))
            let result = try run.result()
            #expect(result.errors == [:])
            let agreed = result.metrics.tlsAgreements
            #expect(agreed.map(\.count) == [4, 2])
            #expect(agreed.map(\.agreement.version) == ["1.3", "1.2"])
            #expect(agreed.map(\.agreement.alpn) == ["http/1.1", nil])
            #expect(result.kinds?.map { $0.metrics.tlsAgreements.map(\.count) } == [[2], [4]])
            #expect(run.output.contains(" http/1.1: 4"))
        }
    }

    // MARK: - Certificates

    /// A certificate of the server, the client's settings, and what is said of it.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var certificate: String
        var tls: String
        var kind: String
        var says: String
        var testDescription: String { kind }
    }

    static let refusals = [
        Refusal(
            certificate: "expired", tls: #""resumption": true"#, kind: "tls-expired", says: "expired on "),
        Refusal(
            certificate: "later", tls: #""resumption": true"#, kind: "tls-not-yet-valid", says: "2090"),
        Refusal(
            certificate: "elsewhere", tls: #""resumption": true"#, kind: "tls-name-mismatch",
            says: "DNS:chat.example, DNS:*.chat.example"),
        Refusal(
            certificate: "self", tls: #""resumption": true"#, kind: "tls-self-signed",
            says: "\"tls\": { \"ca\""),
    ]

    @Test(arguments: refusals) func aServerThatCannotBeTrustedIsRefused(_ refusal: Refusal) async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options(refusal.certificate)) {
            let run = try await squall(
                scenario($0.secureURL, ["load": Self.load, "tls": certificates.trust(refusal.tls), "close": Self.soon]))
            let result = try run.result()
            #expect(result.errors == [refusal.kind: 6])
            #expect(result.example(refusal.kind).contains(refusal.says), "\(result.example(refusal.kind))")
            #expect(result.total(.wsSessionsFailed) == 6)
        }
    }

    private static let soon = #"{ "after": "50ms" }"#

    @Test func anUnknownAuthorityIsNamed() async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options()) { peer in
            let tls = "{ \"ca\": \"\(certificates["stranger.pem"])\" }"
            let run = try await squall(scenario(peer.secureURL, ["load": Self.load, "tls": tls, "close": Self.soon]))
            let result = try run.result()
            #expect(result.errors == ["tls-unknown-authority": 6])
            #expect(result.example("tls-unknown-authority").contains("CN=Authority of the tests"))
            #expect(!result.example("tls-unknown-authority").contains("-----"))
        }
    }

    @Test func verificationCanBeSkippedAndTheSummarySaysSo() async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options("expired")) { peer in
            let run = try await squall(
                scenario(
                    peer.secureURL,
                    ["load": Self.load, "tls": #"{ "insecureSkipTlsVerify": true }"#, "close": Self.soon]))
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.tls?.insecureSkipTLSVerify == true)
            #expect(run.output.contains("certificates not verified (insecureSkipTlsVerify)"))
        }
    }

    /// The host of the URL, that which is given instead, and none for an address (RFC 6066, section 3).
    @Test(arguments: [
        ("localhost", "good", nil, "localhost"), ("127.0.0.1", "good", nil, nil),
        ("127.0.0.1", "elsewhere", "room.chat.example", "room.chat.example"),
        ("localhost", "good", "127.0.0.1", nil),
    ])
    func theServerIsAskedForAName(host: String, certificate: String, given: String?, name: String?) async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options(certificate)) { peer in
            let run = try await squall(
                scenario(
                    "wss://\(host):\(peer.port)/",
                    [
                        "load": Self.load, "close": Self.soon,
                        "connection": #"{ "dns": { "policy": "onlyIPv4" } }"#,
                        "tls": certificates.trust(given.map { "\"serverName\": \"\($0)\"" } ?? ""),
                    ]))
            #expect(try run.result().errors == [:])
            let names = try await peer.reports(Session.self, count: 6).map(\.tls.name)
            #expect(names == [String?](repeating: name, count: 6))
        }
    }

    @Test func anotherNameCanBeAskedFor() async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options("elsewhere")) { peer in
            let tls = certificates.trust("\"serverName\": \"room.chat.example\"")
            let run = try await squall(scenario(peer.secureURL, ["load": Self.load, "tls": tls, "close": Self.soon]))
            #expect(try run.result().errors == [:])
        }
    }

    @Test(arguments: ["1.2", "1.3"]) func aClientShowsItsCertificate(version: String) async throws {
        let certificates = try await Certificates.shared
        let options = certificates.options() + ["--tls", version, "--client-ca", certificates["authority.pem"]]
        try await withPeer("websockets_server.py", options) { peer in
            func run(_ members: String, _ words: [String] = []) async throws -> Outcome {
                try await squall(
                    scenario(
                        peer.secureURL,
                        ["load": Self.load, "tls": certificates.trust(members), "close": Self.soon]), words)
            }
            func identity(_ name: String, _ key: String) -> String {
                "\"cert\": \"\(certificates["\(name).pem"])\", \"key\": \"\(certificates["\(key).key"])\""
            }
            let good = try await run(
                identity("client", "client-encrypted") + #", "keyPassword": "{{env.PW}}""#, ["-e", "PW=open-sesame"])
            #expect(try good.result().errors == [:])
            #expect(try await peer.reports(Session.self, count: 6).allSatisfy { $0.tls.client == "a client" })
            // Nothing of the key, or of what opens it, is left behind.
            for name in try good.folder.names(in: "result") {
                let text = good.folder.text("result/\(name)")
                #expect(!text.contains("PRIVATE KEY") && !text.contains("open-sesame"), "\(name)")
            }
            // The library says nothing when it refuses, with TLS 1.3 only behind the handshake.
            for members in [#""resumption": true"#, identity("strange", "strange")] {
                let refused = try await run(members).result()
                #expect(refused.total(.wsSessionsFailed) == 6)
                // As a rule its stream ends; now and then it is reset.
                let kinds: Set = ["tls-ended", "tls-reset", "handshake-reset"]
                #expect(kinds.isSuperset(of: refused.errors.keys), "\(refused.errors)")
                let example = refused.example("tls-ended")
                #expect(example.isEmpty || example.contains("\"cert\""))
            }
            let wrong = try await run(identity("client", "good"))
            #expect(wrong.end == .code(103))
            #expect(wrong.complaints.contains("the key does not belong to the certificate"))
            let locked = try await run(identity("client", "client-encrypted"))
            #expect(locked.end == .code(103))
            #expect(locked.complaints.contains("give its password"))
        }
    }

    // MARK: - Servers that do not play along

    @Test func aServerThatSpeaksPlainlyIsToldApart() async throws {
        try await withServe { port, _ in
            let run = try await squall(
                scenario("wss://127.0.0.1:\(port)/", ["load": Self.load, "close": Self.soon]))
            #expect(try run.result().errors == ["tls-not-spoken": 6])
        }
    }

    @Test func aServerThatSaysNothingHasATimeoutOfItsOwn() async throws {
        try await withPeer("bad_server.py", ["silent"]) { peer in
            let run = try await squall(
                scenario(
                    peer.secureURL,
                    ["load": Self.load, "connection": #"{ "timeout": "300ms" }"#, "close": Self.soon]))
            #expect(try run.result().errors == ["tls-timeout": 6])
        }
    }

    @Test func aStreamThatEndsWithoutCloseNotifyIsATruncation() async throws {
        let certificates = try await Certificates.shared
        let words = [certificates["good.pem"], certificates["good.key"]]
        try await withPeer("truncating_server.py", words) { peer in
            let run = try await squall(
                scenario(
                    peer.secureURL,
                    [
                        "load": Self.load, "messages": #"{ "count": 1, "inFlight": 1, "size": 10 }"#,
                        "tls": certificates.trust(),
                    ]))
            let result = try run.result()
            #expect(result.errors["tls-truncated"] == 6)
            #expect(result.total(.wsTLSTruncated) == 6)
            #expect(run.output.contains("6 ended without close_notify"))
        }
    }

    @Test func theSecretsOfConnectionsCanBeLogged() async throws {
        let certificates = try await Certificates.shared
        try await withPeer("websockets_server.py", certificates.options()) { peer in
            let folder = try TemporaryFolder()
            let tls = certificates.trust("\"keyLog\": \"\(folder["keys.log"])\", \"resumption\": false")
            let run = try await squall(scenario(peer.secureURL, ["load": Self.load, "tls": tls, "close": Self.soon]))
            #expect(try run.result().errors == [:])
            let lines = folder.text("keys.log").split(separator: "\n")
            #expect(lines.count { $0.hasPrefix("CLIENT_TRAFFIC_SECRET_0 ") } == 6)
        }
    }
}

extension Peer {
    /// Its address with TLS; the certificates of the tests are for it.
    var secureURL: String { "wss://127.0.0.1:\(port)/" }
}
