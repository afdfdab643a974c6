import Metrics
import Testing

/// Sessions against the echo servers that Python programs are written with.
@Suite(.partOfMachine) struct PythonServerTests {
    /// What a server saw of a session.
    private struct Session: Decodable {
        var text: Int
        var binary: Int
        var pings: Int
        var pongs: Int
        var code: Int?
        var subprotocol: String?
        var origin: String?
        var path: String
    }

    static let servers = ["websockets_server.py", "aiohttp_server.py"]

    @Test(arguments: servers, ["text", "binary"])
    func everyMessageComesBack(server: String, type: String) async throws {
        try await withPeer(server) { peer in
            let run = try await squall(
                scenario(
                    peer.url("/a/path?with=query"),
                    [
                        "origin": #""https://squall.example""#,
                        "load": #"{ "sessions": 10 }"#,
                        "messages": #"{ "count": 20, "inFlight": 4, "type": "\#(type)", "size": 200 }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.status == .completed)
            #expect(result.total(.wsSessions) == 10)
            #expect(result.total(.wsMsgsSent) == 200)
            #expect(result.total(.wsMsgsReceived) == 200)
            #expect(result.total(.wsMsgsMatched) == 200)
            #expect(result.total(.dataSentPayload) == 200 * 200)
            #expect(result.total(.dataReceivedPayload) == 200 * 200)
            #expect(result.metrics.closes == [.of(10, 1000, .client)])
            #expect(result.errors == [:])
            let sessions = try await peer.reports(Session.self, count: 10)
            #expect(sessions.count == 10)
            #expect(sessions.allSatisfy { ($0.text, $0.binary) == (type == "text" ? (20, 0) : (0, 20)) })
            #expect(sessions.allSatisfy { $0.code == 1000 })
            #expect(sessions.allSatisfy { $0.origin == "https://squall.example" })
            #expect(sessions.allSatisfy { $0.path == "/a/path?with=query" })
        }
    }

    @Test(arguments: servers)
    func largeAndEmptyMessagesComeBack(server: String) async throws {
        try await withPeer(server) { peer in
            let sizes = [0, 1, 125, 126, 65_535, 65_536, 1 << 20]
            let list = sizes.map { #"{ "bytes": \#($0), "weight": 1 }"# }.joined(separator: ", ")
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "seed": "1",
                        "load": #"{ "sessions": 2 }"#,
                        "messages": #"{ "count": 60, "inFlight": 2, "size": [\#(list)] }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.total(.wsMsgsMatched) == 120)
            #expect(result.total(.dataReceivedPayload) == result.total(.dataSentPayload))
            #expect(result.metrics.closes == [.of(2, 1000, .client)])
            #expect(result.errors == [:])
        }
    }

    @Test(arguments: servers)
    func clientClosesWithItsOwnCode(server: String) async throws {
        try await withPeer(server) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 5 }"#,
                        "close": #"{ "code": 4321, "reason": "tour finished", "after": "100ms" }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            // The code is the one that came back (RFC 6455, section 7.1.5), and aiohttp answers with 1000 whatever it got.
            let code: UInt16 = server == "aiohttp_server.py" ? 1000 : 4321
            #expect(try run.result().metrics.closes == [.of(5, code, .client)])
            #expect(try run.result().errors == [:])
            let sessions = try await peer.reports(Session.self, count: 5)
            #expect(sessions.map(\.code) == Array(repeating: 4321, count: 5))
        }
    }

    @Test(arguments: servers)
    func serverClosesWhenItIsAskedTo(server: String) async throws {
        try await withPeer(server, ["--close-after", "3", "--close-code", "4002"]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 5 }"#,
                        "messages": #"{ "count": 3 }"#,
                        "close": #"{ "by": "server" }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.total(.wsMsgsMatched) == 15)
            #expect(result.metrics.closes == [.of(5, 4002, .server)])
            #expect(result.errors == [:])
        }
    }

    @Test(arguments: servers)
    func serverThatClosesUnaskedIsAnError(server: String) async throws {
        try await withPeer(server, ["--close-after", "2"]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    ["load": #"{ "sessions": 4 }"#, "messages": #"{ "count": 100 }"#]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.metrics.closes == [.of(4, 4001, .server)])
            #expect(result.errors == ["closed-by-server": 4])
            #expect(result.total(.wsMsgsMatched) == 8)
        }
    }

    @Test(arguments: servers)
    func abruptEndsReachTheServerWithoutACloseFrame(server: String) async throws {
        for method in ["reset", "fin"] {
            try await withPeer(server) { peer in
                let run = try await squall(
                    scenario(
                        peer.url(),
                        [
                            "load": #"{ "sessions": 3 }"#,
                            "close": #"{ "by": "\#(method)", "after": "100ms" }"#,
                        ]))
                #expect(run.isComplete, "\(run.complaints)")
                #expect(try run.result().metrics.closes == [.of(3, 1006, .client)], "\(method)")
                #expect(try run.result().errors == [:], "\(method)")
                let sessions = try await peer.reports(Session.self, count: 3)
                #expect(sessions.map(\.code) == [1006, 1006, 1006], "\(method)")
            }
        }
    }

    @Test(arguments: servers)
    func fragmentedMessagesAreUnderstood(server: String) async throws {
        try await withPeer(server) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 4 }"#,
                        "messages":
                            #"{ "count": 10, "type": "text", "size": 1000, "fragmentation": { "frames": 5, "pings": true } }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.total(.wsMsgsMatched) == 40)
            // Of each message five frames and four pings; of each session its close frame.
            #expect(result.total(.wsFramesSent) == 40 * 9 + 4)
            #expect(result.total(.wsPingsSent) == 160)
            #expect(result.total(.wsPongsReceived) == 160)
            #expect(result.errors == [:])
        }
    }

