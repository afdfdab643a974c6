import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ChannelTablePingsTests {
    private func ping(_ number: UInt32, _ payload: [UInt8], _ client: Driver, on channel: ChannelID) {
        unsafe client.table.sendPing(on: channel, number: number, payload: payload.span.bytes)
    }

    @Test func aNumberStandsBehindThePayload() throws {
        let (client, channel, peer) = try Pairs.raw()
        let long = [UInt8](repeating: 7, count: 130)
        ping(0, Array("hb".utf8), client, on: channel)
        ping(0x0102_0304, Array("hb".utf8), client, on: channel)
        ping(0, long, client, on: channel)
        ping(9, long, client, on: channel)
        var expected = frame(.ping, "hb") + frame(.ping, [0x68, 0x62, 1, 2, 3, 4])
        expected += frame(.ping, Array(long.prefix(125))) + frame(.ping, long.prefix(121) + [0, 0, 0, 9])
        drive(client) {
            peer.read()
            return peer.got.count >= expected.count
        }
        #expect(peer.got == expected)
    }

    @Test func aLatePongIsNoAnswerToTheNextPing() throws {
        let (client, channel, peer) = try Pairs.raw()
        let payload = Array("hb".utf8)
        var answered: [[Bool]] = []
        client.react = { client, event in
            guard case .pong(_, let pong, _) = event else { return }
            answered.append(
                (0..<3).map { unsafe client.table.isAnswer(pong, toPing: $0, payload: payload.span.bytes) })
        }
        for number in 0..<3 as Range<UInt32> { ping(number, payload, client, on: channel) }
        let bodies = [payload, payload + [0, 0, 0, 1], payload + [0, 0, 0, 2], payload + [0, 0, 2], []]
        peer.send(bodies.flatMap { frame(.pong, $0) })
        drive(client) { answered.count == 5 }
        #expect(
            answered == [
                [true, false, false], [false, true, false], [false, false, true], [false, false, false],
                [false, false, false],
            ])
    }
}
