import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ChannelTableFaultsTests {
    static let faults: [FrameFault] = [
        .reservedOpcode(Opcode(rawValue: 3)), .reservedBits(4), .unmasked, .unexpectedContinuation, .interruptedMessage,
        .invalidUTF8(size: 16, position: 8), .controlTooLong(126), .fragmentedControl, .lengthNotMinimal,
        .lengthHighBit, .closeCodeInvalid(.noStatus), .closeBodyTooShort, .closeReasonInvalidUTF8, .dataAfterClose,
        .garbage(64), .truncated(100),
    ]

    private func read(_ peer: RawPeer, _ count: Int, _ client: Driver) -> [UInt8] {
        drive(client) {
            peer.read()
            return peer.got.count >= count
        }
        for _ in 0..<2 { client.turn() }
        peer.read()
        return peer.got
    }

    private func sendRaw(_ bytes: [UInt8], endsFrame: Bool = true, _ client: Driver, on channel: ChannelID) {
        unsafe client.table.sendRaw(on: channel, bytes.span.bytes, endsFrame: endsFrame)
    }

    @Test(arguments: faults, [Masking.random, .none])
    func aFaultStandsOnTheWireAsItsBytes(fault: FrameFault, masking: Masking) throws {
        let (client, channel, peer) = try Pairs.raw(masking: masking)
        let before = client.table.framesSent
        client.table.sendFault(fault, on: channel, timeout: .seconds(1))
        // The generator of connect 0 with the driver's seed, behind the handshake's key.
        var random = FastRandom(seed: 1, stream: ~0)
        _ = HandshakeKey(random: &random)
        var expected = WriteBuffer()
        expected.append(fault, masking: masking, random: &random)
        let bytes = expected.withBytes { $0.bytes }
        #expect(read(peer, bytes.count, client) == bytes)
        #expect(client.table.framesSent == before + fault.frameCount)
        #expect(peer.hasEnded == (fault.ending == .stream))
    }

    static let answers: [(FrameFault, UInt16)] = [
        (.reservedOpcode(Opcode(rawValue: 3)), 1002), (.reservedBits(4), 1002), (.unmasked, 1002),
        (.unexpectedContinuation, 1002), (.interruptedMessage, 1002), (.invalidUTF8(size: 16, position: 8), 1007),
        (.controlTooLong(126), 1002), (.fragmentedControl, 1002), (.lengthNotMinimal, 1002), (.lengthHighBit, 1002),
        (.closeCodeInvalid(.noStatus), 1002), (.closeBodyTooShort, 1002), (.closeReasonInvalidUTF8, 1007),
        (.dataAfterClose, 1000), (.garbage(64), 1002),
    ]

    @Test(arguments: answers) func whatTheServerMakesOfItIsSeen(fault: FrameFault, code: UInt16) throws {
        let (client, channel, server, _) = try Pairs.tables()
        client.table.sendFault(fault, on: channel, timeout: .seconds(2))
        drive(client, server) { client.ends[1] != nil && server.ends[101] != nil }
        #expect(client.seen.first == .closeReceived(1, CloseStatus(code: CloseCode(rawValue: code))))
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == code && closure.clean && closure.streamEnd == .finished)
        #expect(closure.initiator == (fault.ending == .none ? .remote : .local))
        #expect(client.ends[1]?.violation == nil)
        #expect((server.ends[101]?.violation == nil) == (fault == .dataAfterClose))
        #expect(client.seen.count == 2)
    }

    @Test func aTruncatedFrameEndsWithTheStreamAndTheAnswerIsHeard() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.sendFault(.truncated(8), on: channel, timeout: .seconds(1))
        #expect(read(peer, 6, client) == [0x81, 8] + Array("abcd".utf8))
        #expect(peer.hasEnded)
        peer.send(closeFrame(1002))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.seen.first == .closeReceived(1, CloseStatus(code: .protocolError)))
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1002 && closure.sentCode == nil && closure.initiator == .local)
    }

    @Test func aServerThatDoesNotAnswerAFaultyCloseIsCutOff() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.sendFault(.closeBodyTooShort, on: channel, timeout: .milliseconds(50))
        drive(client) { client.ends[1] != nil }
        peer.read()
        #expect(peer.got == [0x88, 1, 3])
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1006 && closure.sentCode == 1005 && closure.streamEnd == .timedOut)
    }

    @Test func behindOurEndNoFaultIsSent() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.finish(channel, timeout: .seconds(1))
        client.table.sendFault(.unmasked, on: channel, timeout: .seconds(1))
        sendRaw([1, 2, 3], client, on: channel)
        for _ in 0..<3 { client.turn() }
        peer.read()
        #expect(peer.got.isEmpty && peer.hasEnded)
    }

    @Test func aFrameHasItsOwnMaskingBitsAndOpcode() throws {
        let (client, channel, peer) = try Pairs.raw(masking: .fixed(MaskKey(rawValue: 0x0403_0201)))
        let payload: [UInt8] = [0, 0xFF]
        for masking in [Masking.none, .zero, .fixed(MaskKey(rawValue: 0x0D0C_0B0A))] {
            unsafe client.table.sendFrame(
                on: channel, Opcode(rawValue: 7), fin: false, rsv: 5, masking: masking, payload: payload.span.bytes)
        }
        client.send([], .continuation, on: channel)
        var expected: [UInt8] = [0x57, 2, 0, 0xFF]
        expected += [0x57, 0x82, 0, 0, 0, 0, 0, 0xFF]
        expected += [0x57, 0x82, 0x0A, 0x0B, 0x0C, 0x0D, 0x0A, 0xF4]
        expected += [0x80, 0x80, 1, 2, 3, 4]
        #expect(read(peer, 26, client) == expected)
    }

    @Test func rawBytesStandBetweenFrames() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.send([1], on: channel)
        sendRaw([0xDE, 0xAD], client, on: channel)
        client.send([2], on: channel)
        #expect(read(peer, 8, client) == [0x82, 1, 1, 0xDE, 0xAD, 0x82, 1, 2])
    }

    @Test func rawBytesGoBehindOurCloseFrameToo() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.startClose(channel, code: .normal, timeout: .seconds(1))
        sendRaw(frame(.text, "late"), client, on: channel)
        #expect(read(peer, 10, client) == closeFrame(1000) + frame(.text, "late"))
    }

    @Test func piecesOfAFrameLeaveOneByOne() throws {
        let (client, channel, peer) = try Pairs.raw()
        let sent = client.table.bytesSent
        let bytes = frame(.text, "slow")
        for (index, byte) in bytes.enumerated() {
            sendRaw([byte], endsFrame: index == bytes.count - 1, client, on: channel)
            if index < bytes.count - 1 { #expect(client.table.bytesSent == sent + index + 1) }
        }
        #expect(read(peer, bytes.count, client) == bytes)
    }

    @Test func aPingInTheMiddleOfAFrameIsAnsweredBehindIt() throws {
        let (client, channel, peer) = try Pairs.raw()
        let bytes = frame(.text, "slow")
        sendRaw(Array(bytes[..<3]), endsFrame: false, client, on: channel)
        peer.send(frame(.ping, "one") + frame(.ping, "two"))
        drive(client) { client.seen.count == 2 }
        #expect(client.table.pongsSent == 0)
        sendRaw(Array(bytes[3...]), client, on: channel)
        #expect(read(peer, bytes.count + 5, client) == bytes + frame(.pong, "two"))
        peer.send(frame(.ping, "three"))
        #expect(read(peer, bytes.count + 12, client).suffix(7) == frame(.pong, "three")[...])
    }

    @Test func aCloseInTheMiddleOfAFrameEndsTheStreamInstead() throws {
        let (client, channel, peer) = try Pairs.raw()
        sendRaw([0x81, 9, 0x61], endsFrame: false, client, on: channel)
        client.table.startClose(channel, code: .normal, timeout: .seconds(1))
        #expect(read(peer, 3, client) == [0x81, 9, 0x61])
        #expect(peer.hasEnded)
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.closure.sentCode == nil && client.ends[1]?.closure.initiator == .local)
    }

    @Test func thePeersCloseInTheMiddleOfAFrameIsNotAnsweredWithin() throws {
        let (client, channel, peer) = try Pairs.raw()
        sendRaw([0x81, 9, 0x61], endsFrame: false, client, on: channel)
        peer.send(closeFrame(1008))
        drive(client) { !client.seen.isEmpty }
        sendRaw([0x62], endsFrame: false, client, on: channel)
        #expect(read(peer, 3, client) == [0x81, 9, 0x61])
        #expect(peer.hasEnded)
        peer.finish()
        drive(client) { client.ends[1] != nil }
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1008 && closure.sentCode == nil && closure.initiator == .remote && !closure.clean)
    }
}
