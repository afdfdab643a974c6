import NetworkIO
import WebSocketCore

extension ChannelTable {
    static let serverHandshakeTimeout = Duration.seconds(10)

    /// Reads on in an opening handshake. Afterwards the channel is open, or gone, or waits for more bytes.
    mutating func readHandshake(_ slot: UInt32) -> ChannelEvent? {
        guard let opening = channels[slot].opening else { return nil }
        if opening.tunnel != nil {
            readTunnel(slot, opening)
            return nil
        }
        // Taken out while it is used, so that what it keeps of a cut head is not copied at each read.
        switch opening.takeReader() {
        case .client(var parser):
            defer { opening.reader = .client(parser) }
            return readResponse(slot, opening, &parser)
        case .server(var parser):
            defer { if case .taken = opening.reader { opening.reader = .server(parser) } }
            return readRequest(slot, opening, &parser)
        case .refused:
            opening.reader = .refused
            reading.slot = ChannelTable.nobody
            return nil
        case .taken:
            return nil
        }
    }

    private mutating func readResponse(_ slot: UInt32, _ opening: Opening, _ parser: inout UpgradeResponseParser)
        -> ChannelEvent?
    {
        let bytes = unsafe RawSpan(_unsafeStart: loop.streams.received, byteCount: reading.count)
        do throws(HandshakeError) {
            guard let response = try parser.parse(bytes, at: &reading.cursor) else {
                reading.slot = ChannelTable.nobody
                return nil
            }
            if let plan = opening.plan?.plan.deflate, let agreed = try plan.agreement(on: response.extensions) {
                startDeflating(slot, agreed, plan.settings, .client)
            }
            opening.timing.upgraded = reading.at
            if opening.plan?.plan.takesHeaders == true { opening.timing.headers = response.headers(in: bytes) }
            if opening.plan?.plan.handsOutBytes == true { channels[slot].decoder.passThrough() }
            if opening.plan?.plan.takesCookies == true { cookies = response.headers("Set-Cookie", in: bytes) }
            becomeOpen(slot)
            return .opened(tag: channels[slot].tag, opening.timing, subprotocol: response.subprotocol)
        } catch {
            opening.timing.headers = parser.refusalHeaders
            fail(slot, .handshake(error))
            return nil
        }
    }

    private mutating func readRequest(_ slot: UInt32, _ opening: Opening, _ parser: inout UpgradeRequestParser)
        -> ChannelEvent?
    {
        let bytes = unsafe RawSpan(_unsafeStart: loop.streams.received, byteCount: reading.count)
        do throws(HandshakeError) {
            guard let request = try parser.parse(bytes, at: &reading.cursor) else {
                reading.slot = ChannelTable.nobody
                return nil
            }
            let deflate = try serverDeflate?.answer(to: request)
            bind(slot)
            UpgradeAnswer.accept(
                key: request.key, subprotocol: request.subprotocols.first,
                extensions: deflate.map { [ExtensionHeader(permessageDeflate: $0.headerParameters)] } ?? []
            ).encode(into: &output)
            if let deflate, let service = serverDeflate {
                startDeflating(slot, deflate.agreed, service.settings, .server)
            }
            becomeOpen(slot)
            return .accepted(ChannelID(slot: slot), request)
        } catch {
            bind(slot)
            error.answer.encode(into: &output)
            refuse(slot, opening)
            return .handshakeRefused(error)
        }
    }

    /// Ends our direction and hears the client out: a socket closed with bytes unread would send RST, and the client
    /// might never see why it was refused.
    private mutating func refuse(_ slot: UInt32, _ opening: Opening) {
        flush()
        opening.reader = .refused
        reading.slot = ChannelTable.nobody
        loop.refreshNow()
        setOpeningTimer(slot, opening, at: loop.now + ChannelTable.streamEndPatience)
        if let stream = channels[slot].stream { loop.streams.finishSending(on: stream) }
    }

    private mutating func becomeOpen(_ slot: UInt32) {
        if !handshakes.isEmpty { handshakes.remove(slot) }
        if let request = channels[slot].opening?.pacedRequest { loop.timers.cancel(&request.timer) }
        channels[slot].opening = nil
        channels[slot].state.opened()
        channels[slot].maySend = true
        loop.timers.cancel(&channels[slot].timer)
    }

    // MARK: - Serving

    /// Listens for WebSocket clients. Any path is taken; the first subprotocol that a client offers is chosen.
    ///
    /// - Parameters:
    ///   - address: port 0 lets the kernel choose.
    ///   - options: of the listener, and of the connections that it takes.
    ///   - limits: on what a client may send.
    ///   - tls: of a server; nil, the default, for clients without TLS.
    ///   - deflate: which offers of compression are accepted; default none.
    ///   - permitsUnmasked: whether clients may send frames without a mask, against RFC 6455, section 5.1; default false.
    /// - Returns: the address with the port that the kernel chose where it was 0.
    /// - Throws: what `bind` or `listen` said.
    package mutating func listen(
        on address: SocketAddress, options: SocketOptions, limits: FrameLimits, tls: TLSContext? = nil,
        deflate: DeflateService? = nil, permitsUnmasked: Bool = false
    ) throws(SystemError) -> SocketAddress {
        serverLimits = limits
        serverTLS = tls
        serverDeflate = deflate
        serverPermitsUnmasked = permitsUnmasked
        return try loop.streams.listen(on: address, options: options)
    }

    /// Takes no more clients; those that are there stay.
    package mutating func stopListening() { loop.streams.stopListening() }

    /// Cuts off the clients whose opening handshake is not done, which have no `ChannelID` yet.
    package mutating func abandonHandshakes() {
        for slot in handshakes { fail(slot, .cancelled(.upgrade)) }
    }

    mutating func accept(_ stream: StreamID) {
        let opening = Opening(
            reader: .server(UpgradeRequestParser()), started: loop.now, timeout: ChannelTable.serverHandshakeTimeout)
        opening.timing.resolved = loop.now
        opening.timing.connected = loop.now
        let slot = channels.insert(
            Channel(
                role: .server, limits: serverLimits, masking: .none, random: FastRandom(seed: 0), tag: 0,
                opening: opening))
        if serverPermitsUnmasked { channels[slot].decoder.permitUnmasked() }
        handshakes.insert(slot)
        channels[slot].stream = stream
        loop.streams.setTag(slot, of: stream)
        setOpeningTimer(slot, opening, at: opening.deadline)
        if let serverTLS { startTLS(slot, server: serverTLS) }
    }
}
