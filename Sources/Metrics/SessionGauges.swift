/// How many sessions are in which state now.
package struct SessionGauges: Sendable, Equatable {
    /// From the lookup to the end of the opening handshake.
    package var connecting: Int
    /// From the opening handshake to the first close frame, or the end.
    package var open: Int
    /// From the first close frame to the end of the stream.
    package var closing: Int
    /// Without a connection, waiting for the next try to get one again.
    package var reconnecting: Int

    /// Virtual users: sessions in any state.
    package var all: Int { connecting + open + closing + reconnecting }

    package init(connecting: Int = 0, open: Int = 0, closing: Int = 0, reconnecting: Int = 0) {
        self.connecting = connecting
        self.open = open
        self.closing = closing
        self.reconnecting = reconnecting
    }

    static func + (left: SessionGauges, right: SessionGauges) -> SessionGauges {
        SessionGauges(
            connecting: left.connecting + right.connecting, open: left.open + right.open,
            closing: left.closing + right.closing, reconnecting: left.reconnecting + right.reconnecting)
    }
}
