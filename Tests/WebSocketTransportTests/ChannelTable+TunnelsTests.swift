import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

/// Connects through a proxy.
struct ChannelTableTunnelsTests {
    private func client(_ listener: RawListener, timeout: Duration = .seconds(10)) throws -> (Driver, RawPeer) {
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.tunnel = TunnelRequest(authority: "chat.example:9", credentials: (user: "u", password: "p"))
        plan.timeout = timeout
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0, headers: Array("X-Own: 1\r\n".utf8))
        let peer = try Pairs.accept(listener, client)
        drive(client) {
            peer.read()
            return peer.got.suffix(4) == Array("\r\n\r\n".utf8)
        }
        return (client, peer)
    }

    @Test func theHandshakeGoesThroughTheTunnel() throws {
        let listener = try RawListener()
        let (client, peer) = try client(listener)
        #expect(
            String(decoding: peer.got, as: UTF8.self)
                == "CONNECT chat.example:9 HTTP/1.1\r\nHost: chat.example:9\r\nProxy-Authorization: Basic dTpw\r\n\r\n")
        peer.got = []
        peer.send("HTTP/1.1 200 ")
        for _ in 0..<5 { client.turn() }
        #expect(client.seen.isEmpty)
        peer.send("OK\r\nVia: x\r\n\r\n")
        var request: UpgradeRequest?
        drive(client) {
            request = try? peer.takeRequest()
            return request != nil
        }
        #expect(request?.headers.map(\.name) == ["X-Own"])
        peer.send(RawPeer.acceptance(of: try #require(request)))
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.opened(1, subprotocol: nil)])
        let timing = try #require(client.timings[1])
        #expect(timing.tunnelled > timing.connected && timing.secured == timing.tunnelled)
        #expect(timing.upgraded > timing.secured)
    }

    @Test(arguments: [
        ("HTTP/1.1 407 Who?\r\n\r\n", "proxy-status-407"), ("SSH-2.0 hello and more\r\n\r\n", "proxy-not-http"),
    ])
    func anAnswerThatIsNoTunnelIsTheProxys(_ answer: String, _ kind: String) throws {
        let (client, peer) = try client(RawListener())
        peer.send(answer)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, kind)])
    }

    @Test func theEndOfTheStreamIsTheProxys() throws {
        let (client, peer) = try client(RawListener())
        peer.finish()
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "proxy-end-of-stream")])
    }

    @Test func aProxyThatSaysNothingTimesOut() throws {
        let (client, peer) = try client(RawListener(), timeout: .milliseconds(60))
        withExtendedLifetime(peer) { drive(client) { !client.seen.isEmpty } }
        #expect(client.seen == [.failed(1, "proxy-timeout")])
    }
}
