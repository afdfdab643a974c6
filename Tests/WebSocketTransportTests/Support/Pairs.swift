import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

/// Requests, plans and connections that are open, for tests.
enum Pairs {
    static func plan(_ address: SocketAddress, subprotocols: [String] = []) throws -> ConnectPlan {
        var random = FastRandom(seed: 7)
        let request = try UpgradeRequest(
            resource: "/echo?a=1", host: address.description, subprotocols: subprotocols,
            key: HandshakeKey(random: &random))
        return ConnectPlan(host: address.host, port: address.port, request: UpgradeRequestTemplate(request))
    }

    static func listen(
        _ driver: Driver, options: SocketOptions = .init(), limits: FrameLimits = .init(),
        deflate: DeflateService? = nil
    ) throws -> SocketAddress {
        let loopback = try #require(SocketAddress(literal: "127.0.0.1", port: 0))
        return try driver.table.listen(on: loopback, options: options, limits: limits, deflate: deflate)
    }

    /// A client's table and a server's, with one channel between them that is open: tag 1 here, 101 there.
    static func tables(
        limits: FrameLimits = .init(), deflate: DeflateService? = nil,
        plan: (SocketAddress) throws -> ConnectPlan = { try Pairs.plan($0) }
    ) throws -> (client: Driver, at: ChannelID, server: Driver, from: ChannelID) {
        let server = try Driver(seed: 2)
        let client = try Driver(seed: 1)
        client.table.prepare(try plan(listen(server, limits: limits, deflate: deflate)))
        let channel = client.table.connect(tag: 1, number: 0)
        drive(client, server) { !client.seen.isEmpty && !server.seen.isEmpty }
        let other = try #require(server.accepted.first)
        client.forget()
        server.forget()
        return (client, channel, server, other)
    }

    /// A client's table and a raw server, with one channel between them that is open and has tag 1. Frames go unmasked,
    /// so that a test can read them; sockets are the smallest that the kernel has, where that is asked for.
    static func raw(
        masking: Masking = .none, limits: FrameLimits = .init(), options: SocketOptions = .init()
    ) throws -> (client: Driver, at: ChannelID, peer: RawPeer) {
        let listener = try RawListener()
        let client = try Driver()
        var plan = try plan(listener.address)
        plan.masking = masking
        plan.limits = limits
        plan.options = options
        client.table.prepare(plan)
        let channel = client.table.connect(tag: 1, number: 0)
        let peer = try serve(listener, client)
        drive(client) { !client.seen.isEmpty }
        client.forget()
        return (client, channel, peer)
    }

    /// Takes the next client and answers its handshake.
    static func serve(_ listener: RawListener, _ client: Driver, behind: [UInt8] = []) throws -> RawPeer {
        let peer = try accept(listener, client)
        var request: UpgradeRequest?
        drive(client) {
            request = try? peer.takeRequest()
            return request != nil
        }
        peer.send(RawPeer.acceptance(of: try #require(request)) + behind)
        return peer
    }

    static func accept(_ listener: RawListener, _ client: Driver) throws -> RawPeer {
        var peer: RawPeer?
        drive(client) {
            peer = listener.accept()
            return peer != nil
        }
        return try #require(peer)
    }
}

/// One frame as it stands on the wire.
func frame(
    _ opcode: Opcode, _ payload: [UInt8] = [], fin: Bool = true, rsv: UInt8 = 0, mask: MaskKey? = nil
) -> [UInt8] {
    var buffer = WriteBuffer(capacity: 64)
    unsafe buffer.appendFrame(opcode: opcode, fin: fin, rsv: rsv, payload: payload.span.bytes, mask: mask)
    return buffer.withBytes { $0.bytes }
}

/// One frame of text as it stands on the wire.
func frame(_ opcode: Opcode, _ text: String, fin: Bool = true, mask: MaskKey? = nil) -> [UInt8] {
    frame(opcode, Array(text.utf8), fin: fin, mask: mask)
}

/// A close frame as it stands on the wire.
func closeFrame(_ code: UInt16?, _ reason: String = "") -> [UInt8] {
    var buffer = WriteBuffer(capacity: 64)
    buffer.appendClose(code: code.map(CloseCode.init(rawValue:)), reason: reason, mask: nil)
    return buffer.withBytes { $0.bytes }
}
