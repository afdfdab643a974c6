import Glibc
import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ChannelTableHandshakesTests {
    private static let request =
        "GET /some/path?x=y HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"

    /// A server's table and a raw client that is connected to it.
    private func served() throws -> (Driver, RawPeer) {
        let server = try Driver()
        return (server, RawListener.connect(to: try Pairs.listen(server)))
    }

    private func answer(_ server: Driver, _ peer: RawPeer) -> String {
        drive(server) {
            peer.read()
            return !peer.got.isEmpty
        }
        return String(decoding: peer.got, as: UTF8.self)
    }

    @Test func anyPathIsTakenAndTheAnswerIsTheRFCs() throws {
        let (server, peer) = try served()
        server.turn()
        peer.send(ChannelTableHandshakesTests.request + "\r\n")
        let text = answer(server, peer)
        #expect(text.hasPrefix("HTTP/1.1 101 "))
        #expect(text.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
        #expect(!text.contains("Sec-WebSocket-Protocol"))
        #expect(server.seen == [.accepted("/some/path?x=y")])
    }

    @Test func theFirstSubprotocolOfTheOfferIsChosen() throws {
        let (server, peer) = try served()
        server.turn()
        peer.send(ChannelTableHandshakesTests.request + "Sec-WebSocket-Protocol: a, b\r\n\r\n")
        #expect(answer(server, peer).contains("Sec-WebSocket-Protocol: a\r\n"))
    }

    @Test func framesRightBehindTheRequestAreNotLost() throws {
        let (server, peer) = try served()
        server.turn()
        let key = MaskKey(rawValue: 0x0403_0201)
        peer.send(
            Array((ChannelTableHandshakesTests.request + "\r\n").utf8) + frame(.text, "early", mask: key))
        drive(server) { server.seen.count == 2 }
        #expect(server.seen == [.accepted("/some/path?x=y"), .text(101, "early")])
    }

    @Test func aRequestInSinglesBytesIsARequest() throws {
        let (server, peer) = try served()
        server.turn()
        for byte in Array((ChannelTableHandshakesTests.request + "\r\n").utf8) {
            peer.send([byte])
            server.turn()
        }
        drive(server) { !server.seen.isEmpty }
        #expect(server.seen == [.accepted("/some/path?x=y")])
    }

    @Test func aBadRequestIsAnsweredAndTheStreamEnds() throws {
        let (server, peer) = try served()
        server.turn()
        let wrong = ChannelTableHandshakesTests.request.replacing("Version: 13", with: "Version: 12")
        peer.send(wrong + "\r\n")
        drive(server) {
            peer.read()
            return peer.hasEnded || peer.failure != 0
        }
        let text = String(decoding: peer.got, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 426 "))
        #expect(text.contains("Sec-WebSocket-Version: 13\r\n"))
        #expect(peer.hasEnded)
        #expect(server.seen == [.refused(.wrongVersion("12"))])
        peer.close()
        drive(server) { server.table.count == 0 }
    }

    @Test func aRefusalArrivesThoughMoreWasSentThanTheServerRead() throws {
        let (server, peer) = try served()
        server.turn()
        let wrong = ChannelTableHandshakesTests.request.replacing("Version: 13", with: "Version: 12")
        peer.send(wrong + "\r\n")
        drive(server) { !server.seen.isEmpty }
        for _ in 0..<20 {
            peer.send([UInt8](repeating: 7, count: 10_000))
            server.turn()
        }
        peer.read()
        #expect(String(decoding: peer.got, as: UTF8.self).hasPrefix("HTTP/1.1 426 "))
        #expect(peer.hasEnded && peer.failure == 0)
        #expect(server.seen == [.refused(.wrongVersion("12"))])
        peer.finish()
        drive(server) { server.table.count == 0 }
    }

    @Test func handshakesThatAreAbandonedEndAtOnce() throws {
        let (server, peer) = try served()
        server.turn()
        peer.send("GET / HT")
        drive(server) { server.table.bytesReceived > 0 }
        server.table.abandonHandshakes()
        #expect(server.table.count == 0)
        drive(server) {
            peer.read()
            return peer.failure != 0
        }
    }

    @Test func aClientThatLeavesInTheHandshakeIsRefused() throws {
        let (server, peer) = try served()
        server.turn()
        peer.send("GET / HT")
        peer.finish()
        drive(server) { !server.seen.isEmpty }
        #expect(server.seen == [.refused(.endOfStream(bytesReceived: 8))])
        #expect(server.table.count == 0)
    }

    @Test func noClientIsTakenOnceListeningIsOver() throws {
        let server = try Driver()
        let address = try Pairs.listen(server)
        server.table.stopListening()
        let client = try Driver()
        client.table.prepare(try Pairs.plan(address))
        _ = client.table.connect(tag: 1, number: 0)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "connect-refused")])
    }
}
