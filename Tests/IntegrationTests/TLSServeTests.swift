import FoundationEssentials
import Glibc
import Metrics
import Testing

/// `squall serve --tls`, and the embedded server with TLS.
@Suite(.partOfMachine) struct TLSServeTests {
    @Test(arguments: ["websockets", "aiohttp", "ssl"], ["1.2", "1.3"])
    func clientsThatAreNotOursAreServed(library: String, version: String) async throws {
        let certificates = try await Certificates.shared
        try await withServe(certificates.options()) { port, _ in
            let outcome = try await python(
                "tls_client.py", ["\(port)", certificates["authority.pem"], version, library])
            #expect(outcome.end == .code(0), "\(outcome.complaints)")
        }
    }

    @Test func aCertificateMadeOnTheSpotIsTrustedAndGoesWithTheServer() async throws {
        let path = try await withServe(["--tls"]) { port, process in
            #expect(process.output.hasPrefix("squall serve: listening on wss://127.0.0.1:\(port)\n"))
            let line = process.output.split(separator: "\n").dropFirst().first ?? ""
            let path = String(line.split(separator: ": ").last ?? "")
            let outcome = try await python("tls_client.py", ["\(port)", path, "1.3", "websockets"])
            #expect(outcome.end == .code(0), "\(outcome.complaints)")
            #expect(try String(contentsOfFile: path, encoding: .utf8).contains("BEGIN CERTIFICATE"))
            #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("PRIVATE KEY"))
            process.send(SIGTERM)
            #expect(try await process.wait(upTo: .seconds(20)) == .code(0))
            return path
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func versionsCanBeNarrowed() async throws {
        let certificates = try await Certificates.shared
        try await withServe(certificates.options() + ["--tls-max-version", "1.2"]) { port, _ in
            let run = try await squall(
                scenario(
                    "wss://localhost:\(port)/",
                    [
                        "load": #"{ "sessions": 3 }"#, "close": #"{ "after": "50ms" }"#,
                        "tls": certificates.trust(#""minVersion": "1.3""#),
                    ]))
            #expect(try run.result().errors == ["tls-protocol-version": 3])
        }
    }

    @Test func handshakesThatFailAreCountedAndToldAtTheEnd() async throws {
        let certificates = try await Certificates.shared
        try await withServe(workers: 2, certificates.options() + ["--tls-max-version", "1.2"]) { port, process in
            for (sessions, version) in [(3, "1.3"), (2, "1.2")] {
                let run = try await squall(
                    scenario(
                        "wss://localhost:\(port)/",
                        [
                            "load": "{ \"sessions\": \(sessions) }", "close": #"{ "after": "50ms" }"#,
                            "tls": certificates.trust("\"minVersion\": \"\(version)\""),
                        ]))
                #expect(try run.result().total(.wsSessions) == (version == "1.2" ? 2 : 0))
            }
            process.send(SIGTERM)
            #expect(try await process.wait(upTo: .seconds(20)) == .code(0))
            #expect(process.output.contains("squall serve: 2 sessions, 0 opening handshakes refused\n"))
            #expect(process.output.hasSuffix("squall serve: 3 TLS handshakes failed (tls-protocol-version: 3)\n"))
        }
    }

    @Test func aKeyMayHaveAPassword() async throws {
        let certificates = try await Certificates.shared
        let folder = try TemporaryFolder()
        for (name, text) in [("right", "open-sesame\nand more\n"), ("windows", "open-sesame\r\n"), ("wrong", "close")] {
            try folder.write(text, to: name)
        }
        let identity = ["--cert", certificates["client.pem"], "--key", certificates["client-encrypted.key"]]
        for name in ["right", "windows"] {
            try await withServe(identity + ["--key-password-file", folder[name]]) { _, process in
                #expect(process.output.contains("listening on wss://"))
            }
        }
        for (options, complaint) in [
            (["--key-password-file", folder["wrong"]], "the key cannot be read"), ([], "give its password"),
            (["--key-password-file", folder["missing"]], "missing cannot be read"),
        ] {
            let outcome = try await squall(command: ["serve"] + identity + options, in: folder)
            #expect(outcome.end == .code(103))
            #expect(outcome.complaints.contains(complaint), "\(outcome.complaints)")
        }
        let lone = try await squall(command: ["serve", "--tls", "--key-password-file", folder["right"]], in: folder)
        #expect(lone.end == .code(64))
    }

    @Test func anIdentityThatCannotBeUsedIsRefused() async throws {
        let certificates = try await Certificates.shared
        let folder = try TemporaryFolder()
        let words = ["serve", "--cert", certificates["good.pem"], "--key", certificates["client.key"]]
        let outcome = try await squall(command: words, in: folder)
        #expect(outcome.end == .code(103))
        #expect(outcome.complaints.contains("the key does not belong to the certificate"))
    }

    @Test func aSessionThatIsIdleHoldsNoBuffers() async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "echo", "tls": true }"#,
                [
                    "load": #"{ "sessions": 1000, "connectRate": 250, "warmUp": "6s", "duration": "1s" }"#,
                    "tls": #"{ "minVersion": "1.3" }"#,
                ]))
        let result = try run.result()
        #expect(result.metrics[.wsSessions].total == 1000)
        // A buffer for a record of full length takes 16.5 KiB by itself; OpenSSL without any takes that much again.
        #expect(try #require(result.generator.memoryPerSessionBytes) < 24 * 1024)
    }

    @Test func theEmbeddedServerSpeaksIt() async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "echo", "tls": true }"#,
                [
                    "load": #"{ "sessions": 200, "connectRate": 400 }"#,
                    "messages":
                        #"{ "count": 50, "inFlight": 4, "size": [{ "bytes": 0, "weight": 1 }, { "bytes": 40000, "weight": 1 }] }"#,
                ]))
        let result = try run.result()
        #expect(result.errors == [:])
        #expect(result.total(.wsMsgsMatched) == 200 * 50)
        #expect(result.total(.wsTLSHandshakes) == 200)
        #expect(result.total(.wsTLSTruncated) == 0)
        #expect(result.tls?.insecureSkipTLSVerify == false)
    }

    @Test func manySessionsWithOneMessageEachAreAllServed() async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "echo", "tls": true }"#,
                [
                    "load": #"{ "executor": "per-vu-iterations", "vus": 20, "iterations": 50, "connectRate": 1000 }"#,
                    "messages": #"{ "count": 1, "inFlight": 1, "size": 10 }"#,
                ]))
        let result = try run.result()
        #expect(result.errors == [:])
        #expect(result.total(.wsSessions) == 1000)
        #expect(result.total(.wsTLSResumed) > 900)
    }
}
