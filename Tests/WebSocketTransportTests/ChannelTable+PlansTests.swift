import Glibc
import Testing
import WebSocketCore

@testable import NetworkIO
@testable import WebSocketTransport

/// Several kinds of connects in one table, and opening requests that are wrong on purpose.
struct ChannelTablePlansTests {
    private func faulty(_ address: SocketAddress, _ fault: RequestFault?) throws -> ConnectPlan {
        var plan = try Pairs.plan(address)
        plan.request = UpgradeRequestTemplate(plan.request.request, fault: fault)
        return plan
    }

    @Test func eachConnectFollowsItsOwnPlan() throws {
        let listener = try RawListener()
        let client = try Driver()
        var first = try Pairs.plan(listener.address, subprotocols: ["chat"])
        first.masking = .none
        first.host = "localhost"
        var second = try Pairs.plan(listener.address)
        second.masking = .zero
        second.host = "localhost"
        second.limits = FrameLimits(frame: 3, message: 3)
        #expect(client.table.prepare(first) == 0)
        #expect(client.table.prepare(second) == 1)
        _ = client.table.hosts[0].take([listener.address], at: MonotonicClock.now())
        #expect(client.table.hosts.count == 1)

        let one = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        let other = client.table.connect(tag: 2, number: 1, plan: 1)
        let otherPeer = try Pairs.accept(listener, client)
        for (peer, offered) in [(peer, ["chat"]), (otherPeer, [])] {
            var request: UpgradeRequest?
            drive(client) {
                request = try? peer.takeRequest()
                return request != nil
            }
            #expect(request?.subprotocols == offered)
            peer.send(RawPeer.acceptance(of: try #require(request)))
        }
        drive(client) { client.seen.count == 2 }
        client.send([1], on: one)
        client.send([1], on: other)
        drive(client) {
            peer.read()
            otherPeer.read()
            return peer.got.count >= 3 && otherPeer.got.count >= 7
        }
        #expect(peer.got == [0x82, 1, 1])
        #expect(otherPeer.got == [0x82, 0x81, 0, 0, 0, 0, 1])
        for peer in [peer, otherPeer] { peer.send(frame(.text, "four")) }
        drive(client) { client.ends.count == 0 && client.messages.count == 1 }
        peer.finish()
        otherPeer.finish()
        drive(client) { client.ends.count == 2 }
        #expect(client.messages == [.text(1, "four")])
        #expect(client.ends[2]?.violation == .frameTooBig(length: 4, limit: 3))
    }

    @Test func plansToOneNameShareItsLookup() throws {
        let server = try Driver()
        let client = try Driver()
        var plan = try Pairs.plan(Pairs.listen(server))
        plan.host = "localhost"
        client.table.prepare(plan)
        client.table.prepare(plan)
        plan.port += 1
        client.table.prepare(plan)
        #expect(client.table.hosts.map(\.port) == [plan.port - 1, plan.port])
        _ = client.table.connect(tag: 1, number: 0, plan: 0)
        drive(client, server) { client.seen.count == 1 }
        _ = client.table.connect(tag: 2, number: 1, plan: 1)
        drive(client, server) { client.seen.count == 2 }
        #expect(client.timings[1]?.lookedUp == true)
        #expect(client.timings[2]?.lookedUp == false)
    }

    @Test(arguments: [
        (RequestFault.wrongVersion, 426), (.wrongKey, 400), (.missingKey, 400), (.missingUpgrade, 426),
    ])
    func aServerRefusesWhatIsWrong(fault: RequestFault, status: Int) throws {
        let server = try Driver()
        let client = try Driver()
        client.table.prepare(try faulty(Pairs.listen(server), fault))
        _ = client.table.connect(tag: 1, number: 0)
        drive(client, server) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "handshake-status-\(status)")])
    }

    @Test func aRequestThatNeverEndsIsWaitedForUntilTheTimeIsUp() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try faulty(listener.address, .neverEnds)
        plan.timeout = .milliseconds(80)
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        drive(client) { !client.seen.isEmpty }
        peer.read()
        #expect(client.seen == [.failed(1, "upgrade-timeout")])
        let text = String(decoding: peer.got, as: UTF8.self)
        #expect(text.hasPrefix("GET /echo?a=1 HTTP/1.1\r\n") && text.hasSuffix("\r\n") && !text.contains("\r\n\r\n"))
    }

    @Test func aRequestGoesAByteAtATime() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.requestPace = .microseconds(200)
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        var sizes: [Int] = []
        drive(client) {
            peer.read()
            if peer.got.count != sizes.last { sizes.append(peer.got.count) }
            return peer.got.suffix(4) == [13, 10, 13, 10]
        }
        #expect(sizes.count > 10, "\(sizes.count) steps")
        let count = try #require(sizes.last)
        #expect(client.table.bytesSent == count)
        let request = try #require(try peer.takeRequest())
        peer.send(RawPeer.acceptance(of: request))
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.opened(1, subprotocol: nil)])
        let timing = try #require(client.timings[1])
        #expect(timing.upgraded - timing.connected >= Nanoseconds(count - 1) * 200_000)
    }

    @Test func aRefusalInTheMiddleOfASlowRequestEndsIt() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.requestPace = .milliseconds(1)
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        peer.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "handshake-status-408")])
        let sent = client.table.bytesSent
        for _ in 0..<5 { client.turn() }
        #expect(client.table.bytesSent == sent)
        #expect(client.table.loop.timers.count == 0)
    }

    @Test func manyReturnsTakeSourcesInTurnAndKeysOfTheirOwn() throws {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try Pairs.plan(listener.address)
        plan.sources = ["127.0.0.2", "127.0.0.3", "127.0.0.4"].compactMap { SocketAddress(literal: $0, port: 0) }
        plan.localPorts = 45_000...45_999
        client.table.prepare(plan)
        let sessions = 4
        var from: [String: Int] = [:]
        var keys: Set<[UInt8]> = []
        for attempt in 0..<6 {
            for session in 0..<sessions {
                _ = client.table.connect(tag: UInt32(session), number: attempt * sessions + session)
                let peer = try Pairs.accept(listener, client)
                let address = unsafe SocketAddress.read { unsafe getpeername(peer.descriptor, $0, $1) }
                from[address?.host ?? "", default: 0] += 1
                var request: UpgradeRequest?
                drive(client) {
                    request = try? peer.takeRequest()
                    return request != nil
                }
                let key = try #require(request).key.base64
                keys.insert(key.indices.map { key[$0] })
            }
        }
        #expect(from == ["127.0.0.2": 8, "127.0.0.3": 8, "127.0.0.4": 8])
        #expect(keys.count == 24)
    }
}
