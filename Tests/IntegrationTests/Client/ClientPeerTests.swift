import FoundationEssentials
import Testing
import WebSocketClient

/// Sessions of the client library with the echo servers of two Python libraries.
@Suite(.partOfMachine) struct ClientPeerTests {
    private struct Report: Decodable {
        struct TLS: Decodable {
            let version: String
            let resumed: Bool
            let client: String?
        }

        let text: Int
        let binary: Int
        let pings: Int
        let pongs: Int
        let code: Int?
        let tls: TLS?
    }

    static let servers = ["websockets_server.py", "aiohttp_server.py"]

    @Test(arguments: servers) func messagesOfAllSizesComeBackWhileTheServerPings(_ server: String) async throws {
        try await withPeer(server, ["--ping-every", "0.005"]) { peer in
            let client = WebSocketClient {
                $0.pingInterval = .milliseconds(5)
                $0.pingTimeout = .seconds(20)
            }
            try await client.webSocket(peer.url()) { session in
                for size in [0, 1, 125, 126, 65_535, 65_536, 500_000] {
                    let message = Frame.binary([UInt8](repeating: UInt8(truncatingIfNeeded: size), count: size))
                    try await session.send(message)
                    let echo = try await session.incoming.receive()
                    #expect(echo == message)
                    // Time for pings.
                    try await Task.sleep(for: .milliseconds(10))
                }
                try await session.send("grüße")
                let echo = try await session.incoming.receive()
                #expect(echo == .text("grüße"))
            }
            let report = try await peer.reports(Report.self, count: 1)[0]
            #expect(report.binary == 7)
            #expect(report.text == 1)
            #expect(report.pings > 0)
            #expect(report.code == 1000)
            await client.close()
        }
    }

    @Test func fragmentsOfTheServerAreJoinedAndOursToo() async throws {
        try await withPeer("websockets_server.py", ["--fragments", "7"]) { peer in
            let client = WebSocketClient()
            try await client.webSocket(peer.url()) { session in
                try await session.send(.text("in ", fin: false))
                try await session.send(.ping([1]))
                try await session.send(.text("three ", fin: false))
                try await session.send(.text("parts"))
                let echo = try await session.incoming.receive()
                #expect(echo == .text("in three parts"))
            }
            #expect(try await peer.reports(Report.self, count: 1)[0].text == 1)
        }
    }

    @Test(arguments: servers) func aCloseOfTheServerEndsTheSession(_ server: String) async throws {
        try await withPeer(server, ["--close-after", "2", "--close-code", "4005"]) { peer in
            let session = try await WebSocketClient().webSocketSession(peer.url())
            try await session.send("one")
            try await session.send("two")
            var echoes: [Frame] = []
            for try await frame in session.incoming { echoes.append(frame) }
            #expect(echoes == [.text("one"), .text("two")])
            #expect(await session.closeReason == CloseReason(.init(rawValue: 4005), "enough"))
        }
    }

    @Test func moreThanAllBuffersHoldGoesThereAndBack() async throws {
        try await withPeer("websockets_server.py") { peer in
            let client = WebSocketClient {
                $0.inboundBufferLimit = 64 << 10
                $0.outboundBufferLimit = 64 << 10
            }
            let message = [UInt8](repeating: 7, count: 256 << 10)
            try await client.webSocket(peer.url()) { session in
                let sender = Task { for _ in 0..<100 { try await session.send(message) } }
                // The server stops reading when its echoes are not read.
                try await Task.sleep(for: .milliseconds(200))
                for _ in 0..<100 {
                    let echo = try await session.incoming.receive()
                    #expect(echo.data.count == message.count)
                }
                try await sender.value
            }
            #expect(try await peer.reports(Report.self, count: 1)[0].binary == 100)
        }
    }

    @Test func aClientShowsItsCertificateAndResumes() async throws {
        let certificates = try await Certificates.shared
        let options = certificates.options() + ["--client-ca", certificates["authority.pem"]]
        func read(_ name: String) throws -> [UInt8] {
            try Array(Data(contentsOf: URL(filePath: certificates[name])))
        }
        try await withPeer("websockets_server.py", options) { peer in
            let authority = try read("authority.pem")
            let identity = WebSocketTLS.Identity(certificate: try read("client.pem"), key: try read("client.key"))
            let client = WebSocketClient {
                $0.tls.authorities = authority
                $0.tls.identity = identity
            }
            for _ in 0..<2 {
                try await client.webSocket("wss://localhost:\(peer.port)/") { session in
                    try await session.send("secret")
                    let echo = try await session.incoming.receive()
                    #expect(echo == .text("secret"))
                }
            }
            let reports = try await peer.reports(Report.self, count: 2)
            #expect(reports.map(\.tls?.version) == ["TLSv1.3", "TLSv1.3"])
            #expect(reports.map(\.tls?.resumed) == [false, true])
            #expect(reports[0].tls?.client != nil)
        }
    }
}
