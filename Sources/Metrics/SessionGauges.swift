/// How many sessions are in which state now.
package struct SessionGauges: Sendable, Equatable {
    package var connecting: Int
    package var open: Int
    package var closing: Int

    package init(connecting: Int = 0, open: Int = 0, closing: Int = 0) {
        self.connecting = connecting
        self.open = open
        self.closing = closing
    }

    static func + (left: SessionGauges, right: SessionGauges) -> SessionGauges {
        SessionGauges(
            connecting: left.connecting + right.connecting, open: left.open + right.open,
            closing: left.closing + right.closing)
    }
}
