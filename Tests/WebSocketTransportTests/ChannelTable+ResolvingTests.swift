import Glibc
import Testing
import WebSocketCore

@testable import NetworkIO
@testable import WebSocketTransport

/// Names with several addresses, slow lookups and failed ones.
struct ChannelTableResolvingTests {
    private func client(
        _ address: SocketAddress, timeout: Duration = .seconds(10), _ change: (inout AddressPolicy) -> Void = { _ in }
    ) throws -> Driver {
        let client = try Driver()
        var plan = try Pairs.plan(address)
        change(&plan.addresses)
        // Too long for a label, so that no server is ever asked.
        plan.host = String(repeating: "x", count: 64) + ".invalid"
        plan.timeout = timeout
        client.table.prepare(plan)
        return client
    }

    @Test func thoseThatWaitedBeginAsFarApartAsTheyCame() throws {
        let server = try Driver()
        let good = try Pairs.listen(server)
        let client = try client(good)
        client.table.hosts[0].resolution = .asked(since: MonotonicClock.now())
        for tag in 0..<3 as Range<UInt32> {
            _ = client.table.connect(tag: tag, number: Int(tag))
            let next = MonotonicClock.now() + 30_000_000
            while MonotonicClock.now() < next { client.turn() }
        }
        #expect(client.seen.isEmpty)
        client.table.resolved(0, .success([good]))
        let lookup = client.table.hosts[0].lookupTime
        #expect(lookup >= 90_000_000)
        drive(client, server) { client.timings.count == 3 }
        let timings = try (0..<3).map { try #require(client.timings[$0]) }
        #expect(timings.allSatisfy { $0.lookedUp && $0.resolved - $0.started >= lookup })
        #expect(timings[2].resolved - timings[0].resolved >= 50_000_000)
        #expect(client.table.loop.timers.count == 0)
    }

    @Test func withoutPaceAllBeginWithTheAnswer() throws {
        let server = try Driver()
        let good = try Pairs.listen(server)
        let client = try client(good) { $0.keepsPace = false }
        client.table.hosts[0].resolution = .asked(since: MonotonicClock.now() - 10_000_000_000)
        for tag in 0..<3 as Range<UInt32> {
            _ = client.table.connect(tag: tag, number: Int(tag))
            client.turn()
        }
        client.table.resolved(0, .success([good]))
        #expect(client.table.hosts[0].nextStart() == nil)
        drive(client, server) { client.timings.count == 3 }
        #expect(client.failures.isEmpty)
    }

    @Test func aFailedLookupIsForgottenAtOnceWhereThatIsAskedFor() throws {
        let client = try client(RawListener().address) { $0.remembersFailures = false }
        client.table.hosts[0].resolution = .asked(since: MonotonicClock.now())
        _ = client.table.connect(tag: 1, number: 0)
        client.table.resolved(0, .failure(ResolveError(host: "x", reason: "once")))
        _ = client.table.connect(tag: 2, number: 1)
        guard case .asked = client.table.hosts[0].resolution else {
            Issue.record("the name is not asked for again")
            return
        }
        drive(client) { client.seen.count == 2 }
        #expect(client.timings[2]?.lookedUp == true)
    }

    @Test func hostsThatNobodyGoesToMakeRoom() throws {
        let listener = try RawListener()
        let client = try client(listener.address) { $0.lifetime = .seconds(3600) }
        _ = client.table.hosts[0].take([listener.address], at: MonotonicClock.now())
        var plan = try Pairs.plan(listener.address)
        for number in 1...100 {
            plan.host = "127.0.1.\(number)"
            client.table.prepare(plan, inPlaceOf: 0)
        }
        // The name, whose answer still holds, and the places of the latest plan and the one before.
        #expect(client.table.hosts.count == 3)
        #expect(client.table.hosts[0].name.hasSuffix(".invalid"))
        #expect(client.table.hosts.contains { $0.name == "127.0.1.100" })
        // A connect keeps its host, whatever plan comes next.
        plan.host = "127.0.0.1"
        plan.port = listener.address.port
        client.table.prepare(plan, inPlaceOf: 0)
        let channel = client.table.connect(tag: 1, number: 0)
        for number in 1...10 {
            plan.host = "127.0.2.\(number)"
            client.table.prepare(plan, inPlaceOf: 0)
        }
        #expect(client.table.hosts.contains { $0.name == "127.0.0.1" && $0.port == listener.address.port })
        client.table.abort(channel)
        drive(client) { client.seen.count == 1 }
    }

    @Test func whoGaveUpWhileItWaitedIsLeftOut() throws {
        let server = try Driver()
        let good = try Pairs.listen(server)
        let client = try client(good)
        client.table.hosts[0].resolution = .asked(since: MonotonicClock.now())
        let channels = (0..<4).map { client.table.connect(tag: UInt32($0), number: $0) }
        client.table.abort(channels[0])
        client.table.abort(channels[2])
        client.table.resolved(0, .success([good]))
        drive(client, server) { client.seen.count == 4 }
        #expect(
            Set(client.seen) == [
                .failed(0, "connect-cancelled"), .failed(2, "connect-cancelled"), .opened(1, subprotocol: nil),
                .opened(3, subprotocol: nil),
            ])
    }

