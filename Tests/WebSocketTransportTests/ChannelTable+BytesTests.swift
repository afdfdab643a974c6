import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

/// Channels whose frames are read by their owner, and plans that take the headers of the server's answer.
struct ChannelTableBytesTests {
    private func connecting() throws -> (Driver, RawListener, ConnectPlan) {
        let listener = try RawListener()
        var plan = try Pairs.plan(listener.address)
        plan.handsOutBytes = true
        plan.takesHeaders = true
        plan.masking = .none
        return (try Driver(), listener, plan)
    }

    private func open(_ behind: [UInt8] = []) throws -> (Driver, ChannelID, RawPeer) {
        let (client, listener, plan) = try connecting()
        client.table.prepare(plan)
        let channel = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.serve(listener, client, behind: behind)
        drive(client) { !client.seen.isEmpty }
        client.forget()
        return (client, channel, peer)
    }

    private func bytes(_ client: Driver) -> [UInt8] {
        client.seen.reduce(into: []) { bytes, seen in
            if case .bytes(1, let more) = seen { bytes += more }
        }
    }

    @Test func framesComeAsTheyAreAndNothingIsAnswered() throws {
        let sent = frame(.ping, [1]) + frame(.reservedForTests, "odd") + closeFrame(1000)
        let (client, channel, peer) = try open()
        peer.send(sent)
        drive(client) { bytes(client).count == sent.count }
        #expect(bytes(client) == sent)
        // The next that is said is the owner's.
        client.send([9], on: channel)
        drive(client) {
            peer.read()
            return !peer.got.isEmpty
        }
        #expect(peer.got == frame(.binary, [9]))
    }

    @Test func bytesBehindTheAnswerAreNotLost() throws {
        let (client, listener, plan) = try connecting()
        client.table.prepare(plan)
        _ = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.serve(listener, client, behind: frame(.text, "early"))
        drive(client) { client.seen.count == 2 }
        #expect(client.seen.last == .bytes(1, frame(.text, "early")))
        peer.close()
    }

    @Test func theOwnerSaysWhatACloseFrameMeans() throws {
        for answers in [true, false] {
            let (client, channel, peer) = try open()
            peer.send(closeFrame(4000, "bye"))
            drive(client) { !client.seen.isEmpty }
            let status = CloseStatus(code: CloseCode(rawValue: 4000), reason: "bye")
            client.table.received(status, on: channel, answers: answers)
            if !answers {
                client.table.startClose(channel, code: .goingAway, timeout: .seconds(5))
            }
            drive(client) {
                peer.read()
                return !peer.got.isEmpty
            }
            #expect(peer.got == closeFrame(answers ? 4000 : 1001))
            peer.finish()
            drive(client) { client.ends[1] != nil }
            #expect(client.ends[1]?.closure.clean == true)
            #expect(client.ends[1]?.closure.reason == "bye")
        }
    }

    @Test func theOwnerFailsAChannelForAViolation() throws {
        let (client, channel, peer) = try open()
        client.table.violated(channel, .unexpectedContinuation)
        drive(client) {
            peer.read()
            return peer.hasEnded
        }
        #expect(peer.got == closeFrame(1002))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.violation == .unexpectedContinuation)
    }

    @Test func masksChangeFromTheNextFrameOn() throws {
        let (client, channel, peer) = try open()
        client.send([1], on: channel)
        client.table.setMasking(.zero, of: channel)
        client.send([2], on: channel)
        let expected = frame(.binary, [1]) + frame(.binary, [2], mask: .zero)
        drive(client) {
            peer.read()
            return peer.got.count == expected.count
        }
        #expect(peer.got == expected)
    }

    @Test func headersOfConsentAndRefusalComeWithTheTimes() throws {
        for refuses in [false, true] {
            let (client, listener, plan) = try connecting()
            client.table.prepare(plan)
            _ = client.table.connect(tag: 1, number: 0)
            let peer = try Pairs.accept(listener, client)
            var request: UpgradeRequest?
            drive(client) {
                request = try? peer.takeRequest()
                return request != nil
            }
            if refuses {
                peer.send("HTTP/1.1 429 Later\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n")
            } else {
                let answer = RawPeer.acceptance(of: try #require(request)).dropLast(2)
                peer.send(answer + Array("Retry-After: 3\r\n\r\n".utf8))
            }
            drive(client) { !client.seen.isEmpty }
            #expect(client.timings[1]?.headers.contains(HTTPHeader(name: "Retry-After", value: "3")) == true)
        }
    }

    @Test func aPlanThatTakesAnothersPlaceIsTheOneThatCounts() throws {
        let (client, listener, plan) = try connecting()
        #expect(client.table.prepare(plan) == 0)
        var next = plan
        next.handsOutBytes = false
        #expect(client.table.prepare(next, inPlaceOf: 0) == 0)
        _ = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.serve(listener, client, behind: frame(.text, "whole"))
        drive(client) { client.seen.count == 2 }
        #expect(client.seen.last == .text(1, "whole"))
        peer.close()
    }
}

extension Opcode {
    fileprivate static let reservedForTests = Opcode(rawValue: 3)
}
