import Glibc
import Testing
import WebSocketClient

/// TLS of the client library against Python servers, with certificates of each kind.
@Suite(.partOfMachine) struct ClientTLSTests {
    /// What opening a session to a server with this certificate comes to.
    private func problem(
        _ certificate: String, _ options: [String] = [], _ configure: (inout WebSocketTLS) -> Void = { _ in }
    ) async throws -> (kind: String, problem: String)? {
        let certificates = try await Certificates.shared
        let authority = try Array(certificates.folder.bytes("authority.pem"))
        return try await withPeer("websockets_server.py", certificates.options(certificate) + options) { peer in
            let client = WebSocketClient {
                $0.tls.authorities = authority
                configure(&$0.tls)
            }
            do {
                try await client.webSocket("wss://localhost:\(peer.port)/") { session in
                    try await session.send("hello")
                    _ = try await session.incoming.receive()
                }
            } catch WebSocketError.tls(let kind, let problem) {
                return (kind, problem)
            } catch WebSocketError.abnormalEnd(let end) where end.cause == .tls {
                return ("ended", end.problem)
            } catch WebSocketError.connectFailed(ECONNRESET, let problem) {
                return ("reset", problem)
            }
            await client.close()
            return nil
        }
    }

    @Test func aCertificateOfATrustedAuthorityIsTaken() async throws {
        let problem = try await problem("good")
        #expect(problem == nil)
    }

    @Test(arguments: [
        ("self", "tls-self-signed", "give it in `WebSocketTLS.authorities`"),
        ("elsewhere", "tls-name-mismatch", "chat.example; give one of these as `WebSocketTLS.serverName`"),
        ("expired", "tls-expired", "expired on"),
    ])
    func aCertificateThatCannotBeTakenIsSaidWithItsMend(name: String, kind: String, words: String) async throws {
        let problem = try #require(try await problem(name))
        #expect(problem.kind == kind)
        #expect(problem.problem.contains(words), "\(problem.problem)")
        #expect(!problem.problem.contains("\"tls\""))
    }

    @Test func anUnknownAuthorityIsSaidWithItsMend() async throws {
        let problem = try #require(try await problem("good") { $0.authorities = nil })
        #expect(problem.kind == "tls-unknown-authority")
        #expect(problem.problem.hasSuffix("; give that authority's certificate in `WebSocketTLS.authorities`"))
    }

    @Test func aServerThatWantsACertificateGetsIt() async throws {
        let certificates = try await Certificates.shared
        let options = ["--client-ca", certificates["authority.pem"]]
        let refused = try #require(try await problem("good", options))
        // As a rule its stream ends; now and then it is reset, with TLS 1.3 behind the handshake.
        if refused.kind == "reset" {
            #expect(refused.problem.hasPrefix("in the opening handshake: "), "\(refused.problem)")
        } else {
            #expect(refused.problem.contains("`WebSocketTLS.identity`"), "\(refused.problem)")
        }
        let identity = WebSocketTLS.Identity(
            certificate: try Array(certificates.folder.bytes("client.pem")),
            key: try Array(certificates.folder.bytes("client-encrypted.key")), keyPassword: "open-sesame")
        let taken = try await problem("good", options) { $0.identity = identity }
        #expect(taken == nil)
    }

    @Test func versionsThatDoNotMeetAreSaid() async throws {
        let problem = try #require(try await problem("good", ["--tls", "1.2"]) { $0.minVersion = .v13 })
        #expect(problem.problem.contains("`WebSocketTLS.minVersion`"), "\(problem.problem)")
    }
}
