import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

/// Servers that answer the opening handshake otherwise than with 101.
struct ChannelTableRefusalTests {
    /// A client that connects, and the server that has its request.
    private func connecting(timeout: Duration = .seconds(10)) throws -> (Driver, RawPeer) {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.timeout = timeout
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        drive(client) { (try? peer.takeRequest()) != nil }
        return (client, peer)
    }

    private func failure(of client: Driver) -> HandshakeError? {
        guard case .handshake(let error)? = client.failures[1] else { return nil }
        return error
    }

    @Test func aRefusalComesWithItsBodyAlsoWhereThatIsLate() throws {
        let (client, peer) = try connecting()
        peer.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 11\r\n\r\nnot ")
        for _ in 0..<5 { client.turn() }
        #expect(client.seen.isEmpty)
        peer.send("to-day.")
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "handshake-status-503")])
        #expect(
            failure(of: client)
                == .status(503, reason: "Service Unavailable", location: nil, bodyStart: "not to-day."))
    }

    @Test func aRefusalWhoseBodyNeverComesIsStillTheRefusal() throws {
        let (client, peer) = try connecting(timeout: .milliseconds(60))
        peer.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\nwho")
        drive(client) { !client.seen.isEmpty }
        #expect(failure(of: client) == .status(401, reason: "Unauthorized", location: nil, bodyStart: "who"))
    }

    @Test func aRefusalBeforeAResetIsStillTheRefusal() throws {
        let (client, peer) = try connecting()
        peer.send("HTTP/1.1 500 Oops\r\n\r\nbroken")
        for _ in 0..<5 { client.turn() }
        peer.reset()
        drive(client) { !client.seen.isEmpty }
        #expect(failure(of: client) == .status(500, reason: "Oops", location: nil, bodyStart: "broken"))
    }

    @Test func aRedirectTellsWhereTo() throws {
        let (client, peer) = try connecting()
        peer.send("HTTP/1.1 302 Found\r\nLocation: ws://elsewhere/\r\nContent-Length: 0\r\n\r\n")
        drive(client) { !client.seen.isEmpty }
        #expect(failure(of: client) == .status(302, reason: "Found", location: "ws://elsewhere/", bodyStart: ""))
    }

    @Test func aResetInTheHandshakeHasItsKind() throws {
        let (client, peer) = try connecting()
        peer.reset()
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "handshake-reset")])
    }

    @Test func anEndInTheHandshakeHasItsKind() throws {
        let (client, peer) = try connecting()
        peer.send("HTTP/1.1 101 Swi")
        peer.finish()
        drive(client) { !client.seen.isEmpty }
        #expect(failure(of: client) == .endOfStream(bytesReceived: 16))
        #expect(client.table.count == 0)
    }

    @Test func anotherProtocolHasItsKind() throws {
        let (client, peer) = try connecting()
        peer.send("220 mail.example ESMTP\r\n")
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "handshake-not-http")])
    }

    @Test func aWrongAcceptValueHasItsKind() throws {
        let (client, peer) = try connecting()
        peer.send(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n")
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "handshake-wrong-accept")])
    }
}
