import NetworkIO
import Testing
import WebSocketCore
import WebSocketDeflate

@testable import WebSocketTransport

/// permessage-deflate between channels, and between a channel and a raw peer (RFC 7692).
struct ChannelTableDeflateTests {
    private static let hello = Array("Hello".utf8)
    private static let compressedHello: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
    private static let sample: [UInt8] = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7 * ($0 & 5)) }

    /// A client's table and a server's with compression between them: tag 1 here, 101 there.
    private static func tables(
        offer: DeflateOffer = DeflateOffer(), acceptance: DeflateAcceptance = DeflateAcceptance(), threshold: Int = 0,
        limits: FrameLimits = FrameLimits()
    ) throws -> (client: Driver, at: ChannelID, server: Driver, from: ChannelID) {
        let deflate = DeflatePlan(offers: [offer], settings: DeflateSettings(threshold: threshold))
        return try Pairs.tables(limits: limits, deflate: DeflateService(acceptance: acceptance)) {
            try plan($0, deflate)
        }
    }

    private static func plan(_ address: SocketAddress, _ deflate: DeflatePlan) throws -> ConnectPlan {
        var random = FastRandom(seed: 7)
        let request = try UpgradeRequest(
            resource: "/", host: address.description, extensions: deflate.extensions,
            key: HandshakeKey(random: &random))
        var plan = ConnectPlan(host: address.host, port: address.port, request: UpgradeRequestTemplate(request))
        plan.deflate = deflate
        return plan
    }

    /// A client's table and a raw server that answers with these extensions.
    private static func raw(
        answer: String?, isRequired: Bool = false, offers: [DeflateOffer] = [DeflateOffer()],
        limits: FrameLimits = FrameLimits()
    ) throws -> (client: Driver, at: ChannelID, peer: RawPeer) {
        let listener = try RawListener()
        let client = try Driver()
        var deflate = DeflatePlan(offers: offers, settings: DeflateSettings())
        deflate.isRequired = isRequired
        var plan = try plan(listener.address, deflate)
        plan.limits = limits
        plan.masking = .none
        client.table.prepare(plan)
        let channel = client.table.connect(tag: 1, number: 0)
        let peer = try Pairs.accept(listener, client)
        var request: UpgradeRequest?
        drive(client) {
            request = try? peer.takeRequest()
            return request != nil
        }
        var buffer = WriteBuffer()
        UpgradeAnswer.accept(
            key: try #require(request).key,
            headers: answer.map { [HTTPHeader(name: "Sec-WebSocket-Extensions", value: $0)] } ?? []
        ).encode(into: &buffer)
        peer.send(buffer.withBytes { $0.bytes })
        drive(client) { !client.seen.isEmpty }
        return (client, channel, peer)
    }

    private static func send(
        _ bytes: [UInt8], _ opcode: Opcode = .binary, on channel: ChannelID, _ driver: Driver,
        reuse: DeflateReuse = .none
    ) {
        unsafe driver.table.sendMessage(on: channel, opcode, payload: bytes.span.bytes, reuse: reuse)
    }

    // MARK: - Messages

    private static func acceptance(_ forgets: Bool, _ bits: Int) -> DeflateAcceptance {
        var acceptance = DeflateAcceptance()
        acceptance.serverNoContextTakeover = forgets
        acceptance.clientNoContextTakeover = forgets
        acceptance.serverMaxWindowBits = bits
        return acceptance
    }

    @Test(arguments: [true, false], [9, 15])
    func messagesGoBothWays(forgets: Bool, bits: Int) throws {
        let (client, at, server, from) = try Self.tables(acceptance: Self.acceptance(forgets, bits))
        #expect(client.compresses(at))
        #expect(server.compresses(from))
        for message in [Self.hello, [], [], Self.sample, Self.hello] {
            Self.send(message, on: at, client)
            drive(client, server) { !server.messages.isEmpty }
            #expect(server.messages == [.message(101, .binary, message)])
            Self.send(message, on: from, server)
            drive(client, server) { !client.messages.isEmpty }
            #expect(client.messages == [.message(1, .binary, message)])
            client.forget()
            server.forget()
        }
        let counts = client.counts
        #expect(counts.sentBefore == counts.receivedAfter)
        #expect(counts.sentBefore == 2 * Self.hello.count + Self.sample.count)
        #expect(counts.sentAfter < counts.sentBefore)
        #expect(server.counts.receivedBefore == counts.sentAfter)
        #expect(server.counts.sentAfter == counts.receivedBefore)
    }

    @Test func whatIsEchoedPieceByPieceIsOneMessage() throws {
        let (client, at, server, from) = try Self.tables()
        server.react = { driver, event in
            if case .message(_, let piece, _) = event { driver.table.echo(piece, on: from) }
        }
        // Larger than a read and than a block that is inflated at once.
        let large = [UInt8](repeating: 7, count: 700_000) + Self.sample
        for message in [large, [], Self.hello] {
            Self.send(message, on: at, client)
            drive(client, server) { !client.messages.isEmpty }
            #expect(client.messages == [.message(1, .binary, message)])
            client.forget()
        }
    }

    @Test func shortMessagesGoAsTheyAre() throws {
        let (client, at, server, _) = try Self.tables(threshold: 5)
        Self.send(Array("Hell".utf8), .text, on: at, client)
        Self.send(Self.hello, .text, on: at, client)
        drive(client, server) { server.messages.count == 2 }
        #expect(server.messages == [.text(101, "Hell"), .text(101, "Hello")])
        #expect(client.counts.sentBefore == 5)
        let short = Array("Hi".utf8)
        let asItIs = unsafe client.table.deflate(short.span.bytes, for: at)
        #expect(asItIs == nil)
        let compressed = unsafe client.table.deflate(short.span.bytes, for: at, always: true)
        #expect(compressed != nil)
    }

    @Test func withoutContextAConstantIsCompressedOnce() throws {
        let (client, at, server, _) = try Self.tables(acceptance: Self.acceptance(true, 15))
        let constant = Self.sample
        let first = unsafe client.table.deflate(constant.span.bytes, for: at, reuse: .constant)
        let second = unsafe client.table.deflate(constant.span.bytes, for: at, reuse: .constant)
        try #require(first != nil)
        let isSame = unsafe first?.base == second?.base
        #expect(isSame)
        for _ in 0..<3 { Self.send(constant, on: at, client, reuse: .constant) }
        drive(client, server) { server.messages.count == 3 }
        #expect(Set(server.messages) == [.message(101, .binary, constant)])
    }

    // MARK: - Frames of a raw peer

    @Test func theExamplesOfTheRFC() throws {
        let (client, _, peer) = try Self.raw(answer: "permessage-deflate")
        client.forget()
        peer.send(frame(.text, Self.compressedHello, rsv: 4))
        // In two frames, with a ping between; shared window; uncompressed; empty; a last block.
        peer.send(frame(.text, [0xF2, 0x00], fin: false, rsv: 4))
        peer.send(frame(.ping, "?"))
        peer.send(frame(.continuation, [0x11, 0x00, 0x00]))
        peer.send(frame(.text, "plain"))
        peer.send(frame(.binary, [0x00], rsv: 4))
        peer.send(frame(.text, [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00], rsv: 4))
        drive(client) { client.messages.count == 5 }
        #expect(
            client.seen == [
                .text(1, "Hello"), .ping(1), .text(1, "Hello"), .text(1, "plain"), .message(1, .binary, []),
                .text(1, "Hello"),
            ])
    }

    @Test func theFirstFrameAloneSaysThatAMessageIsCompressed() throws {
        let (client, at, peer) = try Self.raw(answer: "permessage-deflate")
        Self.send(Self.hello, .text, on: at, client)
        let wanted = frame(.text, Self.compressedHello, rsv: 4)
        drive(client) {
            peer.read()
            return peer.got.count >= wanted.count
        }
        #expect(peer.got == wanted)
    }

    @Test(arguments: [
        (frame(.continuation, rsv: 4), "reserved-bits"), (frame(.ping, rsv: 4), "reserved-bits"),
        (frame(.text, rsv: 6), "reserved-bits"), (frame(.text, [0x06], rsv: 4), "undecodable-data"),
        // "Hello" with 0xFF in place of an l; a text that ends within a code point.
        (frame(.text, [0x00, 0x01, 0x00, 0xFE, 0xFF, 0xFF, 0x00], rsv: 4), "invalid-utf8"),
        (frame(.text, [0x00, 0x01, 0x00, 0xFE, 0xFF, 0xC3, 0x00], rsv: 4), "truncated-utf8"),
    ])
    func whatBreaksTheRFC(_ bytes: [UInt8], _ rule: String) throws {
        let (client, _, peer) = try Self.raw(answer: "permessage-deflate")
        peer.send(bytes + frame(.text, "behind"))
        drive(client) {
            peer.read()
            return peer.got.count >= 4
        }
        let code = rule == "reserved-bits" ? 1002 : 1007
        #expect(Int(peer.got[2]) << 8 | Int(peer.got[3]) == code)
        peer.close()
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.violation?.rule == rule)
        #expect(client.messages.isEmpty)
    }

    @Test func withoutAnAgreementNoBitIsAllowed() throws {
        let (client, _, peer) = try Self.raw(answer: nil)
        peer.send(frame(.text, Self.compressedHello, rsv: 4))
        peer.close()
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.violation == .reservedBits(4))
    }

    @Test func aBombIsStoppedAtTheLimit() throws {
        let limits = FrameLimits(frame: 1 << 20, message: 300_000)
        let (client, at, server, _) = try Self.tables(limits: limits)
        Self.send([UInt8](repeating: 0, count: 1 << 23), on: at, client)
        drive(client, server) { server.ends[101] != nil && client.ends[1] != nil }
        #expect(server.ends[101]?.violation == .messageTooBig(length: 300_001, limit: 300_000))
        #expect(client.ends[1]?.closure.code == 1009)
        #expect(server.counts.receivedAfter <= 300_000)
    }

    @Test func theFaultOfAReservedBitStaysOne() throws {
        let (client, at, peer) = try Self.raw(answer: "permessage-deflate")
        client.table.sendFault(.reservedBits(4), on: at, timeout: .seconds(1))
        drive(client) {
            peer.read()
            return !peer.got.isEmpty
        }
        #expect(peer.got.first == 0xA1)
    }

    // MARK: - Answers

    @Test func aServerMayDecline() throws {
        let (client, at, _) = try Self.raw(answer: nil)
        #expect(client.seen == [.opened(1, subprotocol: nil)])
        #expect(!client.compresses(at))
        let required = try Self.raw(answer: nil, isRequired: true)
        #expect(required.client.seen == [.failed(1, "handshake-missing-extension")])
    }

    @Test(arguments: [
        ("permessage-deflate; client_max_window_bits=10", "client_max_window_bits"),
        ("permessage-deflate; server_max_window_bits=16", "server_max_window_bits"),
        ("permessage-deflate; server_max_window_bits=\"7\"", "server_max_window_bits"),
        ("permessage-deflate; server_no_context_takeover=1", "server_no_context_takeover"),
        ("permessage-deflate; no_such", "no_such"),
        ("permessage-deflate; client_no_context_takeover; client_no_context_takeover", "client_no_context_takeover"),
    ])
    func aWrongAnswerNamesTheParameter(_ answer: String, _ name: String) throws {
        let (client, _, _) = try Self.raw(answer: answer)
        #expect(client.seen == [.failed(1, "handshake-wrong-parameter")])
        #expect(client.failures[1]?.description.contains(name) == true)
    }

    @Test func anExtensionIsAcceptedOnce() throws {
        let (client, _, _) = try Self.raw(answer: "permessage-deflate, permessage-deflate")
        #expect(client.seen == [.failed(1, "handshake-repeated-extension")])
    }

    @Test func valuesMayBeQuoted() throws {
        let (client, at, _) = try Self.raw(answer: "permessage-deflate; server_max_window_bits=\"10\"")
        #expect(client.compresses(at))
    }

    @Test func aServerMayRequireCompression() throws {
        let server = try Driver(seed: 2)
        let client = try Driver(seed: 1)
        let loopback = try #require(SocketAddress(literal: "127.0.0.1", port: 0))
        var service = DeflateService()
        service.isRequired = true
        let address = try server.table.listen(
            on: loopback, options: SocketOptions(), limits: FrameLimits(), deflate: service)
        client.table.prepare(try Pairs.plan(address))
        _ = client.table.connect(tag: 1, number: 0)
        drive(client, server) { !client.seen.isEmpty }
        #expect(client.seen == [.failed(1, "handshake-status-400")])
    }

    @Test func zlibsMemoryIsLentAndComesBack() throws {
        let (client, at, server, from) = try Self.tables(acceptance: Self.acceptance(true, 15))
        Self.send(Self.sample, on: at, client)
        drive(client, server) { !server.messages.isEmpty }
        let deflation = try #require(server.deflation)
        let state = try #require(deflation.channel(from.slot))
        #expect(state.inflater == nil)
        // In the middle of a message it is out.
        client.send([0xF2, 0x48], .text, fin: false, rsv: 4, on: at)
        drive(client, server) { state.inflater != nil }
        client.table.abort(at)
        drive(client, server) { server.ends[101] != nil }
        #expect(deflation.channel(from.slot) == nil)
    }
}

extension Driver {
    fileprivate func compresses(_ channel: ChannelID) -> Bool { table.isCompressed(channel) }
    fileprivate var deflation: Deflation? { table.deflation }
    fileprivate var counts: DeflateCounts { table.deflateCounts }
}
