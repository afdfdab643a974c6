import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ChannelTableTests {
    @Test func aChannelThatItsOwnerEndsSaysNothingMoreOfWhatWasRead() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.react = { client, event in
            if case .message = event { client.table.abort(channel) }
        }
        peer.send(frame(.text, "one") + frame(.text, "two") + frame(.ping, "three"))
        drive(client) { client.ends[1] != nil }
        for _ in 0..<5 { client.turn() }
        #expect(client.messages == [.text(1, "one")])
        #expect(client.seen.count == 2)
        #expect(client.table.pongsSent == 0)
    }

    @Test func whoGetsASlotAfterwardsHearsNothingOfItsFormerOwner() throws {
        let listener = try RawListener()
        let client = try Driver()
        client.table.prepare(try Pairs.plan(listener.address))
        let former = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.serve(listener, client)
        drive(client) { client.seen == [.opened(1, subprotocol: nil)] }
        client.forget()
        var next: ChannelID?
        client.react = { client, event in
            guard case .message = event, next == nil else { return }
            client.table.abort(former)
            next = client.table.connect(tag: 2, number: 1)
        }
        peer.send(frame(.text, "one") + frame(.text, "two"))
        drive(client) { next != nil }
        peer.close()
        #expect(next?.slot == former.slot)
        let other = try Pairs.serve(listener, client)
        drive(client) { client.seen.contains(.opened(2, subprotocol: nil)) }
        other.send(frame(.text, "for the next"))
        drive(client) { client.seen.contains(.text(2, "for the next")) }
        #expect(client.messages == [.text(1, "one"), .text(2, "for the next")])
        #expect(client.seen.count == 4)
    }

    @Test func theTimersOfAChannelGoWithIt() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.startClose(channel, code: .normal, timeout: .milliseconds(30))
        client.turn()
        peer.send(closeFrame(1000))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        let until = MonotonicClock.now() + 60_000_000
        while MonotonicClock.now() < until { client.turn() }
        #expect(client.seen.count == 2)
        #expect(client.table.count == 0)
    }

    @Test func theOwnersTimersAndMailComeThrough() throws {
        let client = try Driver()
        var tokens: [UInt64] = []
        var stops = 0
        client.react = { _, event in
            switch event {
            case .timer(let token) where token == 77: tokens.append(token)
            case .mail(.stop): stops += 1
            default: break
            }
        }
        _ = client.table.loop.timers.schedule(at: MonotonicClock.now() + 1_000_000, token: 77)
        client.table.loop.handle.post(.stop)
        drive(client) { !tokens.isEmpty && stops > 0 }
        #expect(tokens == [77] && stops == 1)
    }

    @Test func aThousandChannelsComeAndGo() throws {
        let server = try Driver(seed: 2)
        let client = try Driver()
        client.table.prepare(try Pairs.plan(Pairs.listen(server)))
        for round in 0..<2 {
            let channels = (0..<500).map { client.table.connect(tag: UInt32(round * 500 + $0), number: $0) }
            let opened = round * 500 + 500
            drive(client, server) { client.timings.count == opened && server.accepted.count == opened }
            for channel in channels { client.table.startClose(channel, code: .normal, timeout: .seconds(2)) }
            drive(client, server) { client.ends.count == opened && server.ends.count == opened }
        }
        #expect(client.failures.isEmpty)
        #expect(client.ends.values.allSatisfy { $0.closure.clean })
        #expect(client.table.count == 0 && server.table.count == 0)
    }
}