    @Test func manyThatWaitedAllBegin() throws {
        let server = try Driver()
        let good = try Pairs.listen(server)
        let client = try client(good)
        client.table.hosts[0].resolution = .asked(since: MonotonicClock.now())
        for number in 0..<100 { _ = client.table.connect(tag: UInt32(number), number: number) }
        client.table.resolved(0, .success([good]))
        drive(client, server) { client.seen.count == 100 }
        #expect(client.failures.isEmpty)
    }

    @Test func aFailedLookupIsTriedAgainAfterAWhile() throws {
        let client = try client(RawListener().address)
        client.table.hosts[0].resolution = .asked(since: MonotonicClock.now())
        _ = client.table.connect(tag: 1, number: 0)
        client.table.resolved(0, .failure(ResolveError(host: "x", reason: "once")))
        drive(client) { client.seen.count == 1 }
        guard case .failed(let error, let until) = client.table.hosts[0].resolution else {
            Issue.record("no failure is kept")
            return
        }
        #expect(until > MonotonicClock.now())
        _ = client.table.connect(tag: 2, number: 1)
        drive(client) { client.seen.count == 2 }
        #expect(client.seen == [.failed(1, "dns-failed"), .failed(2, "dns-failed")])
        #expect(client.timings[2]?.lookedUp == false)

        client.table.hosts[0].resolution = .failed(error, until: MonotonicClock.now())
        _ = client.table.connect(tag: 3, number: 2)
        guard case .asked = client.table.hosts[0].resolution else {
            Issue.record("the name is not asked for again")
            return
        }
        drive(client) { client.seen.count == 3 }
        #expect(client.timings[3]?.lookedUp == true)
    }

    @Test func anAddressThatAnswersNothingHasOnlyItsShareOfTheTime() throws {
        // Its queue is full, so that further SYNs are dropped.
        let silent = try RawListener(backlog: 0)
        let fill = (0..<4).map { _ in RawListener.connect(to: silent.address) }
        let server = try Driver()
        let good = try Pairs.listen(server)
        let client = try client(good, timeout: .milliseconds(600))
        _ = client.table.hosts[0].take([silent.address, silent.address, good], at: MonotonicClock.now())
        _ = client.table.connect(tag: 1, number: 0)
        drive(client, server) { !client.seen.isEmpty }
        #expect(client.seen == [.opened(1, subprotocol: nil)])
        let timing = try #require(client.timings[1])
        #expect(timing.connected - timing.started >= 400_000_000)
        // The next one begins with the address that answers.
        _ = client.table.connect(tag: 2, number: 1)
        drive(client, server) { client.seen.count == 2 }
        #expect(client.table.hosts[0].preferredAddress == 2)
        #expect(client.seen.last == .opened(2, subprotocol: nil))

        _ = client.table.hosts[0].take([silent.address, silent.address], at: MonotonicClock.now())
        client.table.hosts[0].preferredAddress = 0
        _ = client.table.connect(tag: 3, number: 2)
        drive(client, server) { client.seen.count == 3 }
        #expect(client.seen.last == .failed(3, "tcp-timeout"))
        #expect(fill.count == 4)
    }

    @Test func sourcesOfTheTargetsFamilyAreUsed() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.sources = ["::1", "127.0.0.9", "::1"].compactMap { SocketAddress(literal: $0, port: 0) }
        client.table.prepare(plan)
        for number in 0..<3 {
            _ = client.table.connect(tag: UInt32(number), number: number)
            var from: String?
            drive(client) {
                from = listener.acceptFrom()
                return from != nil
            }
            #expect(from == "127.0.0.9")
        }
        #expect(client.failures.isEmpty)
    }

    @Test func sourcesOfTheOtherFamilyAloneAreAnError() throws {
        let client = try Driver()
        var plan = try Pairs.plan(RawListener().address)
        plan.sources = ["::1"].compactMap { SocketAddress(literal: $0, port: 0) }
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "connect-errno-\(EAFNOSUPPORT)")])
    }
}
