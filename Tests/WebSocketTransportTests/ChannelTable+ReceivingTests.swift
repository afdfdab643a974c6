import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ChannelTableReceivingTests {
    @Test func messagesAreTheSameAtAnySplitOfTheirBytes() throws {
        let (client, _, peer) = try Pairs.raw()
        let large = (0..<140).map { UInt8(truncatingIfNeeded: $0) }
        let bytes =
            frame(.text, "he", fin: false) + frame(.ping, "in between") + frame(.continuation, "llo")
            + frame(.binary, large) + frame(.pong, "q") + frame(.text, "")
        let expected: [Seen] = [
            .ping(1), .text(1, "hello"), .message(1, .binary, large), .pong(1, Array("q".utf8)), .text(1, ""),
        ]
        let pong = frame(.pong, "in between")
        // Within the large payload one place is like another.
        for split in 0...bytes.count where split < 40 || split > 170 || split.isMultiple(of: 30) {
            client.forget()
            peer.got = []
            let before = client.table.bytesReceived
            peer.send(Array(bytes[..<split]))
            drive(client) { client.table.bytesReceived == before + split }
            peer.send(Array(bytes[split...]))
            drive(client) {
                peer.read()
                return client.seen.count >= expected.count && peer.got.count >= pong.count
            }
            #expect(client.seen == expected, "split at \(split)")
            #expect(peer.got == pong, "split at \(split)")
        }
    }

    @Test func framesRightBehindTheAnswerToTheHandshakeAreNotLost() throws {
        let listener = try RawListener()
        let client = try Driver()
        client.table.prepare(try Pairs.plan(listener.address))
        _ = client.table.connect(tag: 3, number: 0)
        _ = try Pairs.serve(listener, client, behind: frame(.text, "welcome") + closeFrame(1001))
        drive(client) { client.seen.count >= 3 }
        #expect(
            client.seen.prefix(3) == [
                .opened(3, subprotocol: nil), .text(3, "welcome"), .closeReceived(3, CloseStatus(code: .goingAway)),
            ])
    }

    @Test(arguments: [0, 1, 125]) func aPingIsAnsweredWithItsPayload(count: Int) throws {
        let key = MaskKey(rawValue: 0x0403_0201)
        let (client, _, peer) = try Pairs.raw(masking: .fixed(key))
        let payload = (0..<count).map { UInt8($0) }
        let expected = frame(.pong, payload, mask: key)
        peer.send(frame(.ping, payload))
        drive(client) {
            peer.read()
            return peer.got.count >= expected.count
        }
        #expect(peer.got == expected)
        #expect(client.seen == [.ping(1)])
        #expect(client.table.pongsSent == 1)
    }

    @Test func aPieceComesAtTheTimeOfItsArrival() throws {
        let (client, _, peer) = try Pairs.raw()
        var times: [Nanoseconds] = []
        client.react = { _, event in if case .message(_, _, let at) = event { times.append(at) } }
        let before = MonotonicClock.now()
        peer.send(frame(.text, "a") + frame(.text, "b"))
        drive(client) { times.count == 2 }
        #expect(times[0] >= before && times[0] <= MonotonicClock.now())
        #expect(times[0] == times[1])
    }

    struct Violation: Sendable, CustomTestStringConvertible {
        var bytes: [UInt8]
        var violation: ProtocolViolation
        var code: UInt16
        var testDescription: String { violation.rule }
    }

    static let violations: [Violation] = [
        Violation(
            bytes: frame(.text, "masked", mask: MaskKey(rawValue: 1)), violation: .maskedByServer, code: 1002),
        Violation(bytes: frame(.text, [0x78], rsv: 4), violation: .reservedBits(4), code: 1002),
        Violation(bytes: frame(.continuation, "x"), violation: .unexpectedContinuation, code: 1002),
        Violation(bytes: frame(.text, [0x61, 0xFF]), violation: .invalidUTF8(offset: 1), code: 1007),
        Violation(
            bytes: frame(.binary, [UInt8](repeating: 0, count: 1001)),
            violation: .frameTooBig(length: 1001, limit: 1000), code: 1009),
        Violation(
            bytes: [0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], violation: .lengthTooLarge(1 << 63), code: 1002),
        Violation(
            bytes: frame(.ping, [UInt8](repeating: 0, count: 126)),
            violation: .controlTooLong(.ping, length: 126), code: 1002),
        Violation(bytes: closeFrame(1005), violation: .closeCodeInvalid(.noStatus), code: 1002),
    ]

    @Test(arguments: violations) func aViolationIsToldToThePeerAndToTheOwner(_ broken: Violation) throws {
        let (client, _, peer) = try Pairs.raw(limits: FrameLimits(frame: 1000, message: 2000))
        peer.send(frame(.text, "fine") + broken.bytes + frame(.text, "never read"))
        drive(client) {
            peer.read()
            return peer.hasEnded
        }
        #expect(peer.got == closeFrame(broken.code))
        peer.send(frame(.text, "still there"))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.messages.first == .text(1, "fine"))
        #expect(client.seen.count == 2)
        let end = try #require(client.ends[1])
        #expect(end.violation == broken.violation)
        #expect(end.closure.sentCode == broken.code)
        #expect(end.closure.code == 1006)
        #expect(end.closure.initiator == .local)
        #expect(!end.closure.clean)
    }

    @Test func aPeerThatNeverStopsAfterItsViolationIsCutOff() throws {
        let (client, _, peer) = try Pairs.raw()
        peer.send(frame(.continuation, "x"))
        let before = MonotonicClock.now()
        drive(client) {
            if client.ends[1] == nil { peer.send(frame(.text, "on and on")) }
            return client.ends[1] != nil
        }
        #expect(client.ends[1]?.closure.streamEnd == .timedOut)
        #expect(MonotonicClock.now() - before < 2_500_000_000)
    }

    @Test func whatIsNotReadStaysAndComesWhenReadingResumes() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.setReading(false, of: channel)
        peer.send(frame(.text, "later"))
        for _ in 0..<10 { client.turn() }
        #expect(client.seen.isEmpty)
        client.table.setReading(true, of: channel)
        drive(client) { !client.seen.isEmpty }
        #expect(client.seen == [.text(1, "later")])
        peer.send(frame(.text, "again"))
        drive(client) { client.seen.count == 2 }
    }

    @Test func anEndThatComesWhileNothingIsReadIsSaidAfterwards() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.setReading(false, of: channel)
        peer.send(frame(.text, "last") + closeFrame(1000))
        peer.finish()
        for _ in 0..<10 { client.turn() }
        #expect(client.seen.isEmpty)
        client.table.setReading(true, of: channel)
        drive(client) { client.ends[1] != nil }
        #expect(client.messages == [.text(1, "last")])
        #expect(client.ends[1]?.closure.clean == true)
    }
}
