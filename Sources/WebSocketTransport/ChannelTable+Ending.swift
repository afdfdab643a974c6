import NetworkIO
import WebSocketCore

/// The end of a channel's stream.
extension ChannelTable {
    mutating func streamEnded(_ slot: UInt32) {
        if let opening = channels[slot].opening { return openingEnded(slot, opening) }
        end(slot, .finished)
    }

    /// A call has failed with an `errno`: the connect, or where that is done the one that is named.
    mutating func streamFailed(_ slot: UInt32, code: Int32, in call: String = "recv") {
        if let opening = channels[slot].opening {
            let call = opening.phase == .tcp ? "connect" : call
            return connectFailed(slot, SystemError(code: code, call: call), opening)
        }
        end(slot, .reset, code: code)
    }

    mutating func end(
        _ slot: UInt32, _ how: Closure.StreamEnd, reset: Bool = false, code: Int32 = 0, _ failure: TLSFailure? = nil
    ) {
        let closure = channels[slot].state.streamEnded(how)
        let since = channels[slot].closingSince
        let end = ChannelEnd(
            closure: closure, violation: channels[slot].violation, errorCode: code,
            tlsFailure: failure, isTruncated: channels[slot].stream.map { loop.streams.isTruncated($0) } ?? false,
            closing: since == 0 ? nil : max(0, MonotonicClock.now() - since))
        queue.append(.closed(tag: channels[slot].tag, end))
        remove(slot, reset: reset || how == .timedOut)
    }

    mutating func remove(_ slot: UInt32, reset: Bool) {
        if outputOwner == slot {
            outputOwner = ChannelTable.nobody
            output.removeAll()
        }
        if reading.slot == slot { reading.slot = ChannelTable.nobody }
        if !broken.isEmpty { broken.removeAll { $0.slot == slot } }
        if !handshakes.isEmpty { handshakes.remove(slot) }
        loop.timers.cancel(&channels[slot].timer)
        if let request = channels[slot].opening?.pacedRequest { loop.timers.cancel(&request.timer) }
        if let stream = channels[slot].stream { loop.streams.close(stream, reset: reset) }
        deflation?.remove(slot)
        channels.remove(slot)
    }
}
