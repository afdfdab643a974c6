import NetworkIO
import WebSocketCore

/// Pings that can be told apart, for owners who go on after a pong did not come in time: should it come after all, it must
/// not be taken for the answer to the next ping.
extension ChannelTable {
    /// Writes a ping. It leaves with the other frames of this turn.
    ///
    /// - Parameters:
    ///   - channel: is open.
    ///   - number: stands behind the payload in four bytes, the most significant first, unless it is 0. So an owner who
    ///     begins with 0 and counts the pongs that were missed sends its payload as it is while none is.
    ///   - payload: at most 125 bytes; where a number follows, 121, and what is more is left out.
    package mutating func sendPing(on channel: ChannelID, number: UInt32, payload: RawSpan) {
        let body = PingBody(number: number, payload: payload)
        body.withBytes { sendFrame(on: channel, .ping, payload: $0) }
    }

    /// Holds a pong against the ping with this number and payload.
    ///
    /// - Parameters:
    ///   - pong: of the latest event.
    ///   - number: as given to `sendPing`.
    ///   - payload: likewise.
    /// - Returns: whether the one answers the other.
    package mutating func isAnswer(_ pong: ControlPayload, toPing number: UInt32, payload: RawSpan) -> Bool {
        let body = PingBody(number: number, payload: payload)
        return withPayload(pong) { got in
            body.withBytes { sent in
                unsafe got.withUnsafeBytes { got in unsafe sent.withUnsafeBytes { unsafe $0.elementsEqual(got) } }
            }
        }
    }
}