    @Test func fragmentedRepliesAreUnderstood() async throws {
        try await withPeer("websockets_server.py", ["--fragments", "4"]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    ["load": #"{ "sessions": 4 }"#, "messages": #"{ "count": 10, "size": 1000 }"#]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.total(.wsMsgsReceived) == 40)
            #expect(result.total(.wsMsgsMatched) == 40)
            #expect(result.total(.wsFramesReceived) >= 160)
            #expect(result.errors == [:])
        }
    }

    @Test(arguments: servers)
    func pingsGoBothWays(server: String) async throws {
        try await withPeer(server, ["--ping-every", "0.1"]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 3 }"#,
                        "ping": #"{ "interval": "100ms", "payload": "from the client" }"#,
                        "close": #"{ "after": "1500ms" }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.total(.wsPingsSent) >= 6)
            #expect(result.total(.wsPongsReceived) >= 6)
            #expect(result.total(.wsPongsMissed) == 0)
            #expect(result.metrics.summary(.wsPing) != nil)
            #expect(result.errors == [:])
            let sessions = try await peer.reports(Session.self, count: 3)
            #expect(sessions.allSatisfy { $0.pongs >= 2 })
            // A ping that the server's close overtook is the only one without its pong.
            #expect(sessions.allSatisfy { $0.pings - $0.pongs <= 1 })
            #expect(sessions.reduce(0) { $0 + $1.pongs } <= result.total(.wsPingsReceived))
        }
    }

    @Test(arguments: servers)
    func subprotocolIsAgreedOn(server: String) async throws {
        try await withPeer(server, ["--subprotocol", "chat.v1"]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "subprotocols": #"["chat.v2", "chat.v1"]"#, "load": #"{ "sessions": 2 }"#,
                        "messages": #"{ "count": 1 }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            #expect(try run.result().errors == [:])
            let sessions = try await peer.reports(Session.self, count: 2)
            #expect(sessions.map(\.subprotocol) == ["chat.v1", "chat.v1"])
        }
    }
}
