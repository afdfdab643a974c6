import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

/// Ways to leave that no well-behaved client takes, and ways to stay without listening.
struct ChannelTableLeavingTests {
    private func read(_ peer: RawPeer, _ client: Driver) {
        for _ in 0..<5 {
            client.turn()
            peer.read()
        }
    }

    @Test func aCloseAtOnceWaitsForNothing() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.send([7], on: channel)
        client.table.closeAtOnce(channel, code: CloseCode(rawValue: 4000), reason: "bye")
        #expect(client.table.count == 0)
        read(peer, client)
        #expect(peer.got == frame(.binary, [7]) + closeFrame(4000, "bye"))
        #expect(peer.hasEnded && peer.failure == 0)
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1006 && closure.sentCode == 4000 && !closure.clean)
        #expect(closure.initiator == .local && closure.streamEnd == .ended)
        #expect(client.seen.count == 1)
    }

    @Test func aCloseAtOnceBehindThePeersCloseIsStillAnEnd() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.react = { client, event in
            if case .closeReceived = event { client.table.closeAtOnce(channel, code: .normal) }
        }
        peer.send(closeFrame(1001))
        drive(client) { client.ends[1] != nil }
        read(peer, client)
        #expect(peer.got == closeFrame(1001))
        #expect(client.ends[1]?.closure.code == 1001 && client.ends[1]?.closure.clean == true)
    }

    @Test func aCloseMayComeWhileAFragmentedMessageIsOpen() throws {
        let (client, channel, server, _) = try Pairs.tables()
        client.send(Array("begun".utf8), .text, fin: false, on: channel)
        client.table.startClose(channel, code: .goingAway, timeout: .seconds(1))
        drive(client, server) { client.ends[1] != nil && server.ends[101] != nil }
        #expect(server.seen.first == .closeReceived(101, CloseStatus(code: .goingAway)))
        #expect(client.ends[1]?.closure.code == 1001 && client.ends[1]?.closure.clean == true)
        #expect(server.messages.isEmpty)
    }

    @Test func theStreamMayEndBehindACloseFrameWhileTheAnswerIsAwaited() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.startClose(channel, code: .normal, timeout: .seconds(1))
        client.table.finish(channel, timeout: .seconds(1))
        read(peer, client)
        #expect(peer.got == closeFrame(1000))
        #expect(peer.hasEnded)
        peer.send(frame(.text, "on my way") + closeFrame(1000))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.messages == [.text(1, "on my way")])
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1000 && closure.clean && closure.initiator == .local)
    }

    @Test func whoDoesNotReadAnswersLater() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.setReading(false, of: channel)
        for number in 0..<3 { peer.send(frame(.ping, "\(number)") + frame(.text, "news \(number)")) }
        read(peer, client)
        #expect(client.seen.isEmpty && peer.got.isEmpty)
        // Sending goes on meanwhile.
        client.send([9], on: channel)
        read(peer, client)
        #expect(peer.got == frame(.binary, [9]))
        peer.finish()
        read(peer, client)
        #expect(client.seen.isEmpty)
        client.table.setReading(true, of: channel)
        drive(client) { client.ends[1] != nil }
        #expect(client.messages == (0..<3).map { .text(1, "news \($0)") })
        read(peer, client)
        let pongs = (0..<3).flatMap { frame(.pong, "\($0)") }
        #expect(peer.got == frame(.binary, [9]) + pongs)
    }

    @Test func readingStopsInTheMiddleOfMuchAndLosesNothing() throws {
        let (client, channel, server, other) = try Pairs.tables()
        var stops = 0
        client.react = { client, event in
            guard case .message = event, stops < 5 else { return }
            stops += 1
            client.table.setReading(false, of: channel)
        }
        let block = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 13 >> 3) }
        for _ in 0..<5 { server.send(block, on: other) }
        for _ in 0..<5 {
            for _ in 0..<20 {
                client.turn()
                server.turn()
            }
            client.table.setReading(true, of: channel)
        }
        drive(client, server) { client.messages.count == 5 }
        let areSame = client.messages.allSatisfy { $0 == .message(1, .binary, block) }
        #expect(areSame)
        #expect(stops == 5)
    }

    @Test func aSmallReceiveBufferStopsTheServerSooner() throws {
        func taken(receiveBuffer: Int?) throws -> Int {
            var options = SocketOptions()
            options.receiveBuffer = receiveBuffer
            let (client, channel, peer) = try Pairs.raw(options: options)
            peer.limitSendBuffer(to: 4096)
            client.table.setReading(false, of: channel)
            var total = 0
            while let sent = peer.offer([UInt8](repeating: 0, count: 4096)), total < 1 << 22 { total += sent }
            return total
        }
        let small = try taken(receiveBuffer: 4096)
        let usual = try taken(receiveBuffer: nil)
        #expect(small < 32_768)
        #expect(usual > small)
    }
}
