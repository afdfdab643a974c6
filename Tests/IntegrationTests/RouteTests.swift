import Glibc
import Metrics
import Testing

/// Ways to a server that are not its URL's.
@Suite(.partOfMachine) struct RouteTests {
    private struct Handshake: Decodable { var headers: [[String]] }
    private struct Tunnel: Decodable {
        var line: String
        var host: String
    }

    private static let load = #"{ "sessions": 3, "connectRate": 100, "warmUp": "0s" }"#
    private static let messages = #"{ "count": 2, "text": "hello" }"#

    private func text(_ connection: String) -> String {
        scenario(
            "ws://chat.example:1234/a",
            ["load": Self.load, "messages": Self.messages, "connection": connection])
    }

    private func expectEchoes(_ outcome: Outcome) throws {
        #expect(outcome.isComplete, "\(outcome.complaints)")
        let result = try outcome.result()
        #expect(result.errors == [:])
        #expect(result.total(.wsMsgsMatched) == 6)
    }

    @Test func anotherAddressHearsTheHostOfTheURL() async throws {
        try await withPeer("handshake_server.py") { peer in
            try expectEchoes(try await squall(text(#"{ "connectTo": "127.0.0.1:\#(peer.port)" }"#)))
            let heard = try await peer.reports(Handshake.self, count: 3)
            #expect(heard.allSatisfy { $0.headers.contains(["Host", "chat.example:1234"]) })
        }
    }

    @Test func aUnixDomainSocketIsServedAndReached() async throws {
        let folder = try TemporaryFolder()
        let path = folder["s"]
        let server = try ChildProcess([Place.squall, "serve", "--listen", "unix:\(path)"], in: folder, name: "serve")
        defer { server.stop() }
        for _ in 0..<2000 where server.output.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(server.output == "squall serve: listening on unix:\(path)\n")
        try expectEchoes(try await squall(text(#"{ "connectTo": { "unix": "\#(path)" } }"#)))
        let refused = try await squall(text(#"{ "connectTo": { "unix": "\#(path)x" }, "timeout": "1s" }"#))
        #expect(try refused.result().total(.wsSessions) == 0)
    }

    @Test(arguments: ["1.2", "1.3"]) func tlsGoesThroughAProxysTunnel(version: String) async throws {
        let certificates = try await Certificates.shared
        let serverOptions = certificates.options() + ["--tls", version]
        try await withPeer("websockets_server.py", serverOptions) { server in
            let arguments = ["\(server.port)", "--credentials", "squall:proxy-secret", "--delay", "0.02"]
            try await withPeer("connect_proxy.py", arguments) { proxy in
                func run(_ password: String) async throws -> Outcome {
                    let route =
                        #""url": "http://127.0.0.1:\#(proxy.port)", "user": "squall", "password": "\#(password)""#
                    return try await squall(
                        scenario(
                            "wss://localhost:4321/a",
                            [
                                "load": Self.load, "messages": Self.messages, "tls": certificates.trust(),
                                "connection": "{ \"proxy\": { \(route) } }",
                            ]))
                }
                let outcome = try await run("proxy-secret")
                try expectEchoes(outcome)
                let result = try outcome.result()
                #expect(result.total(.wsTLSHandshakes) == 3)
                #expect(result.metrics.tlsAgreements.map(\.agreement.version) == [version])
                // Each has its own part of the connect.
                let times = try [.wsConnecting, .wsConnectingProxy, .wsConnectingTLS].map {
                    try #require(result.metrics.summary($0))
                }
                #expect(times.map(\.count) == [3, 3, 3])
                #expect(times[1].min >= 20_000_000 && times[0].min >= times[1].min + times[2].min)
                let asked = try await proxy.reports(Tunnel.self, count: 3)
                #expect(asked.allSatisfy { $0.line == "CONNECT localhost:4321 HTTP/1.1" })

                let refused = try await run("wrong-secret").result()
                #expect(refused.errors == ["proxy-status-407": 3])
                #expect(refused.total(.wsTLSHandshakes) == 0)
            }
        }
    }

    @Test func whatAKilledServerLeftIsRemovedAndNothingElse() async throws {
        let folder = try TemporaryFolder()
        let path = folder["s"]
        func serve(_ name: String) throws -> ChildProcess {
            try ChildProcess([Place.squall, "serve", "--listen", "unix:\(path)"], in: folder, name: name)
        }
        func listens(_ process: ChildProcess) async throws {
            for _ in 0..<2000 where process.output.isEmpty && process.poll() == nil {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(process.output.contains("listening on unix:\(path)"), "\(process.complaints)")
        }
        func isRefused(_ name: String) async throws {
            let process = try serve(name)
            defer { process.stop() }
            #expect(try await process.wait(upTo: .seconds(20)) == .code(103))
            #expect(process.complaints.contains("cannot listen on unix:\(path)"))
        }
        let first = try serve("first")
        try await listens(first)
        first.send(SIGKILL)
        _ = try await first.wait(upTo: .seconds(20))
        #expect(folder.exists("s"))
        let second = try serve("second")
        defer { second.stop() }
        try await listens(second)
        try await isRefused("third")
        try expectEchoes(try await squall(text(#"{ "connectTo": { "unix": "\#(path)" } }"#)))
        second.send(SIGTERM)
        #expect(try await second.wait(upTo: .seconds(20)) == .code(0))
        #expect(!folder.exists("s"))
        try folder.write("a file that somebody needs", to: "s")
        try await isRefused("fourth")
        #expect(folder.text("s") == "a file that somebody needs")
    }

    @Test func aProxyOpensTunnels() async throws {
        try await withPeer("handshake_server.py") { server in
            let arguments = ["\(server.port)", "--credentials", "squall:proxy-secret", "--delay", "0.02"]
            try await withPeer("connect_proxy.py", arguments) { proxy in
                let options = #""url": "http://127.0.0.1:\#(proxy.port)", "user": "squall""#
                let outcome = try await squall(text(#"{ "proxy": { \#(options), "password": "proxy-secret" } }"#))
                try expectEchoes(outcome)
                let times = try #require(try outcome.result().metrics.summary(.wsConnectingProxy))
                #expect(times.count == 3 && times.min >= 20_000_000)
                let asked = try await proxy.reports(Tunnel.self, count: 3)
                #expect(asked.allSatisfy { $0.line == "CONNECT chat.example:1234 HTTP/1.1" })
                #expect(asked.allSatisfy { $0.host == "chat.example:1234" })

                let refused = try await squall(text(#"{ "proxy": { \#(options), "password": "wrong-secret" } }"#))
                let result = try refused.result()
                #expect(result.errors == ["proxy-status-407": 3])
                #expect(result.example("proxy-status-407").hasPrefix("the proxy answered 407 Not Basic ***"))
                for file in ["summary.json", "errors.csv", "scenario.json"] {
                    #expect(!refused.folder.text("result/\(file)").contains("wrong-secret"))
                }
            }
        }
    }
}
