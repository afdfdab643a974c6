import Glibc
import NetworkIO

/// TLS below a channel.
extension ChannelTable {
    mutating func startTLS(_ slot: UInt32, _ client: TLSClient) {
        guard let opening = channels[slot].opening, let stream = channels[slot].stream else { return }
        opening.isSecuring = true
        do throws(TLSFailure) {
            try loop.streams.startTLS(client, on: stream)
        } catch {
            fail(slot, .tls(error))
        }
    }

    mutating func startTLS(_ slot: UInt32, server context: TLSContext) {
        guard let opening = channels[slot].opening, let stream = channels[slot].stream else { return }
        opening.isSecuring = true
        do throws(TLSFailure) {
            try loop.streams.startTLS(server: context, on: stream)
        } catch {
            fail(slot, .tls(error))
        }
    }

    mutating func streamSecured(_ slot: UInt32) {
        guard let opening = channels[slot].opening, let stream = channels[slot].stream else { return }
        loop.refreshNow()
        opening.isSecuring = false
        opening.timing.secured = loop.now
        opening.timing.tls = loop.streams.tlsFacts(of: stream)
        if opening.role == .client { sendRequest(slot) }
    }

    mutating func tlsFailed(_ slot: UInt32, _ failure: TLSFailure) {
        if channels[slot].opening != nil { return fail(slot, .tls(failure)) }
        end(slot, .reset, code: EPROTO, failure)
    }
}
