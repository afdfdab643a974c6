import Glibc
import NetworkIO
import WebSocketCore

extension ChannelTable {
    /// Tries the name's next address, if TCP's handshake failed and there is one.
    mutating func connectFailed(_ slot: UInt32, _ error: SystemError, _ opening: Opening) {
        if opening.phase == .tcp, let prepared = opening.plan,
            opening.failedAddresses + 1 < hosts[prepared.host].addresses.count
        {
            if let stream = channels[slot].stream { loop.streams.close(stream, reset: false) }
            channels[slot].stream = nil
            opening.failedAddresses += 1
            loop.refreshNow()
            return connectToNextAddress(slot, opening, prepared)
        }
        if case .client(let parser) = opening.reader, let refusal = parser.refusal {
            return fail(slot, .handshake(refusal))
        }
        fail(slot, .system(error, opening.phase))
    }

    mutating func openingEnded(_ slot: UInt32, _ opening: Opening) {
        if let tunnel = opening.tunnel { return fail(slot, .proxy(tunnel.streamEnded())) }
        switch opening.reader {
        case .client(var parser): fail(slot, failure(slot, parser.streamEnded()))
        case .server(let parser): fail(slot, .handshake(parser.streamEnded()))
        case .refused: remove(slot, reset: false)
        case .taken: break
        }
    }

    /// With TLS 1.3 a server may refuse the client's certificate behind the handshake, and say so or just leave.
    private mutating func failure(_ slot: UInt32, _ error: HandshakeError) -> ConnectFailure {
        guard case .endOfStream(bytesReceived: 0) = error, let stream = channels[slot].stream,
            loop.streams.isTruncated(stream)
        else { return .handshake(error) }
        return .tls(.ended)
    }

    mutating func openingTimedOut(_ slot: UInt32) {
        guard let opening = channels[slot].opening else { return }
        if opening.timerAt < opening.deadline, opening.phase == .tcp {
            return connectFailed(slot, SystemError(code: ETIMEDOUT, call: "connect"), opening)
        }
        if case .client(let parser) = opening.reader, let refusal = parser.refusal {
            return fail(slot, .handshake(refusal))
        }
        fail(slot, .timedOut(opening.phase, after: opening.timeout))
    }

    mutating func fail(_ slot: UInt32, _ failure: ConnectFailure) {
        guard let opening = channels[slot].opening else { return }
        opening.isGivenUp = true
        if case .client(let parser) = opening.reader { opening.timing.headers = parser.refusalHeaders }
        switch opening.role {
        case .client:
            queue.append(.connectFailed(tag: channels[slot].tag, failure, opening.timing))
        case .server:
            switch failure {
            case .handshake(let error): queue.append(.handshakeRefused(error))
            case .tls, .timedOut(.tls, _), .system(_, .tls): queue.append(.securingFailed(failure))
            default: break
            }
        }
        remove(slot, reset: true)
    }
}
