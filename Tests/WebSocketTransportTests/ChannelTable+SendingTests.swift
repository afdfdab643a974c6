import Glibc
import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ChannelTableSendingTests {
    private func read(_ peer: RawPeer, _ count: Int, _ client: Driver) -> [UInt8] {
        drive(client) {
            peer.read()
            return peer.got.count >= count
        }
        return peer.got
    }

    @Test func framesStandOnTheWireAsAsked() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.send([1, 2], .text, fin: false, rsv: 5, on: channel)
        client.send([], .continuation, on: channel)
        #expect(read(peer, 6, client) == [0x51, 2, 1, 2, 0x80, 0])
    }

    @Test func aFixedKeyStandsOnTheWireInItsOrder() throws {
        let (client, channel, peer) = try Pairs.raw(masking: .fixed(MaskKey(rawValue: 0x0403_0201)))
        client.send([0, 0, 0, 0, 0xFF], on: channel)
        #expect(read(peer, 11, client) == [0x82, 0x85, 1, 2, 3, 4, 1, 2, 3, 4, 0xFE])
    }

    @Test func randomKeysDifferFromFrameToFrame() throws {
        let (client, channel, peer) = try Pairs.raw(masking: .random)
        for _ in 0..<4 { client.send([0, 0, 0, 0], on: channel) }
        let bytes = read(peer, 40, client)
        let keys = stride(from: 2, to: 40, by: 10).map { bytes[$0..<($0 + 4)] }
        #expect(Set(keys).count == 4)
    }

    @Test func framesOfOneTurnLeaveTogether() throws {
        let (client, channel, peer) = try Pairs.raw()
        let sent = client.table.bytesSent
        for number in 0..<10 { client.send([UInt8(number)], on: channel) }
        #expect(client.table.waitingBytes(of: channel) == 30)
        #expect(client.table.bytesSent == sent)
        peer.read()
        #expect(peer.got.isEmpty)
        client.table.flush()
        #expect(client.table.waitingBytes(of: channel) == 0)
        #expect(client.table.bytesSent == sent + 30)
        #expect(client.table.framesSent == 10)
        #expect(read(peer, 30, client) == (0..<10).flatMap { [0x82, 1, $0] })
    }

    @Test func framesForTwoChannelsKeepApart() throws {
        let server = try Driver()
        let client = try Driver()
        client.table.prepare(try Pairs.plan(Pairs.listen(server)))
        let first = client.table.connect(tag: 1, number: 0)
        let second = client.table.connect(tag: 2, number: 1)
        drive(client, server) { client.seen.count == 2 && server.seen.count == 2 }
        server.forget()
        client.send([1], on: first)
        client.send([2], on: second)
        client.send([3], on: first)
        drive(client, server) { server.seen.count == 3 }
        var contents: [UInt32: [UInt8]] = [:]
        for case .message(let tag, _, let bytes) in server.seen { contents[tag, default: []] += bytes }
        #expect(Set(contents.values) == [[1, 3], [2]])
    }

    @Test func whatThePeerDoesNotTakeWaitsAndItsDrainIsSaidOnce() throws {
        var options = SocketOptions()
        options.sendBuffer = 8 * 1024
        options.lowWaterMark = 4 * 1024
        let (client, channel, peer) = try Pairs.raw(options: options)
        var payload = [UInt8](repeating: 0, count: 400_000)
        for index in payload.indices { payload[index] = UInt8(truncatingIfNeeded: index &* 31 >> 4) }
        client.send(payload, on: channel)
        client.table.flush()
        let waiting = client.table.waitingBytes(of: channel)
        #expect(waiting > 0 && waiting < payload.count + 10)
        for _ in 0..<5 { client.turn() }
        #expect(!client.seen.contains(.drained(1)))
        let got = read(peer, payload.count + 10, client)
        let isWhole = got.dropFirst(10).elementsEqual(payload)
        #expect(isWhole)
        drive(client) { client.seen.contains(.drained(1)) }
        #expect(client.seen == [.drained(1)])
        #expect(client.table.waitingBytes(of: channel) == 0)
    }

    @Test func aPieceIsSentBackFromWhereItLies() throws {
        let pair = try Pairs.tables()
        pair.server.react = { server, event in
            guard case .message(_, let piece, _) = event else { return }
            server.table.echo(piece, on: pair.from)
        }
        pair.client.send(Array("there and back".utf8), .text, on: pair.at)
        drive(pair.client, pair.server) { !pair.client.seen.isEmpty }
        #expect(pair.client.seen == [.text(1, "there and back")])
    }

    @Test func aSendThatFailsEndsTheChannelOnceTheTurnIsOver() throws {
        let (client, channel, _) = try Pairs.raw()
        let stream = try #require(client.table.channels[channel.slot].stream)
        // Gone without the table's knowledge, so that a send fails with an error that no read will tell.
        client.table.loop.streams.close(stream, reset: true)
        for _ in 0..<3 {
            client.send([1], on: channel)
            client.table.flush()
        }
        #expect(client.table.count == 1)
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.errorCode == EBADF)
        #expect(client.ends[1]?.closure.streamEnd == .reset)
        #expect(client.seen.count == 1)
        #expect(client.table.count == 0)
    }

    @Test func nothingIsSentBehindOurCloseFrame() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.startClose(channel, code: .normal, timeout: .seconds(1))
        client.send([1], on: channel)
        client.table.startClose(channel, code: .goingAway, timeout: .seconds(1))
        client.turn()
        peer.send(frame(.ping, "anybody?"))
        drive(client) { client.seen.contains(.ping(1)) }
        client.turn()
        peer.read()
        #expect(peer.got == closeFrame(1000))
    }
}
