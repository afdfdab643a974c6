import NetworkIO
import WebSocketCore

/// A proxy between a client's channel and its server.
extension ChannelTable {
    /// Asks the proxy for a tunnel.
    mutating func startTunnel(_ slot: UInt32, _ opening: Opening, _ request: TunnelRequest) {
        opening.tunnel = TunnelResponseParser()
        bind(slot)
        output.append(request.bytes)
    }

    /// Reads on in the proxy's answer; what the server itself says comes behind it.
    mutating func readTunnel(_ slot: UInt32, _ opening: Opening) {
        guard var parser = opening.tunnel else { return }
        opening.tunnel = nil
        let bytes = unsafe RawSpan(_unsafeStart: loop.streams.received, byteCount: reading.count)
        do throws(HandshakeError) {
            let stands = try parser.parse(bytes, at: &reading.cursor)
            if reading.cursor == reading.count { reading.slot = ChannelTable.nobody }
            if !stands {
                opening.tunnel = parser
                return
            }
        } catch {
            return fail(slot, .proxy(error))
        }
        opening.timing.tunnelled = reading.at
        secure(slot, opening)
    }

    /// The way to the server stands: TLS follows, or the opening handshake.
    mutating func secure(_ slot: UInt32, _ opening: Opening) {
        opening.timing.secured = opening.timing.tunnelled
        if let tls = opening.plan?.tls { startTLS(slot, tls) } else { sendRequest(slot) }
    }
}
