import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ChannelTableConnectingTests {
    @Test func theHandshakeTellsItsPhasesAndTheSubprotocol() throws {
        let server = try Driver()
        let client = try Driver()
        client.table.prepare(try Pairs.plan(Pairs.listen(server), subprotocols: ["chat", "superchat"]))
        let before = MonotonicClock.now()
        _ = client.table.connect(tag: 5, number: 0)
        drive(client, server) { client.seen.count == 1 && server.seen.count == 1 }
        #expect(client.seen == [.opened(5, subprotocol: "chat")])
        #expect(server.seen == [.accepted("/echo?a=1")])
        #expect(server.requests.first?.subprotocols == ["chat", "superchat"])
        let timing = try #require(client.timings[5])
        #expect(timing.started >= before)
        #expect(timing.resolved == timing.started)
        #expect(timing.connected > timing.resolved)
        #expect(timing.upgraded > timing.connected)
        #expect(timing.upgraded <= MonotonicClock.now())
        #expect(!timing.lookedUp)
        #expect(client.table.bytesSent == server.table.bytesReceived)
        #expect(server.table.bytesSent == client.table.bytesReceived)
    }

    @Test func eachConnectHasAKeyOfItsOwn() throws {
        let server = try Driver()
        let client = try Driver()
        client.table.prepare(try Pairs.plan(Pairs.listen(server)))
        for number in 0..<3 { _ = client.table.connect(tag: UInt32(number), number: number) }
        drive(client, server) { client.seen.count == 3 }
        let keys = server.requests.map { request in request.key.base64.indices.map { request.key.base64[$0] } }
        #expect(Set(keys).count == 3)
    }

    @Test func aNameIsLookedUpOnceForAllThatWait() throws {
        let server = try Driver()
        let client = try Driver()
        var plan = try Pairs.plan(Pairs.listen(server))
        plan.host = "localhost"
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        _ = client.table.connect(tag: 2, number: 1)
        drive(client, server) { client.seen.count == 2 }
        _ = client.table.connect(tag: 3, number: 2)
        drive(client, server) { client.seen.count == 3 }
        #expect(
            Set(client.seen)
                == [.opened(1, subprotocol: nil), .opened(2, subprotocol: nil), .opened(3, subprotocol: nil)])
        let timings = try (1...3).map { try #require(client.timings[$0]) }
        #expect(timings.map(\.lookedUp) == [true, true, false])
        #expect(timings[0].resolved > timings[0].started)
        #expect(timings[2].resolved == timings[2].started)
    }

    @Test func aNameThatDoesNotResolveFailsAllThatWaitAndAllToCome() throws {
        let client = try Driver()
        let somewhere = try #require(SocketAddress(literal: "127.0.0.1", port: 9))
        var plan = try Pairs.plan(somewhere)
        plan.host = String(repeating: "x", count: 64) + ".invalid"
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        _ = client.table.connect(tag: 2, number: 1)
        drive(client) { client.seen.count == 2 }
        _ = client.table.connect(tag: 3, number: 2)
        drive(client) { client.seen.count == 3 }
        #expect(client.seen == [.failed(1, "dns-failed"), .failed(2, "dns-failed"), .failed(3, "dns-failed")])
        #expect(client.table.count == 0)
        #expect(client.timings[1]?.resolved == 0)
    }

    @Test func aRefusedConnectIsAFailureOfTCP() throws {
        let client = try Driver()
        client.table.prepare(try Pairs.plan(RawListener().address))
        _ = client.table.connect(tag: 1, number: 0)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "connect-refused")])
        #expect(client.timings[1]?.connected == 0)
        #expect(client.table.count == 0)
    }

    @Test func theNextAddressOfANameIsTriedWhereOneRefuses() throws {
        let server = try Driver()
        let client = try Driver()
        let good = try Pairs.listen(server)
        let closed = try RawListener().address
        client.table.prepare(try Pairs.plan(good))
        _ = client.table.hosts[0].take([closed, closed, good], at: MonotonicClock.now())
        _ = client.table.connect(tag: 1, number: 0)
        drive(client, server) { !client.seen.isEmpty }
        #expect(client.seen == [.opened(1, subprotocol: nil)])

        _ = client.table.hosts[0].take([closed, closed], at: MonotonicClock.now())
        _ = client.table.connect(tag: 2, number: 1)
        drive(client, server) { client.seen.count == 2 }
        #expect(client.seen.last == .failed(2, "connect-refused"))
        #expect(client.table.count == 1)
    }

    @Test func anAnswerThatDoesNotComeIsATimeOutOfTheUpgrade() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.timeout = .milliseconds(60)
        client.table.prepare(plan)
        let before = MonotonicClock.now()
        _ = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "upgrade-timeout")])
        #expect(MonotonicClock.now() - before >= 60_000_000)
        #expect(client.timings[1]?.upgraded == 0)
        #expect((client.timings[1]?.connected ?? 0) > 0)
        #expect(try peer.takeRequest()?.resource == "/echo?a=1")
    }

    @Test func sourceAddressesAreUsedInTurn() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.sources = ["127.0.0.2", "127.0.0.3", "127.0.0.4"].compactMap { SocketAddress(literal: $0, port: 0) }
        client.table.prepare(plan)
        var from: [String] = []
        for number in [4, 0, 1, 2, 3] {
            _ = client.table.connect(tag: UInt32(number), number: number)
            drive(client) {
                listener.acceptFrom().map { from.append($0) } != nil
            }
        }
        #expect(from == ["127.0.0.3", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.2"])
    }

    @Test func aSourceAddressThatCannotBeUsedMakesRoomForTheNext() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.sources = ["192.0.2.1", "127.0.0.5"].compactMap { SocketAddress(literal: $0, port: 0) }
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        var from: String?
        drive(client) {
            from = listener.acceptFrom()
            return from != nil
        }
        #expect(from == "127.0.0.5")
    }

    @Test func aConnectThatFailsAtOnceSaysSoAsAnEvent() throws {
        let client = try Driver()
        var plan = try Pairs.plan(RawListener().address)
        plan.sources = [try #require(SocketAddress(literal: "192.0.2.1", port: 0))]
        client.table.prepare(plan)
        _ = client.table.connect(tag: 7, number: 0)
        #expect(client.seen.isEmpty)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(7, "connect-no-local-port")])
    }

    @Test func aConnectThatIsGivenUpIsCancelled() throws {
        let listener = try RawListener()
        let client = try Driver()
        client.table.prepare(try Pairs.plan(listener.address))
        let channel = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        client.table.abort(channel)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "connect-cancelled")])
        #expect(client.table.count == 0)
        drive(client) {
            peer.read()
            return peer.failure != 0 || peer.hasEnded
        }
    }
}
